"""Changes of records (调整、终止): how a record stands, by what was told of it since it was made.

The chain holds every step, the record how it stands: by the last thing that happened, in whatever order it was told.
Its period moves as its amount does; it ends by nothing but its end or the last day that was told.
"""

from collections.abc import Sequence
from uuid import UUID

from policy.periods import periods
from registry.aid.same_period import ends_of, named
from registry.store.arrays import array
from registry.store.connection import Question


def change(records: Sequence[UUID]) -> Question:
    """The statement that makes records stand as their links say, yet to be sent after those links."""
    return Question(CHANGE_RECORDS, [array(records)])


def in_order(links: str) -> str:
    """The links of records, as `links`, and whether the help had `begun` when one of those that `moves` was told.

    Each follows the one before it: while the help has not begun its first day is what was stated last. Links have
    `record_id`, `moves` (an adjustment that states a first day), and `starts`, the first day of the record as made.
    """
    return f"""(
    SELECT l.*, bool_or(l.stood <= l.happened_on) OVER ({ORDER}) AS begun
    FROM (SELECT l.*, coalesce(lag(l.period_from) OVER ({ORDER}), l.starts) AS stood FROM {links} l) l)"""


def first_day(made: str) -> str:
    """The first day to which links `l` of `in_order` moved a record, as an aggregate; `made` where they did not.

    Help that has begun has begun: a later first day that is told after it only says from when the period goes on.
    """
    sooner = "min(l.period_from) FILTER (WHERE l.moves AND l.begun)"
    moved = f"(array_agg(l.period_from {LAST_FIRST}) FILTER (WHERE l.moves AND NOT l.begun))[1]"
    return f"CASE WHEN {sooner} < coalesce({moved}, min(l.starts)) THEN {sooner} ELSE coalesce({moved}, {made}) END"


ORDER = "PARTITION BY l.record_id, l.moves ORDER BY l.happened_on, l.id"
LAST_FIRST = "ORDER BY l.happened_on DESC, l.kind DESC, l.id DESC"

LINKS = """(
      SELECT t.*, m.starts, m.period_from AS made, t.kind = 'ADJUSTED' AND t.period_from IS NOT NULL AS moves
      FROM told t JOIN made m ON m.id = t.record_id
      WHERE t.ended_on IS NULL OR t.happened_on <= t.ended_on)"""

# The name of a period goes with its days: another term, or another day where no event or term was named. The key of
# the earlier one is free for the help that is of it; what repeats the moved one is found by its name and days.
BEFORE, NOW = named("s.period", "r.starts"), named("s.period", "s.starts")
CALENDAR = ", ".join(f"'{period.code}'" for period in periods().values() if period.months)
RENAMED = f"""(s.moved AND {BEFORE} <> {NOW} AND r.label <> {NOW}
    AND (s.period IN ({CALENDAR}) OR r.label = {BEFORE}))"""

CHANGE_RECORDS = f"""WITH
-- what was told of these records since they were made
told AS MATERIALIZED (
  SELECT id, record_id, kind, happened_on, amount, period_from, period_to, note,
    min(happened_on) FILTER (WHERE kind = 'TERMINATED') OVER (PARTITION BY record_id) AS ended_on,
    bool_or(kind = 'ADJUSTED' AND coalesce(period_from, period_to) IS NOT NULL) OVER (PARTITION BY record_id) AS moved
  FROM chain_links WHERE record_id = ANY($1::uuid[]) AND kind IN ('ADJUSTED', 'TERMINATED')),
-- what each was when it was made; links of before `spine_0012` do not say it
made AS MATERIALIZED (
  SELECT m.*, coalesce(m.period_from, m.happened_on) AS starts
  FROM (
    SELECT r.id, p.period, r.happened_on, coalesce(l.amount, r.amount) AS amount,
      CASE WHEN l.status IS NULL THEN r.period_from ELSE l.period_from END AS period_from,
      CASE WHEN l.status IS NULL THEN r.period_to ELSE l.period_to END AS period_to
    FROM assistance_records r JOIN programmes p ON p.code = r.programme
      LEFT JOIN feedback_entries f
        ON f.department = r.department AND f.county = r.county AND f.external_id = r.external_id
      LEFT JOIN chain_links l ON l.id = f.link_id
    WHERE r.id = ANY($1::uuid[])) m),
-- by the last of them; what was told of days after the end has changed nothing
last AS (
  SELECT l.record_id, min(l.ended_on) AS ended_on, bool_or(l.moved) AS moved,
    (array_agg(l.note {LAST_FIRST}))[1] AS reason,
    (array_agg(l.amount {LAST_FIRST}) FILTER (WHERE l.amount IS NOT NULL))[1] AS amount,
    (array_agg(l.period_to {LAST_FIRST}) FILTER (WHERE l.kind = 'ADJUSTED' AND l.period_to IS NOT NULL))[1]
      AS period_to,
    {first_day("min(l.made)")} AS period_from
  FROM {in_order(LINKS)} l GROUP BY l.record_id),
standing AS (
  SELECT m.id, m.period, l.ended_on, l.moved, l.reason, coalesce(l.amount, m.amount) AS amount,
    coalesce(l.period_from, m.period_from) AS period_from, coalesce(l.period_to, m.period_to) AS period_to,
    coalesce(l.period_from, m.starts) AS starts
  FROM last l JOIN made m ON m.id = l.record_id)
UPDATE assistance_records r
SET ended_on = s.ended_on, reason = s.reason, amount = s.amount,
  period_from = CASE WHEN s.moved THEN s.period_from ELSE r.period_from END,
  period_to = CASE WHEN s.moved THEN s.period_to ELSE r.period_to END,
  label = CASE WHEN {RENAMED} THEN {NOW} ELSE r.label END,
  period_key = CASE WHEN NOT coalesce({RENAMED}, false) THEN r.period_key END,
  starts = CASE WHEN s.moved THEN s.starts ELSE r.starts END,
  ends = CASE WHEN s.moved THEN {ends_of("s.period", "s.starts", "s.period_to")} ELSE r.ends END
FROM standing s WHERE r.id = s.id"""
