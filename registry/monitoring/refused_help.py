"""Refused help (不予救助): what a department refuses of its own accord closes the warning that it may be missing."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from policy.periods import Period, periods
from registry.reference.parameters import number_at
from registry.store.arrays import array
from registry.store.connection import Connection


def refused(w: str, day: str) -> str:
    """Whether, of a warning `w`, its department has refused all of what would do, and knew what it rests on, as SQL.

    A refusal is of its own period, and next year's help is asked for anew. A warning about a record says that help
    which was given does not come: no refusal of that programme answers it.
    """
    return f"""({w}.kind IN ('UNFULFILLED', 'UNCOVERED') AND cardinality({w}.programmes) > 0
    AND cardinality({w}.records) = 0 AND NOT EXISTS (
    SELECT FROM unnest({w}.programmes) o(programme) WHERE NOT EXISTS (
      SELECT FROM assistance_records r JOIN programmes g ON g.code = r.programme
      WHERE r.household_id = {w}.household_id AND r.status = 'REFUSED'
        AND r.programme = o.programme AND coalesce(r.person_id = {w}.person_id, true)
        AND {_counts(f"{w}.position", day)} AND NOT EXISTS (
          SELECT FROM jsonb_array_elements({w}.evidence::jsonb) e WHERE r.happened_on < (e->>'as_of')::date))))"""


def _counts(position: str, day: str) -> str:
    """Whether a refusal `r` of a programme `g` still counts on a day; one of no period does until the facts change."""
    named = " ".join(
        f"WHEN '{period.code}' THEN r.label = {_name(period, day)}" for period in periods().values() if period.months
    )
    once = " ".join(
        f"WHEN '{period.code}' THEN r.starts > {day}::date - {number_at(repr(period.counts_for), position, day)}::int"
        for period in periods().values()
        if period.counts_for
    )
    return f"CASE g.period {named} {once} ELSE true END"


def _name(period: Period, day: str) -> str:
    """As `Period.name` calls the term, year or season that a day lies in."""
    passed = f"(extract(year FROM {day}::date) * 12 + extract(month FROM {day}::date) - {period.begins or 1})::int"
    if not period.terms:
        return f"({passed} / 12)::text"
    terms = ", ".join(f"'{term}'" for term in period.terms)
    return f"({passed} / 12) || '-' || (ARRAY[{terms}])[{passed} % 12 / {period.months} + 1]"


CLOSE = f"""WITH
-- the refusals
told AS MATERIALIZED (
  SELECT id, household_id, person_id, programme, reason FROM assistance_records
  WHERE id = ANY($1::uuid[]) AND status = 'REFUSED'),
-- the warnings of which they are the last that was needed
settled AS (
  SELECT w.id, array_agg(DISTINCT t.id) AS refusals, string_agg(DISTINCT t.reason, '; ') AS reason
  FROM (SELECT * FROM early_warnings o
      WHERE o.household_id = ANY(ARRAY(SELECT household_id FROM told)) AND o.state <> 'CLOSED' OFFSET 0) w
    JOIN told t ON t.household_id = w.household_id AND t.programme = ANY(w.programmes)
    AND coalesce(t.person_id = w.person_id, true)
  WHERE {refused("w", "$3")}
  GROUP BY w.id)
UPDATE early_warnings w SET state = 'CLOSED', outcome = 'DECIDED_OTHERWISE', reason = s.reason, closed_on = $3::date,
  closed_by = $2, closed_through = 'REFUSAL', records = w.records || s.refusals, changed_xid = pg_current_xact_id()
FROM settled s WHERE w.id = ANY(ARRAY(SELECT id FROM settled)) AND w.id = s.id AND w.state <> 'CLOSED'"""


async def close_warnings(
    connection: Connection, refusals: Sequence[UUID], department: str, today: datetime.date
) -> None:
    """Close the warnings about help that these records say was refused, of households locked by the caller (二（四）).

    Where any one of several would do, the last refusal closes it. A refusal of a day before the facts closes nothing.
    """
    if refusals:
        await connection.execute(CLOSE, [array(refusals), department, today], prepare=True)
