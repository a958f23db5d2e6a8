"""Told amounts: whether records stand as their links say, which the audit log binds; for its verification."""

from uuid import UUID

import psycopg

from registry.aid.record_changes import LAST_FIRST


def differing(connection: psycopg.Connection) -> list[UUID]:
    """The records whose amount, status or end is not that of their links, as the role that reads all of them."""
    return [record for (record,) in connection.execute(DIFFERING).fetchall()]


# The first link of a record is that of its grant or refusal; links of before `spine_0012` say no status, nor amount.
# What was told of days after the end has changed nothing.
DIFFERING = f"""WITH told AS (
  SELECT l.record_id, l.id, l.kind, l.status, l.amount, l.happened_on,
    row_number() OVER (PARTITION BY l.record_id ORDER BY l.id) AS n,
    min(l.happened_on) FILTER (WHERE l.kind = 'TERMINATED') OVER (PARTITION BY l.record_id) AS ended_on
  FROM chain_links l WHERE l.record_id IS NOT NULL),
standing AS (
  SELECT l.record_id, min(l.ended_on) AS ended_on, bool_or(l.kind = 'VOIDED') AS voided,
    (array_agg(l.status) FILTER (WHERE l.n = 1))[1] AS status, (array_agg(l.amount) FILTER (WHERE l.n = 1))[1] AS made,
    (array_agg(l.amount {LAST_FIRST}) FILTER (WHERE l.kind IN ('ADJUSTED', 'TERMINATED') AND l.amount IS NOT NULL
      AND (l.ended_on IS NULL OR l.happened_on <= l.ended_on)))[1] AS changed
  FROM told l GROUP BY l.record_id)
SELECT r.id FROM assistance_records r LEFT JOIN standing s ON s.record_id = r.id
WHERE s.record_id IS NULL OR s.ended_on IS DISTINCT FROM r.ended_on OR s.voided <> (r.status = 'VOIDED')
  OR s.status IS NOT NULL AND (coalesce(s.changed, s.made) IS DISTINCT FROM r.amount
    OR NOT s.voided AND s.status <> r.status)
ORDER BY r.id"""
