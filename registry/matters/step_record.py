"""The record of a step (办理记录): the matter's row and the step's, word to both sides, and links of the chain."""

from typing import NamedTuple
from uuid import UUID

import orjson

from registry.journal import chain, outbox
from registry.matters.taken_steps import TakenStep
from registry.people.person_locks import LAST_HOME
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
        await chain.append(taken.connection, await _links(taken, matter.subject.identity, step.link, step_content))


class Concerned(NamedTuple):
    """Somebody whom a line is about: under whom and in which home it stands in the chain."""

    person: UUID
    identity: UUID
    household: UUID
    position: int


class Said(NamedTuple):
    """What a step says of one programme and person."""

    programme: str | None
    person: UUID | None
    note: str | None


async def _links(taken: TakenStep, identity: UUID, kind: str, content: str) -> list[chain.Link]:
    """A link for each line of the step; of a step without lines, for each person whom the matter's are about."""
    matter, actor, subject = taken.matter, taken.actor, taken.matter.subject
    said = await _said(taken)
    persons = list({one.person for one in said if one.person})
    known = await taken.connection.fetch(Concerned, WHOM, [persons, subject.household]) if persons else []
    homes = {one.person: one for one in known}
    # Without a position it is theirs once they are registered; until then it is seen where it is handled.
    position, handled = (subject.position, matter.handling) if subject.household else (None, subject.position)
    links = []
    for programme, person, note in said:
        link = chain.Link(
            kind, identity, subject.household, person or subject.person, position, actor.today,
            actor.department, programme=programme, note=note, paying_position=handled,
            content=matter.id.bytes + content.encode(),
        )  # fmt: skip # who, where, when, what
        home = homes.get(person) if person else None
        links.append(link._replace(**home._asdict()) if home else link)
    return links


async def _said(taken: TakenStep) -> list[Said]:
    texts = [
        taken.content[field.name] for field in taken.step.fields if field.type == "text" and field.name in taken.content
    ]
    note = texts[-1] if texts else None
    requested = [Said(line.programme, line.person, note) for line in taken.requests]
    answered = [Said(line.programme, line.person, line.answer) for line in taken.answered]
    said = list(dict.fromkeys(one for one in (*requested, *answered) if one.programme or one.person))
    if said:
        return said
    persons = await taken.connection.fetch(_person, PERSONS, [taken.matter.id])
    return [Said(None, person, note) for person in persons or (None,)]


def _person(person: UUID | None) -> UUID | None:
    return person


# Lines without a person are about the household as a whole.
PERSONS = "SELECT DISTINCT person_id FROM matter_lines WHERE matter_id = $1 ORDER BY person_id"

# Who has moved since is told in the chain of their home by now.
WHOM = f"""SELECT p.id, p.identity_id, CASE WHEN m.household_id IS NULL THEN $2 ELSE m.household_id END, p.position
FROM persons p LEFT JOIN LATERAL ({LAST_HOME.format("p.id")}) m ON true
WHERE p.id = ANY($1::uuid[])"""

# Whoever was reminded of a day that still stands is not reminded of it again.
UPDATE = """UPDATE matters SET state = $2, to_department = $3, content = $4::json, record_id = $5,
  determination_id = $6, due_on = $7, closed_on = $8, handling_position = $9, due_from = $10, due_days = $11,
  reminded_on = CASE WHEN due_on = $7 THEN reminded_on END, escalated_on = CASE WHEN due_on = $7 THEN escalated_on END
WHERE id = $1"""

INSERT = """INSERT INTO matter_steps (id, matter_id, household_id, position, handling_position, step, state, department,
  content, happened_on, due_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::json, $10, $11)"""
