"""Proceedings (办理): a matter is opened and taken step by step, each with its deadline and its trace in the chain."""

import datetime
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import orjson

from policy.calendar import deadline
from policy.catalogue import Catalogue
from policy.procedures import Procedure, Step
from registry.errors import Refusal
from registry.journal import chain, outbox
from registry.matters import lines
from registry.matters.lines import Answered, Asked
from registry.people.households import hold
from registry.store.connection import Connection
from registry.store.database import new_id

Content = Mapping[str, Any]  # what a step says, by its fields: JSON


@dataclass(frozen=True)
class Actor:
    """Who acts, on which day."""

    department: str
    today: datetime.date


@dataclass(frozen=True)
class Subject:
    """What a matter is about: a household and perhaps one person of it, or a division; and where that lies."""

    position: int
    household: UUID | None = None
    person: UUID | None = None
    identity: UUID | None = None


@dataclass
class Matter:
    """A matter as locked, or as it is being opened."""

    id: UUID
    procedure: Procedure
    state: str
    subject: Subject
    handling: int | None
    from_department: str
    to_department: str
    content: dict[str, Any]
    record: UUID | None = None
    determination: UUID | None = None
    parent: UUID | None = None
    external_id: str | None = None
    due_on: datetime.date | None = None


@dataclass
class Doing:
    """A step in the course of being taken; effects read it, and may add to its content."""

    connection: Connection
    catalogue: Catalogue
    matter: Matter
    step: Step
    actor: Actor
    said: dict[str, Any]
    asked: Sequence[Asked] = ()
    answered: Sequence[Answered] = ()
    touched: set[UUID] = field(default_factory=set)
    """Households whose derived rows must be made true again."""


Effect = Callable[[Doing], Awaitable[None]]
Effects = Mapping[str, Effect]


async def about(connection: Connection, department: str, household: UUID, person: UUID | None) -> Subject:
    """The household, locked, and one of its members, as far as the department reaches it.

    Raises UNKNOWN_HOUSEHOLD and NOT_A_MEMBER.
    """
    await hold(connection, (), [household])
    row = await (await connection.execute(ABOUT, [household, person, department], prepare=True)).fetchone()
    if row is None:
        raise Refusal("UNKNOWN_HOUSEHOLD", "household")
    position, identity = row
    if identity is None:
        raise Refusal("NOT_A_MEMBER", "person")
    return Subject(position, household, person, identity)


async def begin(doing: Doing, effects: Effects) -> UUID:
    """Open the matter that `doing` holds; the same external id with the same content again is the same matter.

    Raises MATTER_REUSED and what lines and effects refuse.
    """
    matter = doing.matter
    if matter.external_id is not None:
        known = [matter.from_department, matter.procedure.code, matter.external_id]
        row = await (await doing.connection.execute(KNOWN, known, prepare=True)).fetchone()
        if row is not None:
            return _same(matter, doing, row)
    await doing.connection.execute(INSERT, [
        matter.id, matter.procedure.code, matter.state, matter.subject.household, matter.subject.person,
        matter.subject.position, matter.handling, matter.from_department, matter.to_department, matter.parent,
        matter.external_id, doing.actor.today,
    ], prepare=True)  # fmt: skip # in the order of the columns
    await _take(doing, effects)
    return matter.id


def _same(matter: Matter, doing: Doing, row: Sequence[Any]) -> UUID:
    known, household, content = row
    if household != matter.subject.household or any(content.get(name) != value for name, value in doing.said.items()):
        raise Refusal("MATTER_REUSED", "externalId")
    id: UUID = known
    return id


