"""The hub's own statement for an operation, with the values of a client that sees the whole province."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import psycopg

from auth.grants import Grant
from auth.scopes import defaults
from auth.sharing import everything
from benchmarks.place import Place
from hub.database.first_fill import PROVINCE
from planner.document import coerced, read
from registry.reference.calendar import today
from registry.store.database import WALKED
from schema.compose import Graph
from schema.fields.references import References
from schema.requests.caller import Caller


@dataclass(frozen=True)
class Planned:
    """A statement, what it is given, and the settings of its transaction."""

    statement: str
    values: Sequence[object]
    types: Sequence[str]
    settings: Mapping[str, str]

    @property
    def texts(self) -> list[str | None]:
        """The values as text."""
        return [None if value is None else text(value) for value in self.values]


def planned(place: Place, graph: Graph, client: str, document: str, variables: Mapping[str, object]) -> Planned:
    """What the planner makes of a document for a client of this department."""
    known = read(document)
    values = coerced(graph.core, known.operation(None), dict(variables))
    plan = graph.planner().plan(known, None, values)
    ranges = (_whole(place),)
    grant = Grant("bench", client, (PROVINCE,), ranges, defaults(client), (), "", 0, everything(ranges))
    caller = Caller(grant, None, today(), "0" * 32)
    references = References(place.catalogue, client, lambda _: True, lambda _: b"", today())
    of_caller = {**caller.values(place.catalogue), "kind": "ANSWER", "variables": "{}", "references": references}
    bound = plan.bind(values, of_caller)
    settings = {**caller.settings, **(WALKED if plan.walks else {})}
    return Planned(str(plan.statement), bound, [kind for _, kind in plan.slots], settings)


def text(value: object) -> str:
    """A value as PostgreSQL reads it."""
    if isinstance(value, bytes):
        return f"\\x{value.hex()}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "{" + ",".join(map(text, value)) + "}"
    return str(value)


def _whole(place: Place) -> tuple[int, int]:
    with psycopg.connect(place.owner) as owner:
        row = owner.execute("SELECT lo, hi FROM divisions WHERE code = %s", [PROVINCE]).fetchone()
    assert row is not None  # noqa: S101 - the province is there
    return (row[0], row[1])
