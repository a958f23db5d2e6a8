"""Statements of a merge of persons, and of taking it apart: what goes along is remembered first."""

from registry.people.blocking_matters import COLUMNS
from registry.people.households import BELONGS

OPEN_LINES = """SELECT id FROM person_correction_lines WHERE person_id = ANY($1::uuid[]) AND decision IS NULL LIMIT 1"""

# Categories that exclude each other, of the one and of the other, for days that they share.
EXCLUDED = """SELECT a.category, concat(greatest(a.valid_from, b.valid_from), ' – ', least(a.valid_to, b.valid_to))
FROM unnest($1::text[], $2::text[]) x(one, other)
JOIN determinations a ON a.category = x.one AND a.superseded_at IS NULL AND a.person_id IN ($3, $4)
JOIN determinations b ON b.category = x.other AND b.superseded_at IS NULL AND b.person_id IN ($3, $4)
WHERE a.person_id <> b.person_id AND (b.valid_to IS NULL OR a.valid_from < b.valid_to)
  AND (a.valid_to IS NULL OR b.valid_from < a.valid_to) LIMIT 1"""

# Of the same category for the same days; one that began and ended on one day was never in force.
SHARED = """{k}.category = {d}.category AND {k}.superseded_at IS NULL AND {k}.valid_from IS DISTINCT FROM {k}.valid_to
  AND ({k}.valid_to IS NULL OR {d}.valid_from < {k}.valid_to)
  AND ({d}.valid_to IS NULL OR {k}.valid_from < {d}.valid_to)"""

# Behind a fence, or what stands is walked in the index of what overlaps (`determinations_apart`).
OF = "(SELECT * FROM determinations WHERE person_id = {} OFFSET 0)"

# Kept person, duplicate, supports from less to more. What the kept person has stands, and the duplicate's for the same
# days does not come over: then it may give no more, and on no day that the kept person's does not.
LESSENED = f"""SELECT d.category,
  (SELECT string_agg(concat_ws(' ', k.valid_from, '–', k.valid_to, k.basis, k.support), ', ' ORDER BY k.valid_from)
    FROM {OF.format("$1")} k WHERE {SHARED.format(k="k", d="d")}),
  concat_ws(' ', d.valid_from, '–', d.valid_to, d.basis, d.support)
FROM {OF.format("$2")} d
WHERE d.superseded_at IS NULL AND d.valid_from IS DISTINCT FROM d.valid_to
  AND (SELECT true FROM {OF.format("$1")} k WHERE {SHARED.format(k="k", d="d")} LIMIT 1)
  AND (daterange(d.valid_from, d.valid_to) <@ (
    SELECT range_agg(daterange(k.valid_from, k.valid_to)) FROM {OF.format("$1")} k
    WHERE {SHARED.format(k="k", d="d")} AND (k.basis = 'HOUSEHOLD' OR d.basis <> 'HOUSEHOLD')
      AND coalesce(array_position($3::text[], k.support), 0) >= coalesce(array_position($3, d.support), 0)
  )) IS NOT TRUE
ORDER BY d.category, d.valid_from LIMIT 1"""

# A person, and what is open about a determination of theirs, in whatever version it was named.
ENDING = f"""SELECT {COLUMNS}
FROM determinations d
  CROSS JOIN LATERAL (SELECT * FROM matter_lines l WHERE l.determination_id = d.id OFFSET 0) l
  CROSS JOIN LATERAL (SELECT * FROM matters m WHERE m.id = l.matter_id OFFSET 0) m
WHERE d.person_id = $1 AND m.procedure = $2 AND m.closed_on IS NULL ORDER BY m.id LIMIT 1"""

RECORD = """INSERT INTO person_merges (id, person_id, duplicate_id, position, department, client, reason, basis,
  merged_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"""

# Merge, duplicate, its identity and its household.
REMEMBER = """INSERT INTO person_merge_rows (merge_id, kind, row_id, household_id, of_person)
SELECT $1::uuid, 'RECORD', r.id, r.household_id, r.person_id FROM assistance_records r WHERE r.identity_id = $3::uuid
UNION ALL SELECT $1, 'LINK', l.id, l.household_id, l.person_id FROM chain_links l WHERE l.person_id = $2::uuid
UNION ALL SELECT $1, 'MATTER', m.id, m.household_id, m.person_id FROM matters m
  WHERE m.household_id = $4::uuid AND m.person_id = $2
UNION ALL SELECT $1, 'MISMATCH', w.id, NULL, w.person_id FROM mismatches w WHERE w.identity_id = $3"""


def _moved(table: str, kind: str, what: str, key: str = "id") -> str:
    """The rows that went along with a merge, each found by its key: a join may read all rows of the table."""
    return f"""WITH w AS MATERIALIZED (SELECT * FROM person_merge_rows WHERE merge_id = $1 AND kind = '{kind}')
UPDATE {table} t SET {what} FROM w
WHERE t.{key} = ANY(ARRAY(SELECT row_id FROM w)) AND t.{key} = w.row_id"""


