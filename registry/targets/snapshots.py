"""Snapshots (对象名单): a department's targets as they stood, numbered and hashed, so that it can answer for each."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import BigInteger, Column, Date, DateTime, ForeignKey, Index, Integer, Table, Text, Uuid, func

from registry.store.acting import actor
from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import metadata, new_id
from registry.store.row_security import CALLER_RANGES

target_snapshots = Table(
    "target_snapshots",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("programme", Text, nullable=False),
    Column("division", Text, ForeignKey("divisions.code"), nullable=False),
    # MET, or UNKNOWN for those whom a missing fact alone keeps out.
    Column("certainty", Text, nullable=False),
    # The catalogue whose rules it was made by.
    Column("rules", Text, nullable=False),
    Column("count", Integer, nullable=False),
    # The SHA-256 of its subjects' ids in order.
    Column("hash", Text, nullable=False),
    Column("taken_on", Date, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    actor(),
    Index(None, "department", "id"),
    info={
        "rls": "own",
        "grants": {"app": "SELECT, INSERT, UPDATE (count, hash)"},
    },
)

snapshot_items = Table(
    "snapshot_items",
    metadata,
    Column("snapshot_id", Uuid, ForeignKey("target_snapshots.id"), primary_key=True),
    Column("subject_id", Uuid, primary_key=True),
    Column("household_id", Uuid, ForeignKey("households.id"), nullable=False),
    Column("person_id", Uuid, ForeignKey("persons.id")),
    Column("position", BigInteger, nullable=False),
    Index(None, "snapshot_id", "position", "subject_id"),
    Index(None, "household_id"),
    info={
        "rls": "position",
        "grants": {"app": "SELECT, INSERT, UPDATE (household_id, position)"},
        "actor": "its list",
    },
)


@dataclass(frozen=True)
class SnapshotRequest:
    """Whose list of what, where."""

    department: str
    client: str
    programme: str
    division: str
    lo: int
    hi: int
    certainty: str
    rules: str


async def take(connection: Connection, request: SnapshotRequest, today: datetime.date) -> UUID:
    """Freeze the targets that the connection sees there; the snapshot's id (三: 各部门按名单落实)."""
    id = new_id()
    await connection.execute(INSERT, [
        id, request.department, request.client, request.programme, request.division, request.certainty, request.rules,
        today,
    ], prepare=True)  # fmt: skip # in the order of the columns
    values = [id, request.programme, request.department, request.certainty, request.lo, request.hi]
    await connection.execute(ITEMS, values, prepare=True)
    await connection.execute(HASH, [id], prepare=True)
    return id


class Citation(NamedTuple):
    """A snapshot that is cited for help of a programme to somebody."""

    snapshot: UUID
    programme: str
    household: UUID | None
    person: UUID | None


async def miscited(connection: Connection, department: str, citations: Sequence[Citation]) -> list[str | None]:
    """What is wrong with each citation: UNKNOWN_SNAPSHOT, NOT_ON_SNAPSHOT, or nothing."""
    answer = await connection.execute(MISCITED, [*CITATIONS.arrays(citations), department], prepare=True)
    return [code for (code,) in await answer.fetchall()]


INSERT = """INSERT INTO target_snapshots (id, department, client, programme, division, certainty, rules, taken_on,
  count, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0, '')"""

ITEMS = f"""INSERT INTO snapshot_items (snapshot_id, subject_id, household_id, person_id, position)
SELECT $1, t.subject_id, t.household_id, t.person_id, t.position FROM targets t
WHERE t.programme = $2 AND t.department = $3 AND t.certainty = $4 AND t.until IS NULL
  AND $5 <= t.position AND t.position < $6 AND t.position <@ {CALLER_RANGES}"""

HASH = """UPDATE target_snapshots s SET count = n.count, hash = n.hash FROM (
  SELECT count(*)::int AS count,
    encode(sha256(coalesce(string_agg(subject_id::text, ',' ORDER BY subject_id), '')::bytea), 'hex') AS hash
  FROM snapshot_items WHERE snapshot_id = $1) n
WHERE s.id = $1"""

CITATIONS = Rows[Citation](
    id=("uuid", lambda citation: citation.snapshot),
    programme=("text", lambda citation: citation.programme),
    household=("uuid", lambda citation: citation.household),
    person=("uuid", lambda citation: citation.person),
)

MISCITED = f"""SELECT CASE
    WHEN s.id IS NULL OR s.programme <> c.programme THEN 'UNKNOWN_SNAPSHOT'
    WHEN NOT EXISTS (SELECT FROM snapshot_items i WHERE i.snapshot_id = s.id
      AND (i.person_id = c.person OR i.person_id IS NULL AND i.household_id = c.household)) THEN 'NOT_ON_SNAPSHOT' END
FROM {CITATIONS.unnest("c", ordinality="n")}
LEFT JOIN target_snapshots s ON s.id = c.id AND s.department = $5
ORDER BY c.n"""
