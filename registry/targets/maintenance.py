"""Maintenance (对象维护): targets, groups, reach and help are kept true in the transaction that changes the facts."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self
from uuid import UUID

from policy.catalogue import Catalogue
from registry.store.arrays import array
from registry.store.connection import FEW, Connection, Question, planned_once
from registry.targets.clause_sql import findings
from registry.targets.closing import keep_closed
from registry.targets.fact_rows import bindings, programme_clauses
from registry.targets.helped import KEEP_HELPED
from registry.targets.household_groups import KEPT
from registry.targets.lost_clauses import Left, keep_lost
from registry.targets.next_change import next_change
from registry.targets.priority_sql import group_clauses, group_facts, listed
from registry.targets.reach import keep_reach


@dataclass(frozen=True)
class Maintenance:
    """The statements that keep targets, reach and the next day of change true, compiled once from a catalogue."""

    targets: str
    reach: str
    helped: str
    next_change: str
    closed: str
    catalogue: Catalogue

    @classmethod
    def of(cls, catalogue: Catalogue) -> Self:
        """Compile the statements."""
        return cls(
            _keep(catalogue), keep_reach(), KEEP_HELPED, next_change(catalogue), keep_closed(catalogue), catalogue
        )

    async def recompute(self, connection: Connection, households: Sequence[UUID], today: datetime.date) -> None:
        """Make what is derived from these households' facts true again.

        The caller has locked them with `person_locks.lock_people` in an earlier statement of the same transaction and
        has written; a second writer's facts would otherwise be missed.
        """
        if not households:
            return
        ids = list(dict.fromkeys(households))
        named, few = array(ids), len(ids) <= FEW
        statements = [
            Question(statement, [named, today] if "$2" in statement else [named], prepare=few)
            for statement in (self.closed, self.targets, self.reach, self.helped, self.next_change, UNCHECKED)
        ]
        answers = await connection.together(planned_once(statements) if few else statements)
        # Behind what is closed, and behind the setting that keeps plans.
        left = connection.read(Left, answers[2 if few else 1])
        if left:
            await keep_lost(connection, self.catalogue, left, today)

    async def follow_help(self, connection: Connection, households: Sequence[UUID], today: datetime.date) -> None:
        """Make true whom the help given to these households helps; their facts are as they were."""
        statements = [Question(statement, [array(households), today]) for statement in (self.helped, self.next_change)]
        await connection.together(statements)


# The cross-check looks at them again (registry.monitoring.cross_check).
UNCHECKED = """INSERT INTO unchecked (household_id, position)
SELECT id, position FROM households WHERE id = ANY($1) ON CONFLICT DO NOTHING"""


# What stands is taken off what is found before anything is written: an insertion that meets a row locks it, and so
# writes to it, even where nothing is new. EXCEPT and NOT IN are answered by a hash, however few rows are expected.
def _keep(catalogue: Catalogue) -> str:
    clauses = [*programme_clauses(catalogue), *group_clauses(catalogue)]
    return f"""WITH {bindings(catalogue, clauses, group_facts(catalogue))},
{listed(catalogue)},
{KEPT},
-- whom a programme may have to help, certain or with a fact missing
found AS MATERIALIZED (
  SELECT programme, subject_id, household_id, person_id, department, position,
    CASE WHEN truth THEN 'MET' ELSE 'UNKNOWN' END AS certainty, met, unknown
  FROM ({findings(catalogue)}) f),
-- what of it does not stand so yet
changed AS (
  SELECT * FROM found
  EXCEPT SELECT programme, subject_id, household_id, person_id, department, position, certainty, met, unknown
  FROM targets WHERE household_id = ANY($1) AND until IS NULL),
-- which comes in, or comes back
kept AS (
  INSERT INTO targets AS t (programme, subject_id, household_id, person_id, department, position, certainty, met,
                            unknown, since, epoch)
  SELECT programme, subject_id, household_id, person_id, department, position, certainty, met, unknown, $2,
         (SELECT epoch FROM catalogue_state)
  FROM changed
  ON CONFLICT (programme, subject_id) DO UPDATE SET
    since = CASE WHEN t.until IS NULL AND t.certainty = excluded.certainty THEN t.since ELSE excluded.since END,
    until = NULL, lost = NULL, certainty = excluded.certainty, met = excluded.met, unknown = excluded.unknown,
    household_id = excluded.household_id, department = excluded.department, position = excluded.position,
    epoch = excluded.epoch, changed_xid = pg_current_xact_id())
UPDATE targets t
SET until = $2, epoch = (SELECT epoch FROM catalogue_state), changed_xid = pg_current_xact_id()
WHERE t.household_id = ANY($1) AND t.until IS NULL
  AND (t.programme, t.subject_id) NOT IN (SELECT programme, subject_id FROM found)
RETURNING t.programme, t.subject_id, t.household_id"""
