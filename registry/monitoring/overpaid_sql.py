"""Overpaid (多发、超发) as SQL: what has been paid of each record, and whether that is more than was granted.

`$1` is the households. What came back is taken off the payment that it undoes; of a voided record nothing was granted.
"""

from policy.periods import periods
from policy.signals import Signal

MONTHS = (
    "((extract(year FROM {1}) - extract(year FROM {0})) * 12 + extract(month FROM {1}) - extract(month FROM {0}) + 1)"
)
"""How many months there are from one day to another, those of both included."""


def payment_expressions() -> str:
    """The expressions of payments that stand, of the amounts told, and of what each month may have been paid.

    The records are one list, so that their payments are found by index: in a join with so few PostgreSQL reads all.
    """
    return f"""standing_payments AS MATERIALIZED (
  SELECT r.id, r.household_id, r.person_id, r.position, r.programme, r.department, r.amount, r.starts, r.ended_on,
    r.status = 'VOIDED' AS voided,
    g.period, p.id AS payment, p.paid_on, p.arrears, p.amount - coalesce(u.undone, 0) AS net
  FROM payments p JOIN assistance_records r ON r.id = p.record_id JOIN programmes g ON g.code = r.programme
    LEFT JOIN LATERAL (SELECT sum(u.amount) AS undone FROM payments u
      WHERE u.record_id = r.id AND u.undoes = p.id AND u.superseded_at IS NULL) u ON true
  WHERE p.record_id = ANY(ARRAY(
      SELECT id FROM assistance_records WHERE household_id = ANY($1) AND status IN ('GRANTED', 'VOIDED')))
    AND p.kind = 'PAID' AND p.superseded_at IS NULL),
amounts_told AS MATERIALIZED (
  SELECT l.record_id, l.amount, l.happened_on,
    coalesce(lead(l.happened_on) OVER (PARTITION BY l.record_id ORDER BY l.happened_on, l.id), 'infinity') AS until
  FROM chain_links l
  WHERE l.household_id = ANY($1) AND l.record_id IN (SELECT id FROM standing_payments)
    AND l.kind IN ('ASSISTED', 'ADJUSTED') AND l.amount IS NOT NULL),
paid_months AS MATERIALIZED (
  SELECT m.id, m.month, m.net, {MONTHS.format("m.since", "m.month")} * coalesce(
    (SELECT max(a.amount) FROM amounts_told a
     WHERE a.record_id = m.id AND a.happened_on < m.month + interval '1 month' AND m.since < a.until), m.amount) AS due
  FROM (
    SELECT id, amount, month, net, least(month, coalesce((lag(month) OVER (PARTITION BY id ORDER BY month)
      + interval '1 month')::date, date_trunc('month', starts)::date)) AS since
    FROM (
      SELECT id, amount, starts, date_trunc('month', paid_on)::date AS month, sum(net) AS net
      FROM standing_payments WHERE {_of("month")} AND arrears IS NULL AND net > 0 AND NOT voided
      GROUP BY id, amount, starts, month) p) m)"""


def overpaid(signal: Signal) -> str:
    """Help of which more stands paid than was granted, or a payment after its end that makes up for nothing.

    Of a record that was entered in error every payment that stands is too much.

    Of help by the month a payment may make up for the months since the one before it; what is said to be arrears is
    held only against the sum of all months.
    """
    last = "least(max(s.paid_on), max(s.ended_on))"
    granted = f"""{MONTHS.format("min(s.starts)", f"greatest(min(s.starts), {last})")} * greatest(s.amount,
      (SELECT max(a.amount) FROM amounts_told a WHERE a.record_id = s.id))"""
    return f"""SELECT '{signal.code}'::text, '{signal.kind}'::text, household_id, person_id, position,
    '{signal.code}|' || id, md5(concat_ws('|', late, excess, months)), ARRAY[programme], ARRAY[id], ARRAY[department]
  FROM (
    SELECT s.id, s.household_id, s.person_id, s.position, s.programme, s.department,
      string_agg(s.payment::text, ',' ORDER BY s.payment)
        FILTER (WHERE s.net > 0 AND s.arrears IS NULL AND s.ended_on < s.paid_on AND NOT s.voided) AS late,
      nullif(greatest(sum(s.net) - CASE WHEN s.voided THEN 0 WHEN {_of("whole", "s.")} THEN s.amount
        WHEN {_of("month", "s.")} THEN {granted} END, 0), 0) AS excess,
      (SELECT string_agg(m.month || ':' || m.net, ',' ORDER BY m.month) FROM paid_months m
       WHERE m.id = s.id AND m.net > m.due) AS months
    FROM standing_payments s
    GROUP BY s.id, s.household_id, s.person_id, s.position, s.programme, s.department, s.period, s.amount, s.voided) o
  WHERE late IS NOT NULL OR excess IS NOT NULL OR months IS NOT NULL"""


def _of(amount: str, row: str = "") -> str:
    """Whether the amount of a help is said of each month, or of all of it."""
    codes = ", ".join(f"'{period.code}'" for period in periods().values() if period.amount == amount)
    return f"{row}period IN ({codes})"
