"""Triage (分类处置): what a person makes of the warnings of one household (二（四））."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.matters import proceedings
from registry.matters.lines import Asked
from registry.matters.proceedings import Actor, Doing, Matter, Subject, begin
from registry.matters.step_effects import EFFECTS
from registry.monitoring import warnings
from registry.people.facts import fact_table_name
from registry.store.connection import Connection
from registry.store.database import new_id

COMPLEX = "COMPLEX"
ACTION = {"UNFULFILLED": "FULFIL", "UNCOVERED": "ASSESS", "LAPSING": "VERIFY", "DUPLICATE": "VERIFY"}


@dataclass(frozen=True)
class Disposed:
    """How one warning is disposed of: as its kind, or as complex; of several options those chosen."""

    warning: UUID
    disposition: str
    programmes: Sequence[str] = ()
    note: str | None = None


@dataclass(frozen=True)
class Meeting:
    """When a case conference meets about what is complex, and who is invited."""

    on: datetime.date
    topic: str
    invited: Sequence[str] = ()


@dataclass
class Made:
    """The matters that came of a triage."""

    household: UUID
    matters: list[UUID] = field(default_factory=list)
    touched: set[UUID] = field(default_factory=set)


async def triage(
    connection: Connection, catalogue: Catalogue, actor: Actor, items: Sequence[Disposed], meeting: Meeting | None
) -> Made:
    """Turn warnings into referrals, one for each department, and into a conference where they are complex.

    Raises UNKNOWN_WARNING, WARNING_CLOSED, WARNING_TRIAGED, WARNING_ELSEWHERE, WRONG_DISPOSITION, NOT_AN_OPTION and
    MISSING (a conference without a day).
    """
    household = await _household(connection, items[0].warning)
    subject = await proceedings.about(connection, actor.department, household, None)
    await _locked(connection, household, items)
    made = Made(household)
    asked = [line for item in items for line in await _lines(connection, catalogue, actor, item)]
    plain = [line for item, line in asked if item.disposition != COMPLEX]
    emergency = await _place_of_event(connection, catalogue, household) if plain else None
    handled: dict[tuple[str, int | None], list[Asked]] = {}
    for line in plain:
        urgent = line.programme is not None and catalogue.programmes[line.programme].kind == "emergency"
        handled.setdefault((line.department, emergency if urgent else None), []).append(line)
    for (department, place), lines in sorted(handled.items(), key=lambda one: (one[0][0], one[0][1] or 0)):
        await _open(connection, catalogue, actor, subject, made, "refer", department, {}, lines, place)
    if hard := [item.warning for item in items if item.disposition == COMPLEX]:
        await _confer(connection, catalogue, actor, subject, made, meeting, hard)
    for item in items:
        await warnings.triage(connection, [item.warning], item.disposition, actor.today)
    return made


async def _household(connection: Connection, warning: UUID) -> UUID:
    rows = await connection.execute("SELECT household_id FROM early_warnings WHERE id = $1", [warning])
    row = await rows.fetchone()
    if row is None:
        raise Refusal("UNKNOWN_WARNING", "items[0].warning", value=str(warning))
    household: UUID = row[0]
    return household


async def _place_of_event(connection: Connection, catalogue: Catalogue, household: UUID) -> int | None:
    """Where the latest event was, if not at home: help in an emergency is given there (三（三）: 在急难发生地)."""
    tables = [fact_table_name(supplier, "event") for supplier in catalogue.facts["event", "place"].suppliers]
    events = " UNION ALL ".join(EVENT.format(table=table) for table in tables)
    row = await (await connection.execute(PLACE.format(events=events), [household], prepare=True)).fetchone()
    return row[0] if row else None


async def _locked(connection: Connection, household: UUID, items: Sequence[Disposed]) -> None:
    """Of two officers at one warning the second finds it triaged."""
    known = await warnings.locked(connection, [item.warning for item in items])
    for n, item in enumerate(items):
        of, kind, state = known[item.warning]
        at = f"items[{n}].warning"
        if of != household:
            raise Refusal("WARNING_ELSEWHERE", at)
        if state == "CLOSED":
            raise Refusal("WARNING_CLOSED", at)
        if state == "TRIAGED":
            raise Refusal("WARNING_TRIAGED", at, disposition=kind)
        if item.disposition not in (kind, COMPLEX):
            raise Refusal("WRONG_DISPOSITION", f"items[{n}].disposition", kind=kind, value=item.disposition)


async def _lines(
    connection: Connection, catalogue: Catalogue, actor: Actor, item: Disposed
) -> list[tuple[Disposed, Asked]]:
    """What a warning asks of whom: to verify its records, or to see to its options."""
    row = await (await connection.execute(WARNING, [item.warning], prepare=True)).fetchone()
    kind, person, options = row or ("", None, [])
    if unknown := set(item.programmes) - set(options):
        raise Refusal("NOT_AN_OPTION", "items", value=", ".join(sorted(unknown)), codes=", ".join(options))
    action = ACTION[kind]
    records = await (await connection.execute(RECORDS, [item.warning], prepare=True)).fetchall()
    if records:
        asked = [(department, programme, whose, id) for id, department, programme, whose in records]
    elif options:
        chosen = item.programmes or options
        asked = [(catalogue.programmes[one].department, one, person, None) for one in chosen]
    else:
        asked = [(actor.department, None, person, None)]
    needs = [] if records or options or action == "VERIFY" else ["OTHER"]
    return [
        (item, Asked(action, department, programme, whose, needs, item.warning, record, item.note))
        for department, programme, whose, record in asked
    ]


async def _confer(
    connection: Connection,
    catalogue: Catalogue,
    actor: Actor,
    subject: Subject,
    made: Made,
    meeting: Meeting | None,
    concerned: Sequence[UUID],
) -> None:
    """The conference decides on lines of its own; what it is about stays with its warnings."""
    if meeting is None:
        raise Refusal("MISSING", "conference", name="conference")
    said = {"planned_for": meeting.on.isoformat(), "topic": meeting.topic, "warnings": [str(id) for id in concerned]}
    if meeting.invited:
        said["invited"] = list(meeting.invited)
    await _open(connection, catalogue, actor, subject, made, "convene", actor.department, said, ())


async def _open(
    connection: Connection,
    catalogue: Catalogue,
    actor: Actor,
    subject: Subject,
    made: Made,
    code: str,
    to: str,
    said: Mapping[str, Any],
    lines: Sequence[Asked],
    place: int | None = None,
) -> None:
    procedure, step = catalogue.procedures.of_step(code)
    matter = Matter(new_id(), procedure, "", subject, place, actor.department, to, {})
    doing = Doing(connection, catalogue, matter, step, actor, dict(said), asked=lines)
    made.matters.append(await begin(doing, EFFECTS))
    made.touched |= doing.touched


EVENT = """SELECT f.place, f.as_of, f.id FROM memberships m JOIN persons p ON p.id = m.person_id
  JOIN {table} f ON f.identity_id = p.identity_id AND f.superseded_at IS NULL
  WHERE m.household_id = $1 AND m.valid_to IS NULL AND m.superseded_at IS NULL"""
# What happened within the home county is handled at home.
PLACE = """SELECT d.lo FROM ({events}) e JOIN divisions d ON d.code = e.place JOIN households h ON h.id = $1
WHERE NOT EXISTS (SELECT FROM divisions c WHERE c.level = 'COUNTY' AND c.lo <= h.position AND h.position < c.hi
  AND c.lo <= d.lo AND d.lo < c.hi)
ORDER BY e.as_of DESC, e.id DESC LIMIT 1"""

WARNING = "SELECT kind, person_id, programmes FROM early_warnings WHERE id = $1"

RECORDS = """SELECT r.id, r.department, r.programme, r.person_id
FROM early_warnings w JOIN assistance_records r ON r.id = ANY(w.records) WHERE w.id = $1 ORDER BY r.id"""
