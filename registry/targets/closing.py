"""Closing (销户): a household where nobody living is a member any more is closed, and opens when somebody comes.

It is derived: from memberships, and from the days of death that departments report.
"""

from policy.catalogue import Catalogue
from registry.people.facts import fact_table_name
from registry.targets.fact_rows import facts_of


def keep_closed(catalogue: Catalogue) -> str:
    """The statement that makes it true of the households in `$1` on the day `$2` (二（四））."""
    suppliers = catalogue.facts["person", "deceased_on"].suppliers
    deaths = " ".join(
        f"LEFT JOIN LATERAL ({facts_of(fact_table_name(s, 'person'), 'p')}) f_{s} ON true" for s in suppliers
    )
    died = f"least({', '.join(f'f_{s}.deceased_on' for s in suppliers)})"
    # Of who has moved to another county the caller sees the membership that ended here, and not the person.
    return f"""WITH
-- everyone who was a member, until which day, and whether they moved
m AS MATERIALIZED (
  SELECT m.household_id, least(m.valid_to, {died}) AS until, {died} IS NULL AND m.end_reason IS NULL AS moved
  FROM (SELECT * FROM memberships WHERE household_id = ANY($1) OFFSET 0) m
    LEFT JOIN LATERAL (SELECT * FROM persons p WHERE p.id = m.person_id OFFSET 0) p ON true {deaths}
  WHERE (m.superseded_at IS NULL OR m.superseded_at = m.recorded_at
    -- of which only late news are known, of somebody who lives elsewhere now
    AND m.household_id <> ALL(ARRAY(
      SELECT s.household_id FROM memberships s WHERE s.household_id = ANY($1) AND s.superseded_at IS NULL)))),
-- the day on which the last of them was gone
closed AS (
  SELECT DISTINCT ON (household_id) household_id, until AS closed_on,
    CASE WHEN moved THEN 'MOVED' ELSE 'LEFT' END AS closed_reason
  FROM m WHERE NOT EXISTS (SELECT FROM m o WHERE o.household_id = m.household_id
    AND (o.until IS NULL OR o.until > $2))
  ORDER BY household_id, until DESC, moved)
UPDATE households h SET closed_on = c.closed_on, closed_reason = c.closed_reason
FROM (
  SELECT h.id, c.closed_on, CASE WHEN h.merged_into IS NOT NULL THEN 'MERGED' ELSE c.closed_reason END AS closed_reason
  FROM households h LEFT JOIN closed c ON c.household_id = h.id WHERE h.id = ANY($1)) c
WHERE h.id = c.id AND (h.closed_on, h.closed_reason) IS DISTINCT FROM (c.closed_on, c.closed_reason)"""
