"""Marks of sources (来源读取进度): up to where each source was fetched, when, and how that went."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Column, DateTime, Integer, Table, Text, Uuid

from registry.store.connection import Connection
from registry.store.database import metadata

source_marks = Table(
    "source_marks",
    metadata,
    Column("department", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    # What the origin has to be told the next time.
    Column("mark", Text, nullable=False),
    Column("fetched_at", DateTime(timezone=True)),
    # When it was tried last, in vain as often as is counted: then it is told to the operator.
    Column("tried_at", DateTime(timezone=True), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("failure", Text),
    Column("last_import", Uuid),
    info={
        "rls": "own",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (mark, fetched_at, tried_at, failures, failure, last_import)",
        },
        "actor": "its job",
    },
)


THRICE = 3
"""How often a source fails, one time after the other, before somebody is told."""


class Mark(NamedTuple):
    """Where a source stands."""

    source: str
    mark: str
    fetched_at: datetime | None
    tried_at: datetime
    failures: int
    failure: str | None
    last_import: UUID | None


async def marks(connection: Connection) -> dict[str, Mark]:
    """Where the department's sources stand, by their names."""
    return {mark.source: mark for mark in await connection.fetch(Mark, MARKS, [])}


async def fetched(connection: Connection, department: str, source: str, mark: str, import_: UUID | None) -> None:
    """Write down that a source was fetched up to a mark, and what came of it."""
    await connection.execute(FETCHED, [department, source, mark, import_])


async def failed(connection: Connection, department: str, source: str, failure: str) -> int:
    """Write down that it could not be; how often that was so one after the other."""
    row = await (await connection.execute(FAILED, [department, source, failure])).fetchone()
    return int(row[0]) if row else 0


MARKS = "SELECT source, mark, fetched_at, tried_at, failures, failure, last_import FROM source_marks"

FAILING = """SELECT department || '/' || source, failures, failure FROM source_marks
WHERE failures >= %s ORDER BY 1"""

FETCHED = """INSERT INTO source_marks (department, source, mark, fetched_at, tried_at, failures, last_import)
VALUES ($1, $2, $3, clock_timestamp(), clock_timestamp(), 0, $4)
ON CONFLICT (department, source) DO UPDATE SET mark = excluded.mark, fetched_at = excluded.fetched_at,
  tried_at = excluded.tried_at, failures = 0, failure = NULL,
  last_import = coalesce(excluded.last_import, source_marks.last_import)"""

FAILED = """INSERT INTO source_marks (department, source, mark, tried_at, failures, failure)
VALUES ($1, $2, '', clock_timestamp(), 1, $3)
ON CONFLICT (department, source) DO UPDATE SET tried_at = excluded.tried_at, failures = source_marks.failures + 1,
  failure = excluded.failure
RETURNING failures"""
