"""Groups of households (重点类别): whom to visit first and where nobody works, kept so that a page reads a page.

`maintenance` keeps them true with the targets, in the transaction that changes the facts.
"""

from sqlalchemy import ARRAY, BigInteger, Boolean, Column, Computed, ForeignKey, Index, Integer, Table, Text, Uuid, text

from registry.store.database import metadata
from registry.targets.counts import GRAINS

BLOCK = GRAINS[-1]
"""Positions in a block: in Gansu's tree a county."""

household_groups = Table(
    "household_groups",
    metadata,
    Column("household_id", Uuid, ForeignKey("households.id"), primary_key=True),
    # Of policy/priorities.toml, or the list (registry.targets.priority_sql).
    Column("code", Text, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("block", BigInteger, Computed(f"position / {BLOCK}", persisted=True), nullable=False),
    # Of a household to be visited.
    Column("groups", ARRAY(Text)),
    Column("covered", Boolean),
    Column("rank", Integer),
    # Of a family in which nobody works.
    Column("able", Integer),
    Column("certain", Boolean),
    # The worst first, of any county by itself: a slice is made of some.
    Index(
        "ix_household_groups_rank",
        "code",
        "block",
        text("rank DESC"),
        text("household_id DESC"),
        "position",
        postgresql_where=text("rank IS NOT NULL"),
    ),
    Index(
        "ix_household_groups_place",
        "code",
        "position",
        "household_id",
        postgresql_where=text("able IS NOT NULL"),
    ),
    info={
        "rls": "position",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (position, groups, covered, rank, able, certain), DELETE",
        },
        "actor": "nobody: derived",
    },
)

COLUMNS = "household_id, code, position, groups, covered, rank, able, certain"
STATED = ("position", "groups", "covered", "rank", "able", "certain")

# After `listed` of `priority_sql`, for the households in `$1`.
KEPT = f"""-- which groups a household has left
left_groups AS (
  DELETE FROM household_groups g WHERE g.household_id = ANY($1)
    AND (g.household_id, g.code) NOT IN (SELECT household_id, code FROM listed)),
-- and which it has come into, or stands in otherwise
kept_groups AS (
  INSERT INTO household_groups AS g ({COLUMNS})
  SELECT {COLUMNS} FROM listed
  EXCEPT SELECT {COLUMNS} FROM household_groups WHERE household_id = ANY($1)
  ON CONFLICT (household_id, code) DO UPDATE
  SET {", ".join(f"{name} = excluded.{name}" for name in STATED)})"""
