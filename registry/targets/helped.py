"""Helped (已救助): whether a target has help, in force or given once not long ago, kept for whoever counts or pages.

It is no change of the target that `targetChanges` would tell: the department knows what it gave.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from uuid import UUID

from policy.periods import periods
from registry.people.inherited_help import INHERITS, helped_by, inherited
from registry.reference.parameters import number_at
from registry.store.arrays import array
from registry.store.connection import Connection, Question
from registry.targets.refusals import refusal_dates

GIVEN_ONCE = {code: period.counts_for for code, period in periods().items() if period.counts_for}
"""The parameter that says for how many days help of a period still counts, by the period."""


def stands(period: str, days: Callable[[str], str]) -> str:
    """Whether a record `r` is help on the day `$2`, as SQL: in force, or given once and not to be given again yet.

    `period` is that of its programme and `days` the number of a parameter where it lives, both as SQL.
    It is never NULL: help of other periods, or where nobody set the number, counts no day longer.
    """
    counts = " ".join(
        f"WHEN '{code}' THEN coalesce({days(parameter)}, 0)::int" for code, parameter in GIVEN_ONCE.items()
    )
    return f"""r.status = 'GRANTED' AND r.starts <= $2 AND (r.ended_on IS NULL OR $2 < r.ended_on)
  AND (r.ends IS NULL OR $2 < r.ends OR r.starts > $2::date - CASE {period} {counts} ELSE 0 END)"""


STANDS = stands(
    "(SELECT g.period FROM programmes g WHERE g.code = r.programme)",
    lambda parameter: number_at(f"'{parameter}'", "r.position", "$2"),
)

# One record is looked for at a time, by the household: of EXISTS PostgreSQL would make a table of hashes.
IN_FORCE = f"""((SELECT true FROM assistance_records r WHERE r.household_id = t.household_id
  AND r.programme = t.programme AND r.person_id IS NOT DISTINCT FROM t.person_id AND {STANDS} LIMIT 1) IS NOT NULL
  OR (SELECT true FROM lineage l
      CROSS JOIN LATERAL (SELECT * FROM assistance_records y WHERE y.household_id = l.ancestor_id OFFSET 0) r
    WHERE l.household_id = t.household_id AND r.programme = t.programme
      AND r.person_id IS NOT DISTINCT FROM t.person_id AND {INHERITS} AND {STANDS} LIMIT 1) IS NOT NULL)"""

# Of many households, whose records are read once for all of them.
KEEP_HELPED = f"""UPDATE targets t SET helped = NOT t.helped
WHERE t.household_id = ANY($1) AND t.until IS NULL
  AND t.helped IS DISTINCT FROM ((t.household_id, t.programme, t.subject_id) IN (
    SELECT r.household_id, r.programme, coalesce(r.person_id, r.household_id) FROM assistance_records r
    WHERE r.household_id = ANY($1) AND {STANDS}
    UNION ALL
    SELECT l.household_id, r.programme, coalesce(r.person_id, l.household_id)
    {inherited("$1")}
    WHERE {INHERITS} AND {STANDS}))"""

# Some months after a payment, or after the grant, none has come: one day for each number that a place has set.
UNPAID_FROM = """SELECT ({since} + make_interval(months => c.months))::date AS day
    FROM (SELECT DISTINCT number::int AS months FROM parameters WHERE name = 'unpaid_cycles') c"""

UNPAID_RULES = "'unpaid', 'stopped'"
"""The rules of the cross-check that speak of it."""

# Help given once counts until then: one day for each number that a place has set.
COUNTS_UNTIL = " UNION ALL ".join(
    f"""SELECT r.starts + c.days FROM programmes g
    CROSS JOIN (SELECT DISTINCT number::int AS days FROM parameters WHERE name = '{parameter}') c
    WHERE g.code = r.programme AND g.period = '{code}'"""
    for code, parameter in GIVEN_ONCE.items()
)

# Days on which help begins or ends by itself, counts no more or is to be paid by, or a refusal counts no more.
HELP_DATES = f"""
  {refusal_dates("{of}")}
  UNION ALL SELECT r.household_id, x.day FROM assistance_records r
    CROSS JOIN LATERAL (VALUES (r.starts), (r.ends), (r.ended_on)
      UNION ALL {COUNTS_UNTIL}
      UNION ALL {UNPAID_FROM.format(since="greatest(r.starts, r.happened_on)")}) x(day)
  WHERE r.{{of}} = ANY($1) AND r.status = 'GRANTED'"""


async def follow(connection: Connection, records: Sequence[UUID], today: datetime.date) -> None:
    """Make true whom these records help, after they have been written or changed (二（一）)."""
    if records:
        await connection.together(following(records, records, today))


def following(records: Sequence[UUID], changed: Sequence[UUID], today: datetime.date) -> Iterator[Question]:
    """The statements of `follow`, yet to be sent; `changed` are those of the records that were there before.

    No fact has changed, so nothing else of the household is derived anew. A record that was there before may be that
    of a household which the person named has left since, and which nobody has locked: the second of two would miss
    the first.
    """
    named = array(records)
    if changed:
        yield Question(LOCK, [array(changed)])
    yield Question(FOLLOW, [named, today])
    yield Question(CHECK, [named])


LOCK = f"""SELECT h.id FROM households h
WHERE h.id = ANY(ARRAY(SELECT household_id FROM ({helped_by("$1::uuid[]")}) h))
ORDER BY h.id FOR NO KEY UPDATE"""

# Help given or ended may close a warning or raise one.
CHECK = f"""INSERT INTO unchecked (household_id, position)
SELECT id, position FROM households
WHERE id = ANY(ARRAY(SELECT household_id FROM ({helped_by("$1::uuid[]")}) h)) ON CONFLICT DO NOTHING"""

# Other records are read only where none of these stands.
FOLLOW = f"""WITH h AS MATERIALIZED ({helped_by("$1::uuid[]")}),
changed AS (
  UPDATE targets t SET helped = NOT t.helped
  FROM (SELECT r.programme, h.household_id, coalesce(r.person_id, h.household_id) AS subject_id,
      coalesce(bool_or({STANDS.replace("$2", "$2::date")}), false) AS stands
    FROM h CROSS JOIN LATERAL (SELECT * FROM assistance_records y WHERE y.id = h.record_id OFFSET 0) r
    GROUP BY 1, 2, 3) s
  WHERE t.household_id = ANY(ARRAY(SELECT household_id FROM h)) AND t.household_id = s.household_id
    AND t.programme = s.programme AND t.subject_id = s.subject_id
    AND t.until IS NULL AND t.helped IS DISTINCT FROM (s.stands OR {IN_FORCE.replace("$2", "$2::date")}))
UPDATE households h SET recompute_on = s.day
FROM (SELECT d.household_id, min(d.day) AS day FROM ({HELP_DATES.format(of="id").replace("$1", "$1::uuid[]")}) d
  WHERE d.day > $2::date GROUP BY d.household_id) s
WHERE h.id = s.household_id AND (h.recompute_on IS NULL OR s.day < h.recompute_on)"""
