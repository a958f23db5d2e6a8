"""Statements of a merge of households, and of taking it apart."""

from registry.people.households import BELONGS

CURRENT = "m.valid_to IS NULL AND m.superseded_at IS NULL"

MEMBERS = f"""SELECT i.index FROM memberships m JOIN persons p ON p.id = m.person_id
JOIN identities i ON i.id = p.identity_id
WHERE m.household_id = ANY($1::uuid[]) AND {BELONGS.format("m")}"""

CURRENT_MEMBERS = f"SELECT m.person_id FROM memberships m WHERE m.household_id = $1 AND {CURRENT}"

# A household's links are written under its head, else under whoever was last a member.
MERGED = """SELECT h.id, h.number, h.division, h.position,
  (SELECT k.number FROM households k WHERE k.id = h.merged_into),
  greatest(h.recorded_at, (SELECT max(m.recorded_at) FROM memberships m
    WHERE m.household_id = h.id AND m.superseded_at IS NULL)),
  (SELECT p.identity_id FROM memberships m JOIN persons p ON p.id = m.person_id WHERE m.household_id = h.id
   ORDER BY m.superseded_at IS NOT NULL, m.valid_to IS NOT NULL, m.relation <> '02', p.id LIMIT 1)
FROM households h WHERE h.id = ANY($1::uuid[])"""

# From $1 to $2, which lies at $3, on the day $4; some with another relation. All are superseded before any is written.
COME_OVER = f"""WITH superseded AS (
  UPDATE memberships m SET superseded_at = clock_timestamp() WHERE m.household_id = $1 AND {CURRENT} RETURNING m.*),
ended AS (
  INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from, valid_to, recorded_at)
  SELECT gen_random_uuid(), household_id, person_id, position, relation, valid_from, $4::date, superseded_at
  FROM superseded WHERE (SELECT count(*) FROM superseded) >= 0)
INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from)
SELECT gen_random_uuid(), $2, s.person_id, $3, coalesce(r.relation, s.relation), $4::date
FROM superseded s LEFT JOIN unnest($5::uuid[], $6::text[]) r(person_id, relation) ON r.person_id = s.person_id
WHERE (SELECT count(*) FROM superseded) >= 0
RETURNING person_id"""

# The chain of the one goes on in the other, with what it had come from; what was taken apart is joined again.
LINEAGE = """INSERT INTO lineage AS l (household_id, ancestor_id, person_id, position, until, kind)
SELECT $2, a.ancestor_id, a.person_id, $3, a.until, 'MERGED' FROM (
  SELECT DISTINCT m.household_id AS ancestor_id, m.person_id, $4::date AS until FROM memberships m
  WHERE m.household_id = $1 AND m.superseded_at IS NULL
  UNION ALL SELECT o.ancestor_id, o.person_id, o.until FROM lineage o
  WHERE o.household_id = $1 AND o.ancestor_id <> $2 AND o.ancestor_id <> $1 AND o.undone_at IS NULL) a
ON CONFLICT (household_id, ancestor_id, person_id) DO UPDATE SET position = excluded.position, until = excluded.until,
  kind = excluded.kind, recorded_at = clock_timestamp(), undone_at = NULL
WHERE l.undone_at IS NOT NULL"""

# It lies where the other lies from now on: the county there answers for its chain.
MERGE = """UPDATE households h SET merged_into = k.id, division = k.division, position = k.position
FROM households k WHERE h.id = $1 AND k.id = $2"""

RECORD = """INSERT INTO household_merges (id, household_id, duplicate_id, position, old_division, old_position, persons,
  matters, department, reason, basis, merged_on) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"""


def _matters(which: str) -> tuple[str, ...]:
    """Of open matters of the household $1 to $2, which lies at $3: lines, steps, and the matters themselves."""
    moved = "SET household_id = $2, position = $3"
    open_ = f"m.household_id = $1 AND m.closed_on IS NULL{which}"
    return (
        *(f"UPDATE {table} t {moved} WHERE t.matter_id = ANY(ARRAY(SELECT m.id FROM matters m WHERE {open_}))"
          for table in ("matter_lines", "matter_steps")),
        f"UPDATE matters m {moved} WHERE {open_} RETURNING m.id",
    )  # fmt: skip # in their order


MATTERS_OVER = _matters("")
MATTERS_BACK = _matters(" AND (m.id = ANY($4::uuid[]) OR m.person_id = ANY($5::uuid[]))")

STANDING = """SELECT id, household_id, old_division, old_position, persons, matters, merged_on, merged_at
FROM household_merges WHERE duplicate_id = $1 AND undone_at IS NULL"""

