"""Noted steps (自动步骤): what the hub itself does with many matters at once, each told by a step of its own."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import new_id


class Noted(NamedTuple):
    """A matter with which something was done, and what is said of it: the text of a JSON object."""

    matter: UUID
    content: str = "{}"


async def note(connection: Connection, step: str, today: datetime.date, matters: Sequence[Noted]) -> None:
    """Write a step of each of these matters, as they stand now, and tell both sides of it; a statement for either."""
    if matters:
        await connection.execute(INSERT, [step, today, *STEPS.arrays(matters)], prepare=True)
        await connection.execute(TELL, SIDES.arrays(matters), prepare=True)


STEPS = Rows[Noted](
    id=("uuid", lambda _: new_id()),
    matter=("uuid", lambda noted: noted.matter),
    content=("text", lambda noted: noted.content),
)

INSERT = f"""INSERT INTO matter_steps (id, matter_id, household_id, position, handling_position, state, department,
  due_on, step, content, happened_on)
SELECT s.id, m.id, m.household_id, m.position, m.handling_position, m.state, m.from_department, m.due_on, $1,
  s.content::json, $2
FROM {STEPS.unnest("s", first=3)} JOIN matters m ON m.id = s.matter"""

SIDES = Rows[Noted](
    matter=("uuid", lambda noted: noted.matter),
    sender=("uuid", lambda _: new_id()),
    receiver=("uuid", lambda _: new_id()),
)

# As `Matter.sides`: the sender where the household lives, and the receiver where it is handled.
TELL = f"""INSERT INTO outbox (id, topic, subject_id, department, household_id, position, handling_position)
SELECT s.id, m.procedure, m.id, s.department, m.household_id, m.position, s.handling_position
FROM {SIDES.unnest("n")} JOIN matters m ON m.id = n.matter CROSS JOIN LATERAL (
  SELECT n.sender, m.from_department, NULL::bigint
  UNION ALL SELECT n.receiver, m.to_department, m.handling_position
  WHERE m.to_department <> m.from_department OR m.handling_position IS NOT NULL) s(id, department, handling_position)"""
