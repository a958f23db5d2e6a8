"""Deadlines (办理期限): what is due soon is reminded of, what stays overdue is told to the level above (督办)."""

import datetime

from policy.calendar import deadline, works
from policy.catalogue import Catalogue
from registry.store.connection import Connection
from registry.store.database import new_id

MOST_DAYS = 60
"""As many working days as a reminder or an escalation may lie away."""


async def watch(connection: Connection, catalogue: Catalogue, today: datetime.date) -> tuple[int, int]:
    """Remind and escalate, each matter once for each deadline; how many of either.

    The connection sees the whole province. Nothing is decided by it: the matter stays in its state.
    """
    ahead = [deadline(today, days) for days in range(MOST_DAYS + 1)]
    behind = [_before(today, days) for days in range(MOST_DAYS + 1)]
    reminded = 0
    for parameter in sorted({one.remind for one in catalogue.procedures.by_code.values()}):
        codes = [one.code for one in catalogue.procedures.by_code.values() if one.remind == parameter]
        rows = await connection.execute(REMIND, [codes, parameter, today, ahead], prepare=True)
        reminded += await _told(connection, "remind", await rows.fetchall(), today)
    rows = await connection.execute(ESCALATE, [today, behind], prepare=True)
    return reminded, await _told(connection, "escalate", await rows.fetchall(), today)


def _before(day: datetime.date, working_days: int) -> datetime.date:
    """The last day whose deadline of that many working days has passed."""
    for _ in range(working_days):
        day -= datetime.timedelta(days=1)
        while not works(day):
            day -= datetime.timedelta(days=1)
    return day


async def _told(connection: Connection, step: str, rows: list[tuple[object, ...]], today: datetime.date) -> int:
    for row in rows:
        await connection.execute(TOLD, [new_id(), *row, step, today], prepare=True)
    return len(rows)


STANDING = """(SELECT x.number FROM parameters x WHERE x.name = {} AND x.lo <= m.position AND m.position < x.hi
    AND x.valid_from <= {today} AND (x.valid_to IS NULL OR {today} < x.valid_to)
  ORDER BY x.hi - x.lo, x.valid_from DESC LIMIT 1)"""
TELLS = "id, household_id, position, handling_position, state, from_department, due_on"

REMIND = f"""UPDATE matters m SET reminded_on = $3
WHERE m.procedure = ANY($1) AND m.closed_on IS NULL AND m.reminded_on IS NULL AND m.due_on >= $3
  AND m.due_on <= ($4::date[])[1 + least({STANDING.format("$2", today="$3")}, {MOST_DAYS})]
RETURNING {TELLS}"""

ESCALATE = f"""UPDATE matters m SET escalated_on = $1
WHERE m.closed_on IS NULL AND m.escalated_on IS NULL AND m.due_on < $1
  AND m.due_on < ($2::date[])[1 + least({STANDING.format("'escalate_days'", today="$1")}, {MOST_DAYS})]
RETURNING {TELLS}"""

TOLD = """INSERT INTO matter_steps (id, matter_id, household_id, position, handling_position, state, department, due_on,
  step, happened_on, content)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '{}')"""
