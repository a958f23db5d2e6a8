"""Reading a household: what is known of it today, as values that `policy.eligibility` reads."""

import datetime
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from policy.catalogue import Catalogue
from policy.clauses import Value
from policy.households import Happening, Household, Member
from registry.store.connection import Connection
from registry.targets.fact_rows import bindings

Row = Mapping[str, Any]


async def read_household(
    connection: Connection, catalogue: Catalogue, household: UUID, today: datetime.date
) -> Household | None:
    """The household as the targets' statement sees it; None where the caller's ranges do not hold it."""
    rows = await connection.execute(_statement(catalogue), [[household], today], prepare=True)
    row = await rows.fetchone()
    if row is None or row[0] is None:
        return None
    house, persons, *happenings = row
    own = _facts(house, "household", catalogue)
    events, disasters = (
        tuple(_happening(row, entity, n, catalogue) for n, row in enumerate(happened or ()))
        for entity, happened in zip(("event", "disaster"), happenings, strict=True)
    )
    return Household(
        key=str(household),
        members=tuple(_member(row, catalogue) for row in persons or ()),
        basis_categories=_set(own.get("basis_categories")),
        facts=own,
        housing=_facts(house, "housing", catalogue),
        events=events,
        disasters=disasters,
        parameters=_facts(house, "parameter", catalogue),
    )


def _statement(catalogue: Catalogue) -> str:
    return f"""WITH {bindings(catalogue)}
SELECT (SELECT to_json(h) FROM h), (SELECT json_agg(p ORDER BY p.person_id) FROM p),
  (SELECT json_agg(event) FROM event), (SELECT json_agg(disaster) FROM disaster)"""


def _member(row: Row, catalogue: Catalogue) -> Member:
    facts = _facts(row, "person", catalogue)
    return Member(str(row["person_id"]), None, _set(facts.get("categories")), facts)


def _happening(row: Row, entity: str, n: int, catalogue: Catalogue) -> Happening:
    return Happening(f"{entity} {n}", str(row["person_id"]), _facts(row, entity, catalogue))


def _facts(row: Row, entity: str, catalogue: Catalogue) -> dict[str, Value]:
    """The columns of one entity, by the fact's name; what is missing is left out."""
    return {
        name.removeprefix(f"{entity}_"): _value(value, catalogue, entity, name.removeprefix(f"{entity}_"))
        for name, value in row.items()
        if name.startswith(f"{entity}_") and name not in ("household_id", "person_id") and value is not None
    }


def _value(value: Any, catalogue: Catalogue, entity: str, name: str) -> Value:
    fact = catalogue.facts.get((entity, name))
    return _set(value) if fact and fact.type == "set" else value


def _set(value: Any) -> frozenset[str]:
    return frozenset(value or ()) - {"none"}
