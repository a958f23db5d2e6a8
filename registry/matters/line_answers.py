"""Answers to lines (条目答复): what a department has made of each thing it was asked for."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.matters.lines import MOST
from registry.monitoring.unpaid_sql import REACHED
from registry.redaction import quoted
from registry.reference.parameters import number_at
from registry.store.arrays import Rows
from registry.store.connection import Connection


@dataclass(frozen=True)
class LineAnswer:
    """The answer to one line."""

    line: UUID
    answer: str
    reason: str | None


class Line(NamedTuple):
    """A line as it stands."""

    id: UUID
    action: str
    programme: str | None
    person: UUID | None
    record: UUID | None
    household: UUID
    warning: UUID | None
    answer: str | None
    reason: str | None


class AnsweredLine(NamedTuple):
    """A line with its answer; `record` is the help it is about, or the one that was granted."""

    line: UUID
    answer: str
    reason: str | None
    programme: str | None
    person: UUID | None
    record: UUID | None
    warning: UUID | None
    before: str | None = None
    """What had been answered before, where it is corrected or papers were missing."""

    @property
    def told(self) -> dict[str, str | None]:
        """What a step keeps of it."""
        return {"line": str(self.line), "answer": self.answer, "reason": self.reason, "before": self.before}


async def answer(
    connection: Connection,
    catalogue: Catalogue,
    matter: UUID,
    department: str,
    answers: Sequence[LineAnswer],
    today: datetime.date,
    correcting: bool = False,
) -> tuple[list[AnsweredLine], bool]:
    """Answer lines of a matter: these lines, and whether all of the matter's now have their final answer.

    Help that was granted must have been fed back: the line is tied to its record (二（一）); what was warned of because
    nobody pays it is given only when it is paid (四). Where they are corrected, the lines have a final answer, which is
    replaced. Raises NO_LINE, UNKNOWN_LINE, LINE_ANSWERED, LINE_NOT_ANSWERED, NOTHING_CORRECTED, UNKNOWN_CODE,
    REASON_NEEDED, NO_RECORD_OF_GRANT and STILL_UNPAID.
    """
    if not 1 <= len(answers) <= MOST:
        raise Refusal("NO_LINE", "answers")
    lines = {line.id: line for line in await connection.fetch(Line, LINES, [matter])}
    final = {line.id: _is_final(catalogue, line) for line in lines.values()}
    answered = []
    for n, reply in enumerate(answers):
        at = f"answers[{n}]"
        line = lines.pop(reply.line, None)
        if line is None:
            raise Refusal("UNKNOWN_LINE", f"{at}.line", value=str(reply.line))
        if final[line.id] != correcting:
            raise Refusal("LINE_NOT_ANSWERED" if correcting else "LINE_ANSWERED", f"{at}.line")
        if correcting and (reply.answer, reply.reason) == (line.answer, line.reason):
            raise Refusal("NOTHING_CORRECTED", f"{at}.answer")
        final[line.id] = _check(catalogue, line, reply, at)
        # What is to be verified stays tied to its line, what was granted wrongly does not.
        record = None if line.answer == "GRANTED" else line.record
        if reply.answer == "GRANTED" and line.programme:
            record = await _grant(connection, department, line, today, f"{at}.answer")
        answered.append(
            AnsweredLine(
                line.id, reply.answer, reply.reason, line.programme, line.person, record, line.warning, line.answer
            )
        )  # fmt: skip # in the order of the fields
    await connection.execute(ANSWER, [*ANSWERS.arrays(answered), today], prepare=True)
    return answered, all(final.values())


def _is_final(catalogue: Catalogue, line: Line) -> bool:
    declared = catalogue.procedures.answer(line.action, line.answer) if line.answer else None
    return declared is not None and declared.final


def _check(catalogue: Catalogue, line: Line, reply: LineAnswer, at: str) -> bool:
    """Whether the answer is a final one."""
    declared = catalogue.procedures.answer(line.action, reply.answer)
    if declared is None:
        codes = ", ".join(possible.code for possible in catalogue.procedures.answers_to(line.action))
        raise Refusal("UNKNOWN_CODE", f"{at}.answer", value=quoted(reply.answer), name="answer", codes=codes)
    if reply.answer != "GRANTED" and not reply.reason:
        raise Refusal("REASON_NEEDED", f"{at}.reason")
    return declared.final


async def _grant(connection: Connection, department: str, line: Line, today: datetime.date, at: str) -> UUID:
    unpaid = await connection.execute(UNPAID, [line.warning, today], prepare=True)
    if await unpaid.fetchone():
        raise Refusal("STILL_UNPAID", at)
    values = [department, line.programme, line.household, line.person]
    row = await (await connection.execute(GRANT, values, prepare=True)).fetchone()
    if row is None:
        raise Refusal("NO_RECORD_OF_GRANT", at)
    record: UUID = row[0]
    return record


LINES = """SELECT id, action, programme, person_id, record_id, household_id, warning_id, answer,
  answer_reason
FROM matter_lines WHERE matter_id = $1 ORDER BY n"""

GRANT = """SELECT id FROM assistance_records
WHERE department = $1 AND programme = $2 AND household_id = $3 AND status = 'GRANTED' AND ended_on IS NULL
  AND (person_id = $4::uuid OR $4 IS NULL OR person_id IS NULL)
ORDER BY happened_on DESC, id DESC LIMIT 1"""

# Of a warning of help that stands and is not paid, the record of which no payment has come yet. The warning is asked
# and not the line, which loses its record where its answer is corrected.
UNPAID = f"""SELECT r.id FROM early_warnings w JOIN assistance_records r ON r.id = ANY(w.records)
WHERE w.id = $1 AND w.kind = 'UNFULFILLED' AND r.status = 'GRANTED' AND (r.ended_on IS NULL OR $2::date < r.ended_on)
  AND NOT EXISTS (SELECT FROM payments p WHERE p.record_id = r.id AND {REACHED}
    AND $2 < p.paid_on + make_interval(months => {number_at("'unpaid_cycles'", "w.position", "$2")}::int))"""

ANSWERS = Rows[AnsweredLine](
    id=("uuid", lambda line: line.line),
    answer=("text", lambda line: line.answer),
    reason=("text", lambda line: line.reason),
    record=("uuid", lambda line: line.record),
)

ANSWER = f"""UPDATE matter_lines l SET answer = a.answer, answer_reason = a.reason, record_id = a.record,
  answered_on = $5
FROM {ANSWERS.unnest("a")} WHERE l.id = a.id"""