# Who came over in the merge and has come into no other household since; they may have left this one, even before the
# day of the merge, or been merged.
RESTORED = f"""SELECT m.person_id FROM memberships m
WHERE m.household_id = $1 AND m.person_id = ANY($2::uuid[]) AND m.valid_from <= $3::date AND {BELONGS.format("m")}"""

# The day of the merge is as if it had not been; what was known meanwhile stays known.
GO_BACK = f"""WITH ended AS (
  SELECT DISTINCT ON (m.person_id) m.id FROM memberships m
  WHERE m.household_id = $2 AND m.person_id = ANY($4::uuid[]) AND m.valid_to <= $5::date AND m.superseded_at IS NULL
  ORDER BY m.person_id, m.valid_from DESC, m.recorded_at DESC),
superseded AS (
  UPDATE memberships m SET superseded_at = clock_timestamp()
  WHERE m.id = ANY(ARRAY(SELECT id FROM ended UNION ALL SELECT m.id FROM memberships m
    WHERE m.household_id = $1 AND m.person_id = ANY($4::uuid[]) AND {BELONGS.format("m")}))
  RETURNING m.*)
INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from, valid_to, end_reason, recorded_at)
SELECT gen_random_uuid(), d.household_id, d.person_id, $3, d.relation, d.valid_from, k.valid_to, k.end_reason,
  d.superseded_at
FROM superseded d JOIN superseded k ON k.person_id = d.person_id AND k.household_id = $1
WHERE d.household_id = $2 AND (SELECT count(*) FROM superseded) >= 0"""

# What was told of the persons $3 since the merge, at $4, goes back with them from $1 to $2.
TOLD_SINCE = """r.household_id = $1 AND r.recorded_at >= $4::timestamptz
  AND r.identity_id = ANY(ARRAY(SELECT p.identity_id FROM persons p WHERE p.id = ANY($3::uuid[])))"""
HELP_BACK = (
    f"""UPDATE chain_links l SET household_id = $2
FROM assistance_records r WHERE {TOLD_SINCE} AND l.household_id = $1 AND l.record_id = r.id""",
    """UPDATE chain_links l SET household_id = $2
WHERE l.household_id = $1 AND l.recorded_at >= $4::timestamptz AND l.person_id = ANY($3::uuid[])""",
    f"""UPDATE assistance_records r SET household_id = $2,
  subject_id = CASE WHEN r.subject_id = $1 THEN $2::uuid ELSE r.subject_id END WHERE {TOLD_SINCE}""",
)

# Where else those have lived who were members of the household $1 since the merge, at $2.
BEYOND = """SELECT DISTINCT o.household_id FROM memberships m JOIN memberships o ON o.person_id = m.person_id
WHERE m.household_id = $1 AND m.superseded_at IS NULL AND o.superseded_at IS NULL AND o.recorded_at >= $2
  AND o.household_id <> $1"""

# In the households $5 of who has moved on since the merge, at $3, the chain of those goes on with whom they never
# lived: of the kept one $1 for the persons $4 who had come over, of the duplicate $2 for the others.
BEYOND_ENDS = """WITH duplicates AS MATERIALIZED (
  SELECT $2::uuid AS id UNION SELECT l.ancestor_id FROM lineage l WHERE l.household_id = $2 AND l.undone_at IS NULL),
kept AS MATERIALIZED (
  SELECT $1::uuid AS id UNION SELECT l.ancestor_id FROM lineage l WHERE l.household_id = $1 AND l.undone_at IS NULL)
UPDATE lineage l SET undone_at = clock_timestamp()
WHERE l.household_id = ANY($5::uuid[]) AND l.household_id NOT IN ($1, $2) AND l.undone_at IS NULL
  AND l.recorded_at >= $3::timestamptz
  AND CASE WHEN l.person_id = ANY($4::uuid[])
    THEN l.ancestor_id IN (SELECT id FROM kept) AND l.ancestor_id NOT IN (SELECT id FROM duplicates)
    ELSE l.ancestor_id IN (SELECT id FROM duplicates) AND NOT EXISTS (SELECT FROM lineage k WHERE k.household_id = $1
      AND k.ancestor_id = l.ancestor_id AND k.person_id = l.person_id AND k.recorded_at < $3::timestamptz) END"""

LINEAGE_ENDS = """UPDATE lineage l SET undone_at = clock_timestamp()
WHERE l.household_id = $1 AND l.kind = 'MERGED' AND l.undone_at IS NULL AND l.recorded_at <= $3
  AND (l.ancestor_id = $2 OR l.ancestor_id IN (SELECT o.ancestor_id FROM lineage o WHERE o.household_id = $2))"""

UNDONE = """WITH undone AS (
  UPDATE household_merges SET undone_at = clock_timestamp(), undone_because = $2 WHERE id = $1)
UPDATE households SET merged_into = NULL, position = $4, division = $5 WHERE id = $3"""