async def locked(connection: Connection, catalogue: Catalogue, id: UUID, step: Step, actor: Actor) -> Matter:
    """The matter, locked with its household, if this step is this actor's and the matter is in the right state.

    Raises UNKNOWN_MATTER, NOT_YOUR_STEP and WRONG_STATE: of two who act at once the second finds another state.
    """
    row = await (await connection.execute("SELECT household_id FROM matters WHERE id = $1", [id])).fetchone()
    if row is None:
        raise Refusal("UNKNOWN_MATTER", "id")
    await hold(connection, (), [row[0]] if row[0] else [])
    (code, state, household, person, position, handling, sender, receiver, content, record, determination, parent, due,
     member, helped, here) = await _row(connection, id)  # fmt: skip # in the order of the columns
    procedure = catalogue.procedures.by_code[code]
    if step.code not in procedure.steps:
        raise Refusal("UNKNOWN_MATTER", "id")
    side = sender if step.by == "sender" else receiver
    if actor.department != side or not here[0 if step.by == "sender" else 1]:
        raise Refusal("NOT_YOUR_STEP", "id", step=step.code, department=side)
    if state not in step.from_:
        possible = [one.code for one in procedure.steps.values() if state in one.from_]
        raise Refusal("WRONG_STATE", "id", state=state, steps=", ".join(possible) or "–")
    subject = Subject(position, household, person, member or helped)
    return Matter(
        id, procedure, state, subject, handling, sender, receiver, content, record, determination, parent, None, due
    )


async def _row(connection: Connection, id: UUID) -> Sequence[Any]:
    row = await (await connection.execute(LOCK, [id], prepare=True)).fetchone()
    if row is None:
        raise Refusal("UNKNOWN_MATTER", "id")
    return row


async def proceed(doing: Doing, effects: Effects) -> None:
    """Take the step on the locked matter."""
    await _take(doing, effects)


async def _take(doing: Doing, effects: Effects) -> None:
    matter, step = doing.matter, doing.step
    matter.state = step.to
    if step.lines == "asked":
        await lines.ask(doing.connection, matter.id, _place(matter), doing.asked)
    elif step.lines == "answered":
        done = await lines.answer(
            doing.connection, doing.catalogue, matter.id, doing.actor.department, doing.answered, doing.actor.today
        )
        # What is not answered finally keeps the matter where it was.
        matter.state = step.to if done else step.from_[0]
    matter.content |= doing.said
    for name in step.effects:
        await effects[name](doing)
    matter.content |= doing.said
    matter.due_on = await _due(doing)
    await _write(doing)
    if matter.subject.household:
        doing.touched.add(matter.subject.household)


def _place(matter: Matter) -> tuple[UUID | None, int, int | None]:
    return matter.subject.household, matter.subject.position, matter.handling


async def _due(doing: Doing) -> datetime.date | None:
    """When the next step is due; nothing is once the matter is closed."""
    matter, step = doing.matter, doing.step
    if matter.state in matter.procedure.closed:
        return None
    if step.until:
        return datetime.date.fromisoformat(doing.said[step.until])
    if step.own and matter.due_on:
        return matter.due_on
    if step.due:
        return deadline(doing.actor.today, await parameter(doing, step.due))
    return matter.due_on


async def parameter(doing: Doing, name: str) -> int:
    """A number of local policy where the matter's household lives, today."""
    values = [name, doing.matter.subject.position, doing.actor.today]
    row = await (await doing.connection.execute(PARAMETER, values, prepare=True)).fetchone()
    return int(row[0]) if row else 0


async def _write(doing: Doing) -> None:
    matter, step, today = doing.matter, doing.step, doing.actor.today
    closed = today if matter.state in matter.procedure.closed else None
    content, said = orjson.dumps(matter.content).decode(), orjson.dumps(doing.said).decode()
    await doing.connection.execute(UPDATE, [
        matter.id, matter.state, matter.to_department, content, matter.record, matter.determination, matter.due_on,
        closed, matter.handling,
    ], prepare=True)  # fmt: skip # in the order of the columns
    await doing.connection.execute(STEP, [
        new_id(), matter.id, *_place(matter), step.code, matter.state, doing.actor.department, said, today,
        matter.due_on,
    ], prepare=True)  # fmt: skip # in the order of the columns
    await outbox.tell(doing.connection, matter.procedure.code, matter.id, matter.to_department, _place(matter))
    if step.link and matter.subject.identity:
        links = _links(doing, matter.subject.identity, step.link, said.encode())
        await chain.append(doing.connection, links)


