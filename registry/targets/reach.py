"""Reach: which households and persons a department may see, derived from what it may have to do for them."""

from sqlalchemy import ARRAY, BigInteger, Boolean, Column, ForeignKey, Index, Table, Text, Uuid, text

from policy.spine import registrar
from registry.store.database import metadata

reach = Table(
    "reach",
    metadata,
    Column("department", Text, nullable=False),
    Column("household_id", Uuid, ForeignKey("households.id"), nullable=False),
    # Empty on the household's own row, which every reached household has;
    # `whole` there says whether all members are seen.
    Column("person_id", Uuid, ForeignKey("persons.id")),
    Column("whole", Boolean, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("reasons", ARRAY(Text), nullable=False),
    Index("uq_reach", "household_id", "department", "person_id", unique=True, postgresql_nulls_not_distinct=True),
    # For pages alone, which say `position >= 0`: a look-up by household that expects one row of either index would
    # as soon walk all of a department's in this one.
    Index(
        "ix_reach_page",
        "department",
        "position",
        "household_id",
        postgresql_where=text("person_id IS NULL AND position >= 0"),
    ),
    info={
        "rls": "position",
        "grants": {"app": "SELECT, INSERT, UPDATE (whole, position, reasons), DELETE"},
        "actor": "nobody: derived",
    },
)


def keep_reach() -> str:
    """The statement that makes the reach of the households in `$1` true again (四、二（四）).

    A household's own row is always there once anything of it is reached; a person's programme adds that person only.
    Who keeps the register reaches every household as a whole. What is referred to a department brings it the household
    too, until the matter is closed; what it opens for itself does not. So does a conference to which it is invited.
    """
    return f"""WITH
-- what targets bring
t AS MATERIALIZED (
  SELECT household_id, department, person_id, position, programme AS reason FROM targets
  WHERE household_id = ANY($1) AND until IS NULL AND department <> '{registrar()}'),
-- what open matters bring
m AS MATERIALIZED (
  SELECT household_id, to_department AS department, person_id, position, procedure AS reason FROM matters
  WHERE household_id = ANY($1) AND closed_on IS NULL AND to_department NOT IN ('{registrar()}', from_department)
  UNION ALL
  SELECT m.household_id, i.department, m.person_id, m.position, m.procedure
  FROM matters m CROSS JOIN LATERAL json_array_elements_text(m.content->'invited') i(department)
  WHERE m.household_id = ANY($1) AND m.closed_on IS NULL AND i.department NOT IN ('{registrar()}', m.from_department)),
-- one row for each reason: the registrar's, a household's own, and beside it the person's
sought AS (
  SELECT id AS household_id, '{registrar()}' AS department, NULL::uuid AS person_id, true AS whole, position,
    'register' AS reason
  FROM households WHERE id = ANY($1)
  UNION ALL
  SELECT household_id, department, p.id, p.id IS NULL AND s.person_id IS NULL, position, reason
  FROM (SELECT * FROM t UNION ALL SELECT * FROM m) s
  CROSS JOIN LATERAL (SELECT NULL::uuid AS id UNION ALL SELECT s.person_id WHERE s.person_id IS NOT NULL) p),
-- what is to stand
wanted AS MATERIALIZED (
  SELECT household_id, department, person_id, bool_or(whole) AS whole, min(position) AS position,
         array_agg(DISTINCT reason ORDER BY reason) AS reasons
  FROM sought GROUP BY household_id, department, person_id),
-- what stands no more
gone AS (
  DELETE FROM reach r WHERE r.household_id = ANY($1) AND NOT EXISTS (
    SELECT FROM wanted w WHERE w.household_id = r.household_id AND w.department = r.department
      AND w.person_id IS NOT DISTINCT FROM r.person_id))
INSERT INTO reach AS r (household_id, department, person_id, whole, position, reasons)
SELECT * FROM wanted
EXCEPT SELECT household_id, department, person_id, whole, position, reasons FROM reach WHERE household_id = ANY($1)
ON CONFLICT (household_id, department, person_id) DO UPDATE
SET whole = excluded.whole, position = excluded.position, reasons = excluded.reasons"""
