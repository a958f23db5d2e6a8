"""Kin (同一户): whose help counts as a household's own, whatever household they are a member of by now.

Help belongs to the household in which the person named lived on its day. It is another household's too if somebody
lived in the one on that day and in the other on the day that is asked about: help before a split counts for both
parts, help to one part does not count for the other, and it follows a household under a new number, merged or moved.
"""

# Two moves lead from the household of now through that of the day to where its members live now. Memberships of one
# person follow each other; nobody is without a household before the first or after the last. Under row level security
# an index is used for what stands in one list.
LIVED = """near AS MATERIALIZED ({near}),
far AS MATERIALIZED ({far}),
farther AS MATERIALIZED ({farther}),
-- who lived where, from when until when, and when it was known that they had left
lived AS MATERIALIZED (
  SELECT p.identity_id, m.person_id, m.household_id, m.recorded_at AS left_at,
    CASE WHEN lag(m.id) OVER w IS NULL THEN '-infinity' ELSE m.valid_from END AS since,
    coalesce(lead(m.valid_from) OVER w, 'infinity') AS until
  FROM (SELECT * FROM near UNION ALL SELECT * FROM far UNION ALL SELECT * FROM farther) m
  JOIN persons p ON p.id = m.person_id
  WINDOW w AS (PARTITION BY m.person_id ORDER BY m.valid_to NULLS LAST, m.valid_from))"""

# All memberships of everyone who ever lived in some households, but for who is known already. Where nobody ever moved
# that is everybody, and nothing further is read.
OF = """
  SELECT m.id, m.person_id, m.household_id, m.valid_from, m.valid_to, m.recorded_at FROM memberships m
  WHERE m.superseded_at IS NULL AND m.person_id = ANY(ARRAY(SELECT n.person_id FROM memberships n
    WHERE n.superseded_at IS NULL AND n.household_id = ANY(ARRAY({households})){known}))"""

# A household's own help is that of all who ever lived there; what its members had elsewhere is that of those with whom
# they lived there then.
AKIN = """akin AS MATERIALIZED (
  SELECT a.n, q.identity_id, q.since, q.until, q.left_at FROM asked a JOIN lived q ON q.household_id = a.household_id
  UNION
  SELECT e.n, q.identity_id, greatest(e.since, q.since), least(e.until, q.until),
    CASE WHEN e.until <= q.until THEN e.left_at ELSE q.left_at END
  FROM (
    SELECT DISTINCT a.n, e.household_id, e.since, e.until, e.left_at
    FROM asked a JOIN lived m ON m.household_id = a.household_id AND m.since <= a.day AND a.day < m.until
    JOIN lived e ON e.person_id = m.person_id AND e.household_id <> a.household_id) e
  JOIN lived q ON q.household_id = e.household_id AND q.since < e.until AND e.since < q.until)"""

# Up to the change, or to its recording, as the chain is read (schema.register.chain).
GIVEN = """({akin}.since <= {help}.happened_on
    AND ({help}.happened_on < {akin}.until OR {help}.recorded_at < {akin}.left_at))"""


def lived(base: str) -> str:
    """The expressions that end in `lived`, ready to stand behind WITH: where everyone lived who has to do with the
    households that the SELECT `base` names, over two moves."""
    return LIVED.format(
        near=OF.format(households=base, known=""),
        far=OF.format(
            households=f"SELECT household_id FROM near EXCEPT {base}",
            known="\n    EXCEPT SELECT person_id FROM near",
        ),
        farther=OF.format(
            households="SELECT household_id FROM far EXCEPT SELECT household_id FROM near",
            known="\n    EXCEPT SELECT person_id FROM far",
        ),
    )


def akin() -> str:
    """The expression `akin` after `lived`: for each household and day of `asked` (n, household_id, day) by its `n`
    whose help of which days is its own."""
    return AKIN


def given(akin: str, help: str) -> str:
    """The condition that a record `help` of the identity of an `akin` is of its days."""
    return GIVEN.format(akin=akin, help=help)
