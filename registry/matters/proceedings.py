"""Proceedings (办理): a matter is opened and taken step by step, each with its deadline."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from policy.working_days import deadline
from registry.errors import Refusal
from registry.matters import line_answers, lines
from registry.matters.step_record import record
from registry.matters.taken_steps import TakenStep
from registry.reference.parameters import number_at


class EarlierMatter(NamedTuple):
    """The matter that was opened under the same external id."""

    id: UUID
    household: UUID | None
    content: dict[str, Any]  # JSON


async def begin(taken: TakenStep) -> UUID:
    """Open the matter that `taken` holds, and take its first step; its id.

    The same external id with the same content again is the same matter. Raises MATTER_REUSED and what lines and
    effects refuse.
    """
    matter = taken.matter
    if matter.external_id is not None:
        values = [matter.from_department, matter.procedure.code, matter.external_id]
        earlier = await taken.connection.fetch_one(EarlierMatter, EARLIER, values)
        if earlier is not None:
            return _same(earlier, taken)
    await taken.connection.execute(INSERT, [
        matter.id, matter.procedure.code, matter.state, matter.subject.household, matter.subject.person,
        matter.subject.position, matter.handling, matter.from_department, matter.to_department, matter.parent,
        matter.external_id, taken.actor.today, matter.subject.identity if matter.subject.follows else None,
    ], prepare=True)  # fmt: skip # in the order of the columns
    await proceed(taken)
    return matter.id


def _same(earlier: EarlierMatter, taken: TakenStep) -> UUID:
    changed = any(earlier.content.get(name) != value for name, value in taken.content.items())
    if earlier.household != taken.matter.subject.household or changed:
        raise Refusal("MATTER_REUSED", "externalId")
    return earlier.id


async def proceed(taken: TakenStep) -> None:
    """Take the step on the locked matter: its lines, its effects, its deadline, its trace.

    Raises what lines and effects refuse.
    """
    matter, step = taken.matter, taken.step
    matter.state = step.to
    if step.asks and (taken.requests or step.lines == "asked"):
        await lines.write(taken.connection, matter.id, matter.location, taken.requests)
    elif step.answers:
        correcting, actor = step.lines == "corrected", taken.actor
        taken.answered, done = await line_answers.answer(
            taken.connection, taken.catalogue, matter.id, actor.department, taken.answers, actor.today, correcting
        )
        # What is not answered finally keeps the matter where it was.
        matter.state = step.to if done else step.from_[0]
    matter.content |= taken.content
    for name in step.effects:
        await taken.effects[name](taken)
    matter.content |= taken.content
    await _due(taken)
    await record(taken)
    if matter.subject.household:
        taken.touched.add(matter.subject.household)


async def _due(taken: TakenStep) -> None:
    """Say when the next step is due, and how that was counted; nothing is due once the matter is closed."""
    matter, step = taken.matter, taken.step
    if matter.state in matter.procedure.closed:
        matter.due_on = matter.due_from = matter.due_days = None
    elif step.until:
        matter.due_on, matter.due_from, matter.due_days = (
            datetime.date.fromisoformat(taken.content[step.until]),
            None,
            None,
        )
    elif step.due and not _keeps_its_day(taken):
        said = taken.content[step.counted_from] if step.counted_from else None
        matter.due_from = datetime.date.fromisoformat(said) if said else taken.actor.today
        matter.due_days = await parameter(taken, step.due)
        matter.due_on = deadline(matter.due_from, matter.due_days)
        await _by_the_day_of_its_lines(taken)


async def _by_the_day_of_its_lines(taken: TakenStep) -> None:
    """What is asked for by a day is due by then, where that is earlier (二（四）: a conference's decision)."""
    matter = taken.matter
    if any(step.asks for step in matter.procedure.steps.values()):
        earliest = await taken.connection.fetch_one(LineDay, EARLIEST, [matter.id])
        if earliest and earliest.due_on and matter.due_on and earliest.due_on < matter.due_on:
            # Counted from no day: no holiday moves it.
            matter.due_on, matter.due_from, matter.due_days = earliest.due_on, None, None


class LineDay(NamedTuple):
    """The earliest day by which a line without an answer is asked for, if any is."""

    due_on: datetime.date | None


def _keeps_its_day(taken: TakenStep) -> bool:
    """Whether what was due stays due by its day: the hub has acted by itself, or lines are left to answer."""
    step, matter = taken.step, taken.matter
    left = step.answers and matter.state != step.to
    return matter.due_on is not None and (step.own or left)


async def parameter(taken: TakenStep, name: str) -> int:
    """A number of local policy where the matter's household lives, today; 0 where nobody has set it."""
    values = [name, taken.matter.subject.position, taken.actor.today]
    row = await (await taken.connection.execute(PARAMETER, values, prepare=True)).fetchone()
    return int(row[0] or 0) if row else 0


EARLIEST = "SELECT min(due_on) FROM matter_lines WHERE matter_id = $1 AND answered_on IS NULL"

EARLIER = """SELECT id, household_id, content FROM matters
WHERE from_department = $1 AND procedure = $2 AND external_id = $3"""

INSERT = """INSERT INTO matters (id, procedure, state, household_id, person_id, position, handling_position,
  from_department, to_department, parent_id, external_id, opened_on, identity_id, content)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, '{}')"""

PARAMETER = f"SELECT {number_at('$1', '$2', '$3')}"
