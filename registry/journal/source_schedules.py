"""Schedules of sources (读取计划): how often each is fetched, when it was and will be, as the workers see it.

The file that declares the sources lies beside the database; what of it the graph and the metrics tell is
written here by the worker that looks first.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Column, DateTime, Integer, Table, Text

from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import metadata

source_schedules = Table(
    "source_schedules",
    metadata,
    Column("department", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("every_minutes", Integer, nullable=False),
    Column("fetched_at", DateTime(timezone=True)),
    # Unless it rests; None before its first time.
    Column("next_at", DateTime(timezone=True)),
    Column("failures", Integer, nullable=False),
    Column("failure", Text),
    # Whoever supervises sees those of all departments: nothing stands here of what is fetched.
    info={
        "rls": "open",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (every_minutes, fetched_at, next_at, failures, failure), DELETE",
        },
        "actor": "nobody: the hub itself",
        "foreseen": ("fetched_at", "next_at"),
    },
)


class Scheduled(NamedTuple):
    """How a source stands."""

    department: str
    source: str
    every_minutes: int
    fetched_at: datetime | None
    next_at: datetime | None
    failures: int
    failure: str | None


async def write(connection: Connection, schedules: Sequence[Scheduled]) -> None:
    """Write down how the sources stand, where that has changed; others are declared no more."""
    rows = ROWS.arrays(schedules)
    await connection.execute(DROP, rows[:2])
    await connection.execute(WRITE, rows)


def _told(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


ROWS: Rows[Scheduled] = Rows(
    department=("text", lambda one: one.department),
    source=("text", lambda one: one.source),
    every_minutes=("int", lambda one: one.every_minutes),
    fetched_at=("timestamptz", lambda one: _told(one.fetched_at)),
    next_at=("timestamptz", lambda one: _told(one.next_at)),
    failures=("int", lambda one: one.failures),
    failure=("text", lambda one: one.failure),
)

STANDS = "every_minutes, fetched_at, next_at, failures, failure"
TOLD = ", ".join(f"excluded.{name}" for name in STANDS.split(", "))

DROP = """DELETE FROM source_schedules s
WHERE NOT EXISTS (SELECT FROM unnest($1::text[], $2::text[]) d(department, source)
  WHERE d.department = s.department AND d.source = s.source)"""

WRITE = f"""INSERT INTO source_schedules AS s ({ROWS.names}) SELECT {ROWS.names} FROM {ROWS.unnest("told")}
ON CONFLICT (department, source) DO UPDATE SET ({STANDS}) = ROW({TOLD})
WHERE ({", ".join(f"s.{name}" for name in STANDS.split(", "))}) IS DISTINCT FROM ({TOLD})"""

FAILURES = "SELECT department || '/' || source, failures::float FROM source_schedules ORDER BY 1"