def _links(doing: Doing, identity: UUID, kind: str, content: bytes) -> list[chain.Link]:
    """One link for the step, or one for each of its lines that names a programme."""
    matter, actor = doing.matter, doing.actor
    words = [doing.said[one.name] for one in doing.step.fields if one.type == "text" and one.name in doing.said]
    note = words[-1] if words else None
    asked = [(line.programme, line.person, note) for line in doing.asked]
    answered = [(line.programme, line.person, line.answer) for line in doing.answered]
    lines = [line for line in (*asked, *answered) if line[0]]
    where, about = matter.subject, matter.id.bytes + content
    return [
        chain.Link(
            kind, identity, where.household, person or where.person, where.position, actor.today, actor.department,
            programme=programme, note=said, paying_position=matter.handling, content=about,
        )
        for programme, person, said in lines or [(None, None, note)]
    ]  # fmt: skip # who, where, when, what


# A household's matter is written into the chain under the member it names, else under its head.
ABOUT = """SELECT h.position, (
  SELECT p.identity_id FROM memberships m JOIN persons p ON p.id = m.person_id
  WHERE m.household_id = h.id AND m.valid_to IS NULL AND m.superseded_at IS NULL AND (p.id = $2::uuid OR $2 IS NULL)
  ORDER BY m.relation <> '02', p.id LIMIT 1)
FROM households h
WHERE h.id = $1 AND EXISTS (SELECT FROM reach r WHERE r.household_id = h.id AND r.department = $3
  AND (r.person_id = $2 OR r.person_id IS NULL AND (r.whole OR $2 IS NULL)))"""

KNOWN = """SELECT id, household_id, content FROM matters
WHERE from_department = $1 AND procedure = $2 AND external_id = $3"""

INSERT = """INSERT INTO matters (id, procedure, state, household_id, person_id, position, handling_position,
  from_department, to_department, parent_id, external_id, opened_on, content)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, '{}')"""

RANGES = "nullif(current_setting('hub.ranges', true), '')::int8multirange"

LOCK = f"""SELECT m.procedure, m.state, m.household_id, m.person_id, m.position, m.handling_position, m.from_department,
  m.to_department, m.content, m.record_id, m.determination_id, m.parent_id, m.due_on, (
    SELECT p.identity_id FROM memberships s JOIN persons p ON p.id = s.person_id
    WHERE s.household_id = m.household_id AND s.valid_to IS NULL AND s.superseded_at IS NULL
      AND (p.id = m.person_id OR m.person_id IS NULL)
    ORDER BY s.relation <> '02', p.id LIMIT 1), (
    SELECT r.identity_id FROM assistance_records r WHERE r.id = m.record_id AND m.household_id IS NULL),
  ARRAY[m.position <@ {RANGES}, coalesce(m.handling_position, m.position) <@ {RANGES}]
FROM matters m WHERE m.id = $1 FOR UPDATE"""

UPDATE = """UPDATE matters SET state = $2, to_department = $3, content = $4::json, record_id = $5,
  determination_id = $6, due_on = $7, closed_on = $8, handling_position = $9, reminded_on = NULL, escalated_on = NULL
WHERE id = $1"""

STEP = """INSERT INTO matter_steps (id, matter_id, household_id, position, handling_position, step, state, department,
  content, happened_on, due_on)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9::json, $10, $11)"""

PARAMETER = """SELECT number FROM parameters
WHERE name = $1 AND lo <= $2 AND $2 < hi AND valid_from <= $3 AND (valid_to IS NULL OR $3 < valid_to)
ORDER BY hi - lo, valid_from DESC LIMIT 1"""
