"""Deadlines (办理期限): what is due soon is reminded of, what stays overdue is told to the level above (督办)."""

import datetime
from collections.abc import Sequence

from policy.catalogue import Catalogue
from policy.working_days import deadline, works
from registry.matters.noted_steps import Noted, note
from registry.reference.parameters import number_at
from registry.store.connection import Connection

MOST_DAYS = 60
"""As many working days as a reminder or an escalation may lie away."""


async def alone(connection: Connection) -> bool:
    """Whether nobody else watches the deadlines now; then until the transaction ends. It waits for nobody."""
    return await connection.fetch_one(bool, ALONE) is True


async def watch(connection: Connection, catalogue: Catalogue, today: datetime.date) -> tuple[int, int]:
    """Remind and escalate, each matter once for each deadline; how many of either.

    The connection sees the whole province. Nothing is decided by it: the matter stays in its state.
    """
    ahead = [deadline(today, days) for days in range(MOST_DAYS + 1)]
    behind = [_before(today, days) for days in range(MOST_DAYS + 1)]
    reminded = 0
    for parameter in sorted({procedure.remind for procedure in catalogue.procedures.by_code.values()}):
        procedures = catalogue.procedures.by_code.values()
        codes = [procedure.code for procedure in procedures if procedure.remind == parameter]
        reminded += await _note(connection, "remind", REMIND, [codes, parameter, today, ahead], today)
    return reminded, await _note(connection, "escalate", ESCALATE, [today, behind], today)


def _before(day: datetime.date, working_days: int) -> datetime.date:
    """The last day whose deadline of that many working days has passed."""
    for _ in range(working_days):
        day -= datetime.timedelta(days=1)
        while not works(day):
            day -= datetime.timedelta(days=1)
    return day


async def _note(
    connection: Connection, step: str, statement: str, values: Sequence[object], today: datetime.date
) -> int:
    """Mark the matters that a statement finds, and note it among their steps; how many."""
    matters = await connection.fetch(Noted, statement, values)
    await note(connection, step, today, matters)
    return len(matters)


ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('aidhub deadlines'))"

# Those that are due later than any reminder looks ahead are not gone through.
REMIND = f"""UPDATE matters m SET reminded_on = $3
WHERE m.procedure = ANY($1) AND m.closed_on IS NULL AND m.reminded_on IS NULL AND m.due_on >= $3
  AND m.due_on <= ($4::date[])[{MOST_DAYS + 1}]
  AND m.due_on <= ($4::date[])[1 + least({number_at("$2", "m.position", "$3")}, {MOST_DAYS})]
RETURNING m.id"""

ESCALATE = f"""UPDATE matters m SET escalated_on = $1
WHERE m.closed_on IS NULL AND m.escalated_on IS NULL AND m.due_on < $1
  AND m.due_on < ($2::date[])[1 + least({number_at("'escalate_days'", "m.position", "$1")}, {MOST_DAYS})]
RETURNING m.id"""
