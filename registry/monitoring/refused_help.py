"""Refused help (不予救助): what a department refuses of its own accord closes the warning that it may be missing."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from registry.store.arrays import array
from registry.store.connection import Connection

# Of a warning `{w}`: its department has refused all of what would do, and knew what it rests on.
REFUSED = """({w}.kind IN ('UNFULFILLED', 'UNCOVERED') AND cardinality({w}.programmes) > 0 AND NOT EXISTS (
    SELECT FROM unnest({w}.programmes) o(programme) WHERE NOT EXISTS (
      SELECT FROM assistance_records r WHERE r.household_id = {w}.household_id AND r.status = 'REFUSED'
        AND r.programme = o.programme AND coalesce(r.person_id = {w}.person_id, true) AND NOT EXISTS (
          SELECT FROM jsonb_array_elements({w}.evidence::jsonb) e WHERE r.happened_on < (e->>'as_of')::date))))"""

CLOSE = f"""WITH
-- the refusals
told AS MATERIALIZED (
  SELECT id, household_id, person_id, programme, reason FROM assistance_records
  WHERE id = ANY($1::uuid[]) AND status = 'REFUSED'),
-- the warnings of which they are the last that was needed
settled AS (
  SELECT w.id, array_agg(DISTINCT t.id) AS refusals, string_agg(DISTINCT t.reason, '; ') AS reason
  FROM early_warnings w JOIN told t ON t.household_id = w.household_id AND t.programme = ANY(w.programmes)
    AND coalesce(t.person_id = w.person_id, true)
  WHERE w.household_id = ANY(ARRAY(SELECT household_id FROM told)) AND w.state <> 'CLOSED' AND {REFUSED.format(w="w")}
  GROUP BY w.id)
UPDATE early_warnings w SET state = 'CLOSED', outcome = 'DECIDED_OTHERWISE', reason = s.reason, closed_on = $3,
  closed_by = $2, records = w.records || s.refusals, changed_xid = pg_current_xact_id()
FROM settled s WHERE w.id = s.id AND w.state <> 'CLOSED'"""


async def close_warnings(
    connection: Connection, refusals: Sequence[UUID], department: str, today: datetime.date
) -> None:
    """Close the warnings about help that these records say was refused, of households locked by the caller (二（四）).

    Where any one of several would do, the last refusal closes it. A refusal of a day before the facts closes nothing.
    """
    if refusals:
        await connection.execute(CLOSE, [array(refusals), department, today], prepare=True)
