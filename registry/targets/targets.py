"""Targets (可能符合的对象): whom a programme may have to help, kept true in the transaction that changes the facts."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text, Uuid, text

from policy.catalogue import Catalogue
from registry.store.arrays import array
from registry.store.column_types import Xid8
from registry.store.connection import FEW, Connection, Question, planned_once
from registry.store.database import metadata
from registry.targets.clause_sql import findings
from registry.targets.fact_rows import bindings
from registry.targets.helped import KEEP_HELPED
from registry.targets.next_change import next_change
from registry.targets.reach import REGISTRAR

targets = Table(
    "targets",
    metadata,
    Column("programme", Text, primary_key=True),
    # The person for a person's programme, the household for a household's.
    Column("subject_id", Uuid, primary_key=True),
    Column("household_id", Uuid, ForeignKey("households.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("persons.id")),
    Column("department", Text, nullable=False),
    Column("position", BigInteger, nullable=False),
    # MET, or UNKNOWN where a missing fact alone keeps the subject out.
    Column("certainty", Text, nullable=False),
    # Bit n is clause n of the programme.
    Column("met", Integer, nullable=False),
    Column("unknown", Integer, nullable=False),
    Column("since", Date, nullable=False),
    Column("until", Date),
    # Has help of the programme in force today (registry.targets.helped).
    Column("helped", Boolean, nullable=False, server_default=text("false")),
    Column("epoch", Integer, nullable=False, server_default=text("1")),
    Column("changed_xid", Xid8, nullable=False, server_default=text("pg_current_xact_id()")),
    Index(
        "ix_targets_page",
        "programme",
        "certainty",
        "position",
        "subject_id",
        postgresql_where=text("until IS NULL"),
    ),
    Index("ix_targets_changes", "programme", "epoch", "changed_xid", "subject_id"),
    Index(None, "household_id"),
    info={"rls": "position", "grants": {"app": "SELECT, INSERT, UPDATE"}},
)


@dataclass(frozen=True)
class Maintenance:
    """The statements that keep targets, reach and the next day of change true, compiled once from a catalogue."""

    targets: str
    reach: str
    helped: str
    next_change: str

    @classmethod
    def of(cls, catalogue: Catalogue) -> Self:
        return cls(_keep(catalogue), KEEP_REACH, KEEP_HELPED, next_change(catalogue))

    async def recompute(self, connection: Connection, households: Sequence[UUID], today: datetime.date) -> None:
        """Make what is derived from these households' facts true again.

        The caller has locked them with `households.hold` in an earlier statement of the same transaction and has
        written; a second writer's facts would otherwise be missed.
        """
        if not households:
            return
        ids = list(dict.fromkeys(households))
        named, few = array(ids), len(ids) <= FEW
        statements = [
            Question(statement, [named, today] if "$2" in statement else [named], prepare=few)
            for statement in (self.targets, self.reach, self.helped, self.next_change, UNCHECKED)
        ]
        await connection.together(planned_once(statements) if few else statements)


# The cross-check looks at them again (registry.monitoring.cross_check).
UNCHECKED = """INSERT INTO unchecked (household_id, position)
SELECT id, position FROM households WHERE id = ANY($1) ON CONFLICT DO NOTHING"""


# What stands is taken off what is found before anything is written: an insertion that meets a row locks it, and so
# writes to it, even where nothing is new. EXCEPT and NOT IN are answered by a hash, however few rows are expected.
def _keep(catalogue: Catalogue) -> str:
    return f"""WITH {bindings(catalogue)},
found AS MATERIALIZED (
  SELECT programme, subject_id, household_id, person_id, department, position,
    CASE WHEN truth THEN 'MET' ELSE 'UNKNOWN' END AS certainty, met, unknown
  FROM ({findings(catalogue)}) f),
changed AS (
  SELECT * FROM found
  EXCEPT SELECT programme, subject_id, household_id, person_id, department, position, certainty, met, unknown
  FROM targets WHERE household_id = ANY($1) AND until IS NULL),
kept AS (
  INSERT INTO targets AS t (programme, subject_id, household_id, person_id, department, position, certainty, met,
                            unknown, since, epoch)
  SELECT programme, subject_id, household_id, person_id, department, position, certainty, met, unknown, $2,
         (SELECT epoch FROM catalogue_state)
  FROM changed
  ON CONFLICT (programme, subject_id) DO UPDATE SET
    since = CASE WHEN t.until IS NULL AND t.certainty = excluded.certainty THEN t.since ELSE excluded.since END,
    until = NULL, certainty = excluded.certainty, met = excluded.met, unknown = excluded.unknown,
    household_id = excluded.household_id, department = excluded.department, position = excluded.position,
    epoch = excluded.epoch, changed_xid = pg_current_xact_id())
UPDATE targets t
SET until = $2, epoch = (SELECT epoch FROM catalogue_state), changed_xid = pg_current_xact_id()
WHERE t.household_id = ANY($1) AND t.until IS NULL
  AND (t.programme, t.subject_id) NOT IN (SELECT programme, subject_id FROM found)"""


# A household's own row is always there once anything of it is reached; a person's programme adds that person only.
# Civil affairs keeps the register (四: 民政部门要统筹低收入人口认定、监测), so it reaches every household as a whole.
# What is referred to a department brings it the household too, until the matter is closed (二（四）); what it opens for
# itself does not.
KEEP_REACH = f"""WITH t AS MATERIALIZED (
  SELECT household_id, department, person_id, position, programme AS reason FROM targets
  WHERE household_id = ANY($1) AND until IS NULL AND department <> '{REGISTRAR}'),
m AS MATERIALIZED (
  SELECT household_id, to_department AS department, person_id, position, procedure AS reason FROM matters
  WHERE household_id = ANY($1) AND closed_on IS NULL AND to_department NOT IN ('{REGISTRAR}', from_department)),
sought AS (
  SELECT id AS household_id, '{REGISTRAR}' AS department, NULL::uuid AS person_id, true AS whole, position,
    'register' AS reason
  FROM households WHERE id = ANY($1)
  UNION ALL
  SELECT household_id, department, p.id, p.id IS NULL AND s.person_id IS NULL, position, reason
  FROM (SELECT * FROM t UNION ALL SELECT * FROM m) s
  CROSS JOIN LATERAL (SELECT NULL::uuid AS id UNION ALL SELECT s.person_id WHERE s.person_id IS NOT NULL) p),
wanted AS MATERIALIZED (
  SELECT household_id, department, person_id, bool_or(whole) AS whole, min(position) AS position,
         array_agg(DISTINCT reason ORDER BY reason) AS reasons
  FROM sought GROUP BY household_id, department, person_id),
gone AS (
  DELETE FROM reach r WHERE r.household_id = ANY($1) AND NOT EXISTS (
    SELECT FROM wanted w WHERE w.household_id = r.household_id AND w.department = r.department
      AND w.person_id IS NOT DISTINCT FROM r.person_id))
INSERT INTO reach AS r (household_id, department, person_id, whole, position, reasons)
SELECT * FROM wanted
EXCEPT SELECT household_id, department, person_id, whole, position, reasons FROM reach WHERE household_id = ANY($1)
ON CONFLICT (household_id, department, person_id) DO UPDATE
SET whole = excluded.whole, position = excluded.position, reasons = excluded.reasons"""