KEPT = "person_id = CASE WHEN t.person_id IS NULL THEN NULL ELSE $2::uuid END"
HOME = "household_id = CASE WHEN $3::uuid IS NULL THEN t.household_id ELSE $3::uuid END"

MOVE = (
    _moved("assistance_records", "RECORD", KEPT),
    _moved("chain_links", "LINK", KEPT),
)
"""Of merge and kept person: help and links stay in the chain of the household that they belong to."""

MOVE_MATTERS = (
    _moved("matter_lines", "MATTER", f"{KEPT}, {HOME}", "matter_id"),
    _moved("matter_steps", "MATTER", f"{HOME}".replace("$3", "$2"), "matter_id"),
    _moved("matters", "MATTER", f"{KEPT}, {HOME}"),
)
"""What is being done about somebody goes on where they live."""

MOVE_MISMATCHES = _moved("mismatches", "MISMATCH", "person_id = $2, identity_id = $3")

# Merge, the duplicate, its identity.
RETURN = (
    _moved("assistance_records", "RECORD", """person_id = w.of_person, identity_id = $2,
  subject_id = CASE WHEN w.of_person IS NULL THEN t.subject_id ELSE $2::uuid END"""),
    _moved("chain_links", "LINK", "person_id = w.of_person"),
    _moved("matter_lines", "MATTER", """household_id = w.household_id,
  person_id = CASE WHEN t.person_id IS NULL THEN NULL ELSE w.of_person END""", "matter_id"),
    _moved("matter_steps", "MATTER", "household_id = w.household_id", "matter_id"),
    _moved("matters", "MATTER", "household_id = w.household_id, person_id = w.of_person"),
    _moved("mismatches", "MISMATCH", "person_id = w.of_person, identity_id = $2"),
)  # fmt: skip # one for each kind

# The duplicate's identity, the households of both, the instant of the merge: what was told of help since goes with the
# help, whichever of the two it named.
LINKS_APART = """UPDATE chain_links t SET household_id = r.household_id, person_id = r.person_id, position = r.position
FROM assistance_records r
WHERE r.identity_id = $1 AND r.household_id IS NOT NULL AND t.household_id = ANY($2::uuid[]) AND t.record_id = r.id
  AND t.recorded_at >= $3 AND (t.household_id, t.person_id) IS DISTINCT FROM (r.household_id, r.person_id)"""

MERGED_INTO = """UPDATE persons SET recorded_at = clock_timestamp(),
  merged_into = CASE WHEN id = $2 THEN $1::uuid ELSE merged_into END
WHERE id IN ($1, $2)"""

APART = """WITH apart AS (
  UPDATE person_merges SET undone_at = clock_timestamp(), undone_because = $2 WHERE id = $1
  RETURNING person_id, duplicate_id)
UPDATE persons p SET recorded_at = clock_timestamp(),
  merged_into = CASE WHEN p.id = apart.duplicate_id THEN NULL ELSE p.merged_into END
FROM apart WHERE p.id IN (apart.person_id, apart.duplicate_id)"""

STANDING = """SELECT id, person_id, merged_at FROM person_merges WHERE duplicate_id = $1 AND undone_at IS NULL"""

# Nobody lives in a place twice: the duplicate's membership ends on the day of the merge, in its instant.
LEAVE = """WITH old AS (
  UPDATE memberships SET superseded_at = $4 WHERE person_id = $1 AND valid_to IS NULL AND superseded_at IS NULL
  RETURNING *)
INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from, valid_to, recorded_at)
SELECT $2, household_id, person_id, position, relation, valid_from, greatest($3::date, valid_from), $4 FROM old"""

# The duplicate's membership that the merge ended, where it stands by now: who left has a reason, who moved a later one.
ENDED = f"d.person_id = $1 AND d.valid_to IS NOT NULL AND d.end_reason IS NULL AND {BELONGS.format('d')}"

COME_BACK = f"""WITH old AS (
  UPDATE memberships d SET superseded_at = clock_timestamp() WHERE {ENDED} RETURNING *)
INSERT INTO memberships (id, household_id, person_id, position, relation, valid_from, recorded_at)
SELECT $2, household_id, person_id, position, relation, valid_from, superseded_at FROM old"""

HEAD_THERE = f"""SELECT o.id FROM memberships d
  CROSS JOIN LATERAL (SELECT * FROM memberships o WHERE o.household_id = d.household_id OFFSET 0) o
WHERE {ENDED} AND d.relation = '02' AND o.relation = '02' AND o.valid_to IS NULL AND o.superseded_at IS NULL"""

HOME_MERGED = f"""SELECT k.number FROM memberships d JOIN households h ON h.id = d.household_id
JOIN households k ON k.id = h.merged_into WHERE {ENDED}"""

# Of the kept person's and the duplicate's number: the latter with another name, which was found to be the person's.
NAMES = """SELECT i.id FROM identity_joins j JOIN identities i ON i.id = j.from_id
WHERE j.to_id = $1 AND j.undone_at IS NULL AND i.number_id = $2"""

