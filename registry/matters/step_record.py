"""The record of a step (办理记录): the matter's row and the step's, word to both sides, and links of the chain."""

from uuid import UUID

import orjson

from registry.journal import chain, outbox
from registry.matters.taken_steps import TakenStep
from registry.store.database import new_id


async def record(taken: TakenStep) -> None:
    """Write down the step that has been taken, and what the matter has become by it."""
    matter, step, today = taken.matter, taken.step, taken.actor.today
    closed = today if matter.state in matter.procedure.closed else None
    told = taken.content | ({"answers": [line.told for line in taken.answered]} if taken.answered else {})
    matter_content, step_content = orjson.dumps(matter.content).decode(), orjson.dumps(told).decode()
    await taken.connection.execute(UPDATE, [
        matter.id, matter.state, matter.to_department, matter_content, matter.record, matter.determination,
        matter.due_on, closed, matter.handling, matter.due_from, matter.due_days,
    ], prepare=True)  # fmt: skip # in the order of the columns
    await taken.connection.execute(INSERT, [
        new_id(), matter.id, *matter.location, step.code, matter.state, taken.actor.department, step_content, today,
        matter.due_on,
    ], prepare=True)  # fmt: skip # in the order of the columns
    await outbox.tell(taken.connection, matter.procedure.code, matter.id, matter.sides)
    if step.link and matter.subject.identity:
        links = _links(taken, matter.subject.identity, step.link, step_content.encode())
        await chain.append(taken.connection, links)


def _links(taken: TakenStep, identity: UUID, kind: str, content: bytes) -> list[chain.Link]:
    """One link for the step, or one for each of its lines that names a programme."""
    matter, actor, subject = taken.matter, taken.actor, taken.matter.subject
    texts = [
        taken.content[field.name] for field in taken.step.fields if field.type == "text" and field.name in taken.content
    ]
    note = texts[-1] if texts else None
    requested = [(line.programme, line.person, note) for line in taken.requests]
    answered = [(line.programme, line.person, line.answer) for line in taken.answered]
    lines = [line for line in (*requested, *answered) if line[0]]
    # Without a position it is theirs once they are registered; until then it is seen where it is handled.
    position, handled = (subject.position, matter.handling) if subject.household else (None, subject.position)
    return [
        chain.Link(
            kind, identity, subject.household, person or subject.person, position, actor.today,
            actor.department, programme=programme, note=text, paying_position=handled,
            content=matter.id.bytes + content,
        )
        for programme, person, text in lines or [(None, None, note)]
    ]  # fmt: skip # who, where, when, what


# Whoever was reminded of a day that still stands is not reminded of it again.
UPDATE = """UPDATE matters SET state = $2, to_department = $3, content = $4::json, record_id = $5,
  determination_id = $6, due_on = $7, closed_on = $8, handling_position = $9, due_from = $10, due_days = $11,
  reminded_on = CASE WHEN due_on = $7 THEN reminded_on END, escalated_on = CASE WHEN due_on = $7 THEN escalated_on END
WHERE id = $1"""

INSERT = """INSERT INTO matter_steps (id, matter_id, household_id, position, handling_position, step, state, department,
  content, happened_on, due_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::json, $10, $11)"""
