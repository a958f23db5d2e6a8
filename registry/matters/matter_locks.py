"""Locks (加锁): a household, or a matter with its household, locked before a step is taken."""

import datetime
from typing import Any, NamedTuple
from uuid import UUID

from policy.catalogue import Catalogue
from policy.procedures import Procedure, Side, Step
from registry.errors import Refusal
from registry.matters.taken_steps import Actor, Matter, Subject
from registry.people.households import BELONGS
from registry.people.person_locks import lock_people
from registry.people.unregistered_persons import listed
from registry.store.connection import Connection
from registry.store.row_security import CALLER_RANGES
from registry.store.widened_ranges import wherever


async def about(connection: Connection, department: str, household: UUID, person: UUID | None) -> Subject:
    """The household, locked, and one of its members, as far as the department reaches it.

    Raises UNKNOWN_HOUSEHOLD and NOT_A_MEMBER.
    """
    await lock_people(connection, (), [household])
    row = await (await connection.execute(ABOUT, [household, person, department], prepare=True)).fetchone()
    if row is None:
        raise Refusal("UNKNOWN_HOUSEHOLD", "household")
    position, identity = row
    if identity is None:
        raise Refusal("NOT_A_MEMBER", "person")
    return Subject(position, household, person, identity)


async def household_of(connection: Connection, household: UUID, person: UUID | None) -> Subject | None:
    """The household, locked, to which what another household's matter is about belongs by now; None where not seen."""
    await lock_people(connection, (), [household])
    row = await (await connection.execute(HOUSEHOLD_OF, [household, person], prepare=True)).fetchone()
    if row is None or row[1] is None:
        return None
    position, identity = row
    return Subject(position, household, person, identity)


async def about_unregistered(connection: Connection, id: UUID) -> Subject:
    """Somebody in no household who is listed in the caller's divisions, locked.

    Raises UNKNOWN_UNREGISTERED, and CHANGED_SINCE where they are registered by now.
    """
    found = await listed(connection, id, "unregistered")
    return Subject(found.position, identity=found.identity)


class MatterRow(NamedTuple):
    """A row of LOCK."""

    procedure: str
    state: str
    household: UUID | None
    person: UUID | None
    position: int
    handling: int | None
    from_department: str
    to_department: str
    content: dict[str, Any]  # JSON
    record: UUID | None
    determination: UUID | None
    parent: UUID | None
    due_on: datetime.date | None
    due_from: datetime.date | None
    due_days: int | None
    member: UUID | None
    """The identity of the person it is about, else of the household's head."""
    known: UUID | None
    """The identity under which it was opened, or that was helped."""
    sender_sees: bool
    """Whether it lies in the caller's ranges, as for its sender."""
    receiver_sees: bool


async def locked(connection: Connection, catalogue: Catalogue, id: UUID, step: Step, actor: Actor) -> Matter:
    """The matter, locked with its household, if this step is this actor's and the matter is in the right state.

    Raises UNKNOWN_MATTER, NOT_YOUR_STEP and WRONG_STATE: of two who act at once the second finds another state.
    """
    row = await (await connection.execute(WHOSE, [id])).fetchone()
    if row is None:
        raise Refusal("UNKNOWN_MATTER", "id")
    household, elsewhere = row
    async with wherever(connection, elsewhere):
        await lock_people(connection, (), [household] if household else [])
    matter = await connection.fetch_one(MatterRow, LOCK, [id])
    if matter is None:
        raise Refusal("UNKNOWN_MATTER", "id")
    procedure = catalogue.procedures.by_code[matter.procedure]
    if step.code not in procedure.steps:
        raise Refusal("UNKNOWN_MATTER", "id")
    _check(matter, step, actor)
    if matter.state not in step.from_:
        raise Refusal("WRONG_STATE", "id", state=matter.state, steps=_possible(matter, procedure, actor))
    return Matter(
        id,
        procedure,
        matter.state,
        Subject(matter.position, matter.household, matter.person, matter.member or matter.known),
        matter.handling,
        matter.from_department,
        matter.to_department,
        matter.content,
        matter.record,
        matter.determination,
        matter.parent,
        due_on=matter.due_on,
        due_from=matter.due_from,
        due_days=matter.due_days,
    )


def _possible(matter: MatterRow, procedure: Procedure, actor: Actor) -> str:
    sides: dict[Side, str] = {"sender": matter.from_department, "receiver": matter.to_department}
    sees = {"sender": matter.sender_sees, "receiver": matter.receiver_sees}
    own = [side for side, department in sides.items() if sees[side] and department == actor.department]
    return procedure.possible(matter.state, sides, own)


def _check(matter: MatterRow, step: Step, actor: Actor) -> None:
    """Raises NOT_YOUR_STEP."""
    if not _may(matter, step, actor):
        raise Refusal("NOT_YOUR_STEP", "id", step=step.act, department=_side(matter, step))


def _may(matter: MatterRow, step: Step, actor: Actor) -> bool:
    """Whether the step is this actor's, in whatever state the matter is."""
    sees = matter.sender_sees if step.by == "sender" else matter.receiver_sees
    return sees and actor.department == _side(matter, step)


def _side(matter: MatterRow, step: Step) -> str:
    return matter.from_department if step.by == "sender" else matter.to_department


# A household's matter is written into the chain under the member it names, else under its head, or who was last there.
HOUSEHOLD_OF = f"""SELECT h.position, (
  SELECT p.identity_id FROM memberships m JOIN persons p ON p.id = m.person_id
  WHERE m.household_id = h.id AND {BELONGS.format("m")} AND (p.id = $2::uuid OR $2 IS NULL)
  ORDER BY m.valid_to IS NOT NULL, m.relation <> '02', p.id LIMIT 1)
FROM households h
WHERE h.id = $1"""
ABOUT = f"""{HOUSEHOLD_OF} AND EXISTS (SELECT FROM reach r WHERE r.household_id = h.id AND r.department = $3
  AND (r.person_id = $2 OR r.person_id IS NULL AND (r.whole OR $2 IS NULL)))"""

WHOSE = "SELECT household_id, handling_position IS NOT NULL FROM matters WHERE id = $1"

LOCK = f"""SELECT m.procedure, m.state, m.household_id, m.person_id, m.position, m.handling_position, m.from_department,
  m.to_department, m.content, m.record_id, m.determination_id, m.parent_id, m.due_on, m.due_from, m.due_days, (
    SELECT p.identity_id FROM memberships s JOIN persons p ON p.id = s.person_id
    WHERE s.household_id = m.household_id AND {BELONGS.format("s")}
      AND (p.id = m.person_id OR m.person_id IS NULL)
    ORDER BY s.valid_to IS NOT NULL, s.relation <> '02', p.id LIMIT 1) AS member, (
    SELECT coalesce(m.identity_id, r.identity_id) FROM (SELECT m.record_id) of_help(id)
    LEFT JOIN assistance_records r ON r.id = of_help.id) AS known,
  m.position <@ {CALLER_RANGES} AS sender_sees,
  coalesce(m.handling_position, m.position) <@ {CALLER_RANGES} AS receiver_sees
FROM matters m WHERE m.id = $1 FOR UPDATE"""
