"""Versions of a household (家庭历史数据): what was known of its own data, as of which day and since when."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, ForeignKey, Index, Table, Text, Uuid, text

from registry.people.households import recorded
from registry.people.registration_checks import Entry
from registry.store.acting import actor
from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import metadata, new_id

household_versions = Table(
    "household_versions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("household_id", Uuid, ForeignKey("households.id"), nullable=False),
    # Where the household lies now; where it lived then says `division`.
    Column("position", BigInteger, nullable=False),
    Column("division", Text, ForeignKey("divisions.code"), nullable=False),
    Column("residence", Text),
    Column("subsistence_type", Text),
    Column("hukou_type", Text),
    Column("address", Text),
    Column("per_capita_income", BigInteger),
    Column("dwelling", Text),
    Column("as_of", Date, nullable=False),
    Column("source", Text),
    Column("channel", Text, nullable=False),
    *recorded(),
    actor(),
    Index(None, "household_id", "as_of", "id"),
    Index("uq_household_versions_current", "household_id", unique=True, postgresql_where=text("superseded_at IS NULL")),
    info={
        "rls": "position",
        "grants": {"app": "SELECT, INSERT, UPDATE (position, superseded_at)"},
        "instants": ("recorded_at",),
    },
)

OWN = (
    "division", "residence", "subsistence_type", "hukou_type", "address", "per_capita_income", "dwelling", "as_of",
    "source", "channel",
)  # fmt: skip # the household's own data


async def keep_versions(connection: Connection, households: Sequence[UUID]) -> None:
    """Let the present rows of these households be the newest versions, where they say anything else."""
    await connection.execute(KEEP, HOUSEHOLDS.arrays(list(dict.fromkeys(households))), prepare=True)


async def keep_late(connection: Connection, entries: Sequence[tuple[Entry, UUID]]) -> None:
    """Keep what is older than what is known: superseded as it comes, once for the same content."""
    if entries:
        await connection.execute(LATE, ENTRIES.arrays(entries), prepare=True)


HOUSEHOLDS = Rows[UUID](household_id=("uuid", lambda id: id), new_id=("uuid", lambda _: new_id()))


def _own(row: str) -> str:
    return ", ".join(f"{row}.{name}" for name in OWN)


# Old and new versions say the same instant: at every instant exactly one was known.
KEEP = f"""WITH instant AS MATERIALIZED (SELECT clock_timestamp() AS at),
present AS MATERIALIZED (
  SELECT n.new_id, h.id, h.position, {_own("h")}
  FROM {HOUSEHOLDS.unnest("n")} JOIN households h ON h.id = n.household_id
  LEFT JOIN household_versions v ON v.household_id = h.id AND v.superseded_at IS NULL
  WHERE v.id IS NULL OR ROW({_own("v")}) IS DISTINCT FROM ROW({_own("h")})),
superseded AS (
  UPDATE household_versions v SET superseded_at = instant.at FROM instant, present p
  WHERE v.household_id = p.id AND v.superseded_at IS NULL RETURNING v.id)
INSERT INTO household_versions (id, household_id, position, {", ".join(OWN)}, recorded_at)
SELECT p.*, instant.at FROM present p, instant WHERE (SELECT count(*) FROM superseded) >= 0"""

ENTRIES = Rows[tuple[Entry, UUID]](
    id=("uuid", lambda _: new_id()),
    household_id=("uuid", lambda row: row[1]),
    division=("text", lambda row: row[0].division),
    residence=("text", lambda row: row[0].residence),
    subsistence_type=("text", lambda row: row[0].subsistence_type),
    hukou_type=("text", lambda row: row[0].hukou_type),
    address=("text", lambda row: row[0].address),
    per_capita_income=("bigint", lambda row: row[0].per_capita_income),
    dwelling=("text", lambda row: row[0].dwelling),
    as_of=("date", lambda row: row[0].as_of),
    source=("text", lambda row: row[0].source),
    channel=("text", lambda row: row[0].channel),
)

LATE = f"""INSERT INTO household_versions ({ENTRIES.names}, position, recorded_at, superseded_at)
SELECT n.*, h.position, instant.at, instant.at
FROM (SELECT clock_timestamp() AS at OFFSET 0) instant, {ENTRIES.unnest("n")}
JOIN households h ON h.id = n.household_id
WHERE NOT EXISTS (SELECT FROM household_versions v WHERE v.household_id = n.household_id
  AND ROW({_own("v")}) IS NOT DISTINCT FROM ROW({_own("n")}))"""


def is_late(entry: Entry, known: datetime.date | None) -> bool:
    """Whether something newer is known of the household already."""
    return known is not None and entry.as_of < known
