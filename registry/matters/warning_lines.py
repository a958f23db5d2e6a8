"""Lines of a warning (预警转办条目): what a triaged warning asks of which department, and where that is handled."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.matters.lines import LineRequest
from registry.matters.taken_steps import Actor
from registry.people.facts import fact_table_name
from registry.store.connection import Connection

COMPLEX = "COMPLEX"
ACTION = {"UNFULFILLED": "FULFIL", "UNCOVERED": "ASSESS", "LAPSING": "VERIFY", "DUPLICATE": "VERIFY"}


@dataclass(frozen=True)
class Disposed:
    """How one warning is disposed of: as its kind, or as complex; of several options those chosen."""

    warning: UUID
    disposition: str
    programmes: Sequence[str] = ()
    note: str | None = None


class WarningRow(NamedTuple):
    """What a warning says: of which kind it is, about whom, and which programmes would do."""

    kind: str
    person: UUID | None
    programmes: Sequence[str]


class WarningRecord(NamedTuple):
    """A record that a warning is about."""

    id: UUID
    department: str
    programme: str
    person: UUID | None


async def requests_of(connection: Connection, catalogue: Catalogue, actor: Actor, item: Disposed) -> list[LineRequest]:
    """What a warning asks of whom: to verify its records, or to see to its options. Raises NOT_AN_OPTION."""
    warning = await connection.fetch_one(WarningRow, WARNING, [item.warning]) or WarningRow("", None, ())
    options = warning.programmes
    if unknown := set(item.programmes) - set(options):
        raise Refusal("NOT_AN_OPTION", "items", value=", ".join(sorted(unknown)), codes=", ".join(options))
    action = ACTION[warning.kind]
    records = await connection.fetch(WarningRecord, RECORDS, [item.warning])
    if records:
        return [
            LineRequest(
                action, record.department, record.programme, record.person, (), item.warning, record.id, item.note
            )
            for record in records
        ]
    if options:
        return [
            LineRequest(
                action, catalogue.programmes[code].department, code, warning.person, (), item.warning, None, item.note
            )
            for code in item.programmes or options
        ]
    needs = () if action == "VERIFY" else ("OTHER",)
    return [LineRequest(action, actor.department, None, warning.person, needs, item.warning, None, item.note)]


async def place_of_event(connection: Connection, catalogue: Catalogue, household: UUID) -> int | None:
    """Where the latest event was, if not at home: help in an emergency is given there (三（三）: 在急难发生地)."""
    suppliers = catalogue.facts["event", "place"].suppliers
    events = " UNION ALL ".join(EVENT.format(table=fact_table_name(supplier, "event")) for supplier in suppliers)
    row = await (await connection.execute(PLACE.format(events=events), [household], prepare=True)).fetchone()
    return row[0] if row else None


EVENT = """SELECT f.place, f.as_of, f.id FROM memberships m JOIN persons p ON p.id = m.person_id
  JOIN {table} f ON f.identity_id = p.identity_id AND f.superseded_at IS NULL
  WHERE m.household_id = $1 AND m.valid_to IS NULL AND m.superseded_at IS NULL"""
# What happened within the home county is handled at home; a city without counties, as 嘉峪关, is one.
PLACE = """SELECT d.lo FROM ({events}) e JOIN divisions d ON d.code = e.place JOIN households h ON h.id = $1
WHERE NOT EXISTS (SELECT FROM (SELECT c.lo, c.hi FROM divisions c
    WHERE c.level IN ('COUNTY', 'CITY') AND c.lo <= h.position AND h.position < c.hi ORDER BY c.hi - c.lo LIMIT 1) c
  WHERE c.lo <= d.lo AND d.lo < c.hi)
ORDER BY e.as_of DESC, e.id DESC LIMIT 1"""

WARNING = "SELECT kind, person_id, programmes FROM early_warnings WHERE id = $1"

RECORDS = """SELECT r.id, r.department, r.programme, r.person_id
FROM early_warnings w JOIN assistance_records r ON r.id = ANY(w.records) WHERE w.id = $1 ORDER BY r.id"""
