"""Unpaid help (长期未发放): help by the month in force of which no payment has come for some months, as SQL.

Held against it is only what is declared to be fed back payment by payment (`payments_fed_back` of a programme), and
only of an office that has fed back some payment: of one that never does, nothing is known.
"""

from collections.abc import Sequence
from uuid import UUID

from policy.catalogue import Catalogue
from policy.signals import Signal
from registry.store.connection import Connection
from registry.targets.clause_sql import column
from registry.targets.helped import UNPAID_FROM, UNPAID_RULES

CYCLES = ("parameter", "unpaid_cycles")
"""For so many months no payment has come."""

# Of a payment `p`: it was paid, and has not come back as a whole.
REACHED = """p.kind = 'PAID' AND p.superseded_at IS NULL AND p.amount > coalesce((
        SELECT sum(u.amount) FROM payments u
        WHERE u.record_id = p.record_id AND u.undoes = p.id AND u.superseded_at IS NULL), 0)"""


def unpaid_expressions(catalogue: Catalogue) -> str:
    """The expressions that end in `overdue`: help in force with the last day on which something of it was paid.

    What has come back was not paid. An office is looked for in the order of its payments' index, so that one entry of
    it tells, however many there are.
    """
    programmes = [code for code, programme in catalogue.programmes.items() if programme.payments_fed_back]
    named = ", ".join(f"'{code}'" for code in programmes)
    return f"""paying_offices AS MATERIALIZED (
  SELECT o.department, o.county
  FROM (SELECT DISTINCT r.department, r.county FROM in_force r WHERE r.today AND r.programme IN ({named})) o
    CROSS JOIN LATERAL (SELECT FROM payments p WHERE p.department = o.department AND p.county = o.county
      ORDER BY p.department, p.county, p.external_id LIMIT 1) p),
overdue AS MATERIALIZED (
  SELECT r.*, l.paid_on
  FROM in_force r JOIN paying_offices o ON o.department = r.department AND o.county = r.county
    JOIN h ON h.id = r.household_id
    CROSS JOIN LATERAL (SELECT max(p.paid_on) AS paid_on FROM payments p
      WHERE p.record_id = r.id AND {REACHED}) l
  WHERE r.today AND r.programme IN ({named})
    AND greatest(r.starts, r.happened_on, l.paid_on) + make_interval(months => h.{column(*CYCLES)}::int) <= $2)"""


def unpaid(signal: Signal) -> str:
    """Help of which nothing has ever been paid."""
    return _overdue(signal, "paid_on IS NULL")


def stopped(signal: Signal) -> str:
    """Help that was paid, and is no more."""
    return _overdue(signal, "paid_on IS NOT NULL")


def _overdue(signal: Signal, which: str) -> str:
    return f"""SELECT '{signal.code}'::text, '{signal.kind}'::text, household_id, person_id, position,
    '{signal.code}|' || id, md5(coalesce(paid_on::text, '')), ARRAY[programme], ARRAY[id], ARRAY[department]
  FROM overdue WHERE {which}"""


def goes_on(w: str) -> str:
    """Whether help is not paid for so long after a person closed the warning `w` of it that their reason holds no more,
    as SQL beside the household `h`: as many months as before it counted."""
    cycles = f"make_interval(months => h.{column(*CYCLES)}::int)"
    return f"({w}.rule IN ({UNPAID_RULES}) AND {w}.closed_on + {cycles} <= $2)"


async def look_again(connection: Connection, closed: Sequence[UUID]) -> None:
    """Have households whose unpaid help one of these closed warnings spoke of checked when the reason holds no more."""
    await connection.execute(LOOK_AGAIN, [list(closed)], prepare=True)


LOOK_AGAIN = f"""UPDATE households h SET recompute_on = s.day
FROM (SELECT w.household_id, min(x.day) AS day
  FROM early_warnings w CROSS JOIN LATERAL ({UNPAID_FROM.format(since="w.closed_on")}) x
  WHERE w.id = ANY($1::uuid[]) AND w.rule IN ({UNPAID_RULES}) AND w.state = 'CLOSED' GROUP BY w.household_id) s
WHERE h.id = s.household_id AND (h.recompute_on IS NULL OR s.day < h.recompute_on)"""
