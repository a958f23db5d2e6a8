"""Moved deadlines (期限顺延): of open matters, counted before the calendar of a year was entered or corrected.

A deadline is only ever moved later. Where a day turns out to be worked after all, what people and departments were told
stands: nobody is to find a shorter time limit than the one in their hands.
"""

import datetime
from collections.abc import Iterator
from typing import NamedTuple

from policy.working_days import deadline
from registry.matters.noted_steps import Noted, note
from registry.store.arrays import Rows
from registry.store.connection import Connection


class Counted(NamedTuple):
    """A deadline of open matters: from which day, how many working days, and until when they were counted."""

    since: datetime.date
    days: int
    due_on: datetime.date


class Moved(NamedTuple):
    """A deadline, and until when its working days last by what is entered now."""

    counted: Counted
    later: datetime.date


async def move(connection: Connection, today: datetime.date) -> int:
    """Move the deadlines of open matters that the calendar has made later; how many matters, each told by a step.

    The connection sees the whole province. Matters are reminded of and escalated anew.
    """
    counted = await connection.fetch(Counted, COUNTED)
    moved = [*_moved(counted)]
    if not moved:
        return 0
    matters = await connection.fetch(Noted, MOVE, MOVED.arrays(moved))
    await note(connection, STEP, today, matters)
    return len(matters)


def _moved(counted: list[Counted]) -> Iterator[Moved]:
    for one in counted:
        if one.due_on < (later := deadline(one.since, one.days)):
            yield Moved(one, later)


STEP = "move_deadline"
"""Its content says when the matter was due before, the step itself when it is due now."""

MOVED = Rows[Moved](
    since=("date", lambda moved: moved.counted.since),
    days=("integer", lambda moved: moved.counted.days),
    was=("date", lambda moved: moved.counted.due_on),
    later=("date", lambda moved: moved.later),
)

OPEN = "closed_on IS NULL AND due_days IS NOT NULL"

# From each deadline to the next one by the index: there are few of them, however many matters.
COUNTED = f"""WITH RECURSIVE counted AS (
  (SELECT due_from, due_days, due_on FROM matters WHERE {OPEN} ORDER BY due_from, due_days, due_on LIMIT 1)
  UNION ALL
  SELECT later.* FROM counted c CROSS JOIN LATERAL (
    SELECT due_from, due_days, due_on FROM matters
    WHERE {OPEN} AND (due_from, due_days, due_on) > (c.due_from, c.due_days, c.due_on)
    ORDER BY due_from, due_days, due_on LIMIT 1) later)
SELECT due_from, due_days, due_on FROM counted"""

MOVE = f"""UPDATE matters m SET due_on = v.later, reminded_on = NULL, escalated_on = NULL
FROM {MOVED.unnest("v")}
WHERE m.closed_on IS NULL AND m.due_days IS NOT NULL
  AND (m.due_from, m.due_days, m.due_on) = (v.since, v.days, v.was)
RETURNING m.id, json_build_object('due_on', v.was)::text"""