# What was reported under the duplicate's number and another name waits for the duplicate's county.
NAMES_BACK = """UPDATE mismatches m SET identity_id = $2, person_id = $3
FROM identities i WHERE m.identity_id = $1 AND i.id = m.reported_id AND i.number_id = $2"""

# Duplicate, kept person, the household of each, the instant and the day: the chain of the one goes on in the other,
# and what the duplicate's household came from is seen of the kept person too.
LINEAGE = """INSERT INTO lineage AS l (household_id, ancestor_id, person_id, position, until, kind, recorded_at)
SELECT DISTINCT ON (a.household_id, a.ancestor_id) a.household_id, a.ancestor_id, $2::uuid, h.position, a.until,
  'MERGE', $5::timestamptz
FROM (
  SELECT $4::uuid AS household_id, $3::uuid AS ancestor_id, $6::date AS until
  UNION ALL SELECT home, o.ancestor_id, o.until
  FROM lineage o CROSS JOIN unnest(ARRAY[$3::uuid, $4::uuid]) home
  WHERE o.household_id = $3 AND o.person_id = $1::uuid AND o.undone_at IS NULL) a
CROSS JOIN LATERAL (SELECT * FROM households h WHERE h.id = a.household_id OFFSET 0) h
WHERE a.household_id <> a.ancestor_id
ON CONFLICT (household_id, ancestor_id, person_id) DO UPDATE SET until = excluded.until, kind = excluded.kind,
  recorded_at = excluded.recorded_at, undone_at = NULL
WHERE l.undone_at IS NOT NULL"""

# Where the kept person has lived since too, but for where they lived themselves. Households, kept person, the instant.
LINEAGE_ENDS = """UPDATE lineage l SET undone_at = clock_timestamp()
WHERE l.household_id = ANY($1::uuid[]) AND l.person_id = $2 AND l.undone_at IS NULL AND l.recorded_at >= $3
  AND l.ancestor_id IN (SELECT b.ancestor_id FROM lineage b
    WHERE b.household_id = ANY($1::uuid[]) AND b.person_id = $2 AND b.recorded_at = $3)
  AND NOT EXISTS (SELECT FROM memberships m
    WHERE m.person_id = $2 AND m.household_id = l.ancestor_id AND m.superseded_at IS NULL)"""

LIVED = "SELECT DISTINCT household_id FROM memberships WHERE person_id = $1 AND superseded_at IS NULL"

COLUMNS = "category, basis, support, cites, agency, number, valid_from, valid_to, end_reason, review_due"

# Duplicate, kept person, the latter's household and position, the instant. What the kept person has for the same days
# stands; the duplicate's is superseded, and the merge says why.
DETERMINATIONS = f"""WITH old AS (
  UPDATE determinations SET superseded_at = $5 WHERE person_id = $1 AND superseded_at IS NULL RETURNING *)
INSERT INTO determinations (id, person_id, household_id, position, {COLUMNS}, recorded_at)
SELECT gen_random_uuid(), $2, CASE WHEN $3::uuid IS NULL THEN household_id ELSE $3::uuid END, $4::bigint, {COLUMNS}, $5
FROM old WHERE NOT EXISTS (SELECT FROM determinations k WHERE k.person_id = $2 AND {SHARED.format(k="k", d="old")})"""

# Duplicate, kept person, the instant of the merge: what came over and stands goes back as it stands now, and what was
# left out stands again. What was corrected, looked at again or ended since says the instant in which the one before it
# stood no more; what was taken back since stays so.
DETERMINATIONS_APART = f"""WITH RECURSIVE gone AS (
  SELECT * FROM determinations WHERE person_id = $1 AND superseded_at = $3),
came AS (
  SELECT g.id AS came_from, k.id, k.agency, k.superseded_at FROM gone g
  JOIN determinations k ON k.person_id = $2 AND k.recorded_at = $3
    AND (k.category, k.valid_from, k.agency) = (g.category, g.valid_from, g.agency)
  UNION
  SELECT c.came_from, k.id, k.agency, k.superseded_at FROM came c
  JOIN determinations k ON k.person_id = $2 AND k.recorded_at = c.superseded_at AND k.agency = c.agency),
back AS (
  UPDATE determinations k SET superseded_at = clock_timestamp() FROM came c JOIN gone g ON g.id = c.came_from
  WHERE k.id = c.id AND k.superseded_at IS NULL
  RETURNING k.*, g.household_id AS home, g.position AS place)
INSERT INTO determinations (id, person_id, household_id, position, {COLUMNS})
SELECT gen_random_uuid(), $1, home, place, {COLUMNS} FROM back
UNION ALL
SELECT gen_random_uuid(), $1, household_id, position, {COLUMNS} FROM gone
WHERE id NOT IN (SELECT came_from FROM came) AND NOT EXISTS (SELECT FROM back b WHERE b.category = gone.category
  AND (b.valid_to IS NULL OR gone.valid_from < b.valid_to)
  AND (gone.valid_to IS NULL OR b.valid_from < gone.valid_to))"""
