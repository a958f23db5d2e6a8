"""Lines of a matter (办理条目): what is asked for, item by item, and the answer to each."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import new_id

MOST = 50

Place = tuple[UUID | None, int, int | None]
"""The household, where it lives, and where the matter is handled if elsewhere."""


@dataclass(frozen=True)
class Asked:
    """One thing a department is asked: to fulfil, to assess, or to verify."""

    action: str
    department: str
    programme: str | None
    person: UUID | None
    needs: Sequence[str] = ()
    warning: UUID | None = None
    record: UUID | None = None
    note: str | None = None


@dataclass
class Answered:
    """The answer to one line; whom and which programme it is about is read from the line."""

    line: UUID
    answer: str
    reason: str | None
    action: str = ""
    programme: str | None = None
    person: UUID | None = None
    record: UUID | None = None
    warning: UUID | None = None


async def ask(connection: Connection, matter: UUID, place: Place, asked: Sequence[Asked]) -> None:
    """Write the lines of a matter. Raises NO_LINE, WITHOUT_PROGRAMME, NOT_A_MEMBER, RECORD_NOT_FOUND
    and UNKNOWN_WARNING."""
    if not 1 <= len(asked) <= MOST:
        raise Refusal("NO_LINE", "lines")
    members, records, warnings = await _known(connection, place[0])
    for n, line in enumerate(asked):
        if not (line.programme or line.needs or line.record or (line.action == "VERIFY" and line.person)):
            raise Refusal("WITHOUT_PROGRAMME", f"lines[{n}]")
        if line.person and line.person not in members:
            raise Refusal("NOT_A_MEMBER", f"lines[{n}].person")
        if line.record and records.get(line.record) != line.department:
            raise Refusal("RECORD_NOT_FOUND", f"lines[{n}].record")
        if line.warning and line.warning not in warnings:
            raise Refusal("UNKNOWN_WARNING", f"lines[{n}].warning", value=str(line.warning))
    for n, line in enumerate(asked):
        await connection.execute(ASK, [
            new_id(), matter, n, *place, line.person, line.action, line.department, line.programme, list(line.needs),
            line.warning, line.record, line.note,
        ], prepare=True)  # fmt: skip # in the order of the columns


async def _known(connection: Connection, household: UUID | None) -> tuple[set[UUID], dict[UUID, str], set[UUID]]:
    """The members of a household, who gives each of its records, and its warnings."""
    members = await (await connection.execute(MEMBERS, [household], prepare=True)).fetchall()
    records = await (await connection.execute(RECORDS, [household], prepare=True)).fetchall()
    warnings = await (await connection.execute(WARNINGS, [household], prepare=True)).fetchall()
    return {id for (id,) in members}, dict(records), {id for (id,) in warnings}


async def answer(
    connection: Connection,
    catalogue: Catalogue,
    matter: UUID,
    department: str,
    answers: Sequence[Answered],
    today: datetime.date,
) -> bool:
    """Answer lines of a matter; whether all of them now have their final answer.

    Help that was granted must have been fed back: the line is tied to its record (二（一）). Raises UNKNOWN_LINE,
    LINE_ANSWERED, UNKNOWN_CODE, REASON_NEEDED and NO_RECORD_OF_GRANT.
    """
    if not 1 <= len(answers) <= MOST:
        raise Refusal("NO_LINE", "answers")
    rows = await (await connection.execute(LINES, [matter], prepare=True)).fetchall()
    lines = {row[0]: row for row in rows}
    final = {row[0]: _final(catalogue, row[1], row[7]) for row in rows}
    for n, given in enumerate(answers):
        at = f"answers[{n}]"
        row = lines.pop(given.line, None)
        if row is None:
            raise Refusal("UNKNOWN_LINE", f"{at}.line", value=str(given.line))
        if final[given.line]:
            raise Refusal("LINE_ANSWERED", f"{at}.line")
        _, given.action, given.programme, given.person, asked, household, given.warning, _ = row
        final[given.line] = _checked(catalogue, given, at)
        given.record = asked
        if given.answer == "GRANTED" and given.programme:
            given.record = await _grant(connection, department, given, household, f"{at}.answer")
    await connection.execute(ANSWER, [*ANSWERS.arrays(answers), today], prepare=True)
    return all(final.values())


def _final(catalogue: Catalogue, action: str, given: str | None) -> bool:
    known = catalogue.procedures.answer(action, given) if given else None
    return known is not None and known.final


def _checked(catalogue: Catalogue, given: Answered, at: str) -> bool:
    known = catalogue.procedures.answer(given.action, given.answer)
    if known is None:
        listed = catalogue.procedures.answers_to(given.action)
        codes = ", ".join(one.code for one in listed)
        raise Refusal("UNKNOWN_CODE", f"{at}.answer", value=repr(given.answer)[:60], name="answer", codes=codes)
    if given.answer != "GRANTED" and not given.reason:
        raise Refusal("REASON_NEEDED", f"{at}.reason")
    return known.final


async def _grant(connection: Connection, department: str, given: Answered, household: UUID, at: str) -> UUID:
    values = [department, given.programme, household, given.person]
    row = await (await connection.execute(GRANT, values, prepare=True)).fetchone()
    if row is None:
        raise Refusal("NO_RECORD_OF_GRANT", at)
    record: UUID = row[0]
    return record


MEMBERS = "SELECT person_id FROM memberships WHERE household_id = $1 AND valid_to IS NULL AND superseded_at IS NULL"

RECORDS = "SELECT id, department FROM assistance_records WHERE household_id = $1 AND status = 'GRANTED'"

WARNINGS = "SELECT id FROM early_warnings WHERE household_id = $1"

ASK = """INSERT INTO matter_lines (id, matter_id, n, household_id, position, handling_position, person_id, action,
  department, programme, needs, warning_id, record_id, note)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::text[], $12, $13, $14)"""

LINES = """SELECT id, action, programme, person_id, record_id, household_id, warning_id, answer
FROM matter_lines WHERE matter_id = $1 ORDER BY n"""

GRANT = """SELECT id FROM assistance_records
WHERE department = $1 AND programme = $2 AND household_id = $3 AND status = 'GRANTED' AND ended_on IS NULL
  AND (person_id = $4::uuid OR $4 IS NULL OR person_id IS NULL)
ORDER BY happened_on DESC, id DESC LIMIT 1"""

ANSWERS = Rows[Answered](
    id=("uuid", lambda answer: answer.line),
    answer=("text", lambda answer: answer.answer),
    reason=("text", lambda answer: answer.reason),
    record=("uuid", lambda answer: answer.record),
)

ANSWER = f"""UPDATE matter_lines l SET answer = a.answer, answer_reason = a.reason, record_id = a.record,
  answered_on = $5
FROM {ANSWERS.unnest("a")} WHERE l.id = a.id"""
