"""Upkeep (日常维护): when each job of it was last done, how long it took, and what it last failed of."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import Column, DateTime, Integer, Table, Text

from registry.store.connection import Connection
from registry.store.database import metadata

upkeep = Table(
    "upkeep",
    metadata,
    Column("job", Text, primary_key=True),
    Column("done_at", DateTime(timezone=True)),
    Column("milliseconds", Integer),
    Column("failed_at", DateTime(timezone=True)),
    # The class of what was raised: the text of an error may hold a value.
    Column("failure", Text),
    info={
        "rls": "open",
        "grants": {"app": "SELECT, INSERT, UPDATE (done_at, milliseconds, failed_at, failure)"},
        "actor": "nobody: the hub itself",
    },
)

PAUSABLE: Mapping[str, timedelta] = {
    "sweep": timedelta(hours=1),
    "deadlines": timedelta(hours=1),
    "cross-check": timedelta(seconds=5),
    "sources": timedelta(seconds=10),
    "deliveries": timedelta(seconds=10),
    "linkage": timedelta(minutes=1),
}
"""What an operator may let rest for a while, and how often it is done else; without the others no hub can be."""


class Job(NamedTuple):
    """How a job stands."""

    job: str
    done_at: datetime | None
    milliseconds: int | None
    failed_at: datetime | None
    failure: str | None

    @property
    def fails(self) -> bool:
        """Whether it has failed since it was last done."""
        return self.failed_at is not None and (self.done_at is None or self.done_at < self.failed_at)


async def claimed(connection: Connection, job: str, seconds: float) -> bool:
    """Whether a job is to be done now, and by this transaction: no other has it in hand, or had it in these seconds."""
    row = await (await connection.execute(CLAIMED, [job, seconds], prepare=True)).fetchone()
    return row == (True,)


async def done(connection: Connection, job: str, milliseconds: int) -> None:
    """Note that a job was done."""
    await connection.execute(DONE, [job, milliseconds], prepare=True)


async def failed(connection: Connection, job: str, failure: str) -> None:
    """Note that a job failed, by the class of what was raised."""
    await connection.execute(FAILED, [job, failure], prepare=True)


# Two programs begin their seconds a little apart: whoever comes some time before they are over does not wait for all
# of them again.
CLAIMED = """SELECT pg_try_advisory_xact_lock(hashtext('aidhub upkeep ' || $1)) AND NOT EXISTS (
  SELECT FROM upkeep WHERE job = $1 AND done_at > clock_timestamp() - 0.9 * $2::float * interval '1 second')"""

DONE = """INSERT INTO upkeep (job, done_at, milliseconds) VALUES ($1, clock_timestamp(), $2)
ON CONFLICT (job) DO UPDATE SET done_at = excluded.done_at, milliseconds = excluded.milliseconds"""

FAILED = """INSERT INTO upkeep (job, failed_at, failure) VALUES ($1, clock_timestamp(), $2)
ON CONFLICT (job) DO UPDATE SET failed_at = excluded.failed_at, failure = excluded.failure"""

JOBS = "SELECT job, done_at, milliseconds, failed_at, failure FROM upkeep ORDER BY job"
