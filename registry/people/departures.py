"""Departures (迁出): targets that have left a place, so that who followed them there is told that they ended."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Integer, Table, Text, Uuid, text

from registry.store.arrays import Rows
from registry.store.column_types import Xid8
from registry.store.database import metadata

departures = Table(
    "departures",
    metadata,
    Column("programme", Text, primary_key=True),
    Column("subject_id", Uuid, primary_key=True),
    # The place that was left: the target itself now lies elsewhere.
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("household_id", Uuid, ForeignKey("households.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("persons.id")),
    Column("department", Text, nullable=False),
    Column("moved_on", Date, nullable=False),
    Column("epoch", Integer, nullable=False),
    Column("changed_xid", Xid8, nullable=False, server_default=text("pg_current_xact_id()")),
    Index("ix_departures_changes", "programme", "epoch", "changed_xid", "subject_id"),
    info={
        "rls": "position",
        "stays": True,
        "grants": {"app": "SELECT, INSERT, UPDATE (household_id, moved_on, epoch, changed_xid)"},
        "actor": "nobody: derived",
    },
)


class Dweller(NamedTuple):
    """Who belongs to a household, and where it lies; of a household that all have moved from only the household."""

    household: UUID
    position: int
    person: UUID | None
    identity: UUID | None


DWELLERS = Rows[Dweller](
    household_id=("uuid", lambda dweller: dweller.household),
    position=("bigint", lambda dweller: dweller.position),
    person_id=("uuid", lambda dweller: dweller.person),
    identity_id=("uuid", lambda dweller: dweller.identity),
)

# A person's target is still in the household that was left, which is one of those that are settled too.
DEPART = f"""WITH
-- the targets that lie elsewhere than their household or person now
moved AS MATERIALIZED (
  SELECT DISTINCT t.programme, t.subject_id, t.household_id, t.person_id, t.department, t.position AS left_position,
    h.household_id AS household, h.position, n.as_of
  FROM {DWELLERS.unnest("h")}
  JOIN targets t ON t.household_id = ANY($1::uuid[])
    AND (t.person_id = h.person_id OR t.person_id IS NULL AND t.household_id = h.household_id)
  JOIN households n ON n.id = h.household_id
  WHERE t.position <> h.position),
-- the places that they left
departed AS (
  INSERT INTO departures AS d (programme, subject_id, household_id, person_id, department, position, moved_on, epoch)
  SELECT programme, subject_id, household_id, person_id, department, left_position, as_of,
    (SELECT epoch FROM catalogue_state)
  FROM moved
  ON CONFLICT (programme, subject_id, position) DO UPDATE SET household_id = excluded.household_id,
    moved_on = excluded.moved_on, epoch = excluded.epoch, changed_xid = pg_current_xact_id())
UPDATE targets t SET household_id = m.household, position = m.position,
  epoch = (SELECT epoch FROM catalogue_state), changed_xid = pg_current_xact_id()
FROM moved m WHERE t.programme = m.programme AND t.subject_id = m.subject_id"""
"""Bring targets to where they live now, tell of them there, and leave word at the place they left (for `settling`)."""
