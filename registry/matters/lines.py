"""Lines of a matter (办理条目): what a department is asked for, item by item."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from registry.errors import Refusal
from registry.journal.outbox import Location
from registry.people.households import BELONGS
from registry.store.connection import Connection
from registry.store.database import new_id

MOST = 50


@dataclass(frozen=True)
class LineRequest:
    """One thing a department is asked: to fulfil, to assess, or to verify."""

    action: str
    department: str
    programme: str | None
    person: UUID | None
    needs: Sequence[str] = ()
    warning: UUID | None = None
    record: UUID | None = None
    note: str | None = None
    due_on: datetime.date | None = None
    """By which day, where one was set."""


async def write(connection: Connection, matter: UUID, location: Location, requests: Sequence[LineRequest]) -> None:
    """Write the lines of a matter.

    Raises NO_LINE, WITHOUT_PROGRAMME, NOT_A_MEMBER, RECORD_NOT_FOUND and UNKNOWN_WARNING.
    """
    if not 1 <= len(requests) <= MOST:
        raise Refusal("NO_LINE", "lines")
    members, records, warnings = await _of_household(connection, location.household)
    for n, line in enumerate(requests):
        if not (line.programme or line.needs or line.record or (line.action == "VERIFY" and line.person)):
            raise Refusal("WITHOUT_PROGRAMME", f"lines[{n}]")
        if line.person and line.person not in members:
            raise Refusal("NOT_A_MEMBER", f"lines[{n}].person")
        if line.record and records.get(line.record) != line.department:
            raise Refusal("RECORD_NOT_FOUND", f"lines[{n}].record")
        if line.warning and line.warning not in warnings:
            raise Refusal("UNKNOWN_WARNING", f"lines[{n}].warning", value=str(line.warning))
    for n, line in enumerate(requests):
        await connection.execute(INSERT, [
            new_id(), matter, n, *location, line.person, line.action, line.department, line.programme,
            list(line.needs), line.warning, line.record, line.note, line.due_on,
        ], prepare=True)  # fmt: skip # in the order of the columns


async def _of_household(connection: Connection, household: UUID | None) -> tuple[set[UUID], dict[UUID, str], set[UUID]]:
    """The members of a household, who gives each of its records, and its warnings."""
    members = await (await connection.execute(MEMBERS, [household], prepare=True)).fetchall()
    records = await (await connection.execute(RECORDS, [household], prepare=True)).fetchall()
    warnings = await (await connection.execute(WARNINGS, [household], prepare=True)).fetchall()
    return {id for (id,) in members}, dict(records), {id for (id,) in warnings}


MEMBERS = f"SELECT m.person_id FROM memberships m WHERE m.household_id = $1 AND {BELONGS.format('m')}"

RECORDS = "SELECT id, department FROM assistance_records WHERE household_id = $1 AND status = 'GRANTED'"

WARNINGS = "SELECT id FROM early_warnings WHERE household_id = $1"

INSERT = """INSERT INTO matter_lines (id, matter_id, n, household_id, position, handling_position, person_id, action,
  department, programme, needs, warning_id, record_id, note, due_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text[], $12, $13, $14, $15)"""
