"""Jobs (后台任务): what takes too long for a request is asked for, done piece by piece beside it, and fetched.

A row says what is asked and how far it has come. Which job is next is procrastinate's to say, in the same database
(`registry/store/job_queue.py`); it holds the job's id and department, and nothing of what is asked.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from psycopg.types.json import Jsonb
from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    DateTime,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects.postgresql import INT8MULTIRANGE, JSONB

from registry.errors import Refusal
from registry.store.acting import actor
from registry.store.arrays import array
from registry.store.connection import Connection
from registry.store.database import metadata, new_id
from registry.store.job_queue import PUT, QUEUE, SCHEMA

jobs = Table(
    "jobs",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, nullable=False),
    Column("client", Text, nullable=False),
    # A client's own name for what it asks: asked again under it, the same job is answered.
    Column("key", Text),
    Column("kind", Text, nullable=False),
    Column("arguments", JSONB, nullable=False),
    # Where it works, and what its asker may do, any of which: who has lost either sees it no more.
    Column("ranges", INT8MULTIRANGE, nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("state", Text, nullable=False),
    Column("done", BigInteger, nullable=False),
    Column("size", BigInteger),
    # Behind what it goes on and what it has found so far: whoever takes it up next loses nothing.
    Column("stand", JSONB),
    # How often it was taken up: only the last one who did may write. Of these, how often since it last came further.
    Column("taken", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("result", JSONB),
    Column("refusal", Text),
    Column("refusal_en", Text),
    Column("refusal_zh", Text),
    Column("asked_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("started_at", DateTime(timezone=True)),
    # When it is taken up again that was put back; its row of the queue should say the same.
    Column("waits_until", DateTime(timezone=True)),
    Column("ended_at", DateTime(timezone=True)),
    Column("kept_until", DateTime(timezone=True)),
    actor(),
    UniqueConstraint("client", "key"),
    Index(None, "client", "id"),
    Index(None, "kept_until", postgresql_where=text("kept_until IS NOT NULL")),
    info={
        "rls": "own",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (state, done, size, stand, taken, tries, result, refusal,"
            " refusal_en, refusal_zh, started_at, waits_until, ended_at, kept_until), DELETE",
        },
        "foreseen": ("waits_until", "kept_until"),
    },
)

MOST_OPEN = 20
"""Jobs of one client that wait or run at a time."""
MOST_TRIES = 5
"""How often a job is taken up without coming further, before it is given up: it may be what ends its workers."""


@dataclass(frozen=True)
class Order:
    """What a client asks to be done, where, and any one of which scopes opens it."""

    client: str
    department: str
    kind: str
    arguments: dict[str, Any]
    ranges: str
    scopes: Sequence[str]
    key: str | None = None
    id: UUID = field(default_factory=new_id)


class Stand(NamedTuple):
    """How far a job has come: how many are done, behind what it goes on (None at the end), what it has found."""

    done: int
    after: list[Any] | None
    found: dict[str, Any]


NOTHING_DONE = Stand(0, [], {})


class Taken(NamedTuple):
    """A job that somebody has taken up, for the so-manieth time, and from where it goes on."""

    id: UUID
    department: str
    client: str
    kind: str
    arguments: dict[str, Any]
    ranges: str
    taken: int
    tries: int
    size: int | None
    stand: list[Any] | None
    actor: UUID | None
    """Who asked for it, and does what it does."""

    @property
    def places(self) -> list[tuple[int, int]]:
        """Its ranges as pairs of positions, the second of which is out."""
        return [(int(lo), int(hi)) for lo, hi in re.findall(r"\[(\d+),(\d+)\)", self.ranges)]

    @property
    def begin(self) -> Stand:
        """Where the one before has left it."""
        return Stand(*self.stand) if self.stand else NOTHING_DONE


class Standing(NamedTuple):
    """How far a job has come, and whether it has ended."""

    state: str
    done: int
    size: int | None
    ended: bool


class Listed(NamedTuple):
    """A job as the operator sees it."""

    id: UUID
    department: str
    client: str
    kind: str
    arguments: dict[str, Any]
    state: str
    done: int
    size: int | None
    taken: int
    refusal: str | None
    refusal_en: str | None
    asked_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
    kept_until: datetime | None

    @property
    def open(self) -> bool:
        """Whether it waits or runs."""
        return self.kept_until is None


async def permit_one_more(connection: Connection, client: str) -> None:
    """Refuse early what `ask` would refuse: the client has all the jobs open that it may have. Raises TOO_MANY_JOBS."""
    if not await connection.fetch(tuple_of, ROOM, [client, MOST_OPEN]):
        raise Refusal("TOO_MANY_JOBS", most=MOST_OPEN)


async def ask(connection: Connection, order: Order) -> UUID:
    """Ask for a job; its id, or that of the one asked for under the same key.

    Raises KEY_TAKEN, where that was another, and TOO_MANY_JOBS.
    """
    what = [order.kind, Jsonb(order.arguments), order.ranges]
    await connection.execute(ONE_BY_ONE, [order.client])
    values = [order.id, order.department, order.client, order.key, *what, array(order.scopes), MOST_OPEN]
    if await connection.fetch_one(tuple_of, ASK, values):
        await connection.execute(PUT, [order.client, str(order.id), order.department])
        return order.id
    known = await connection.fetch_one(tuple_of, KNOWN, [order.client, order.key, *what])
    if known is None:
        raise Refusal("TOO_MANY_JOBS", most=MOST_OPEN)
    id, same = known
    if not same:  # but for its day: what is sent again may come after midnight
        raise Refusal("KEY_TAKEN", "key")
    return UUID(str(id))


async def take(connection: Connection, id: UUID, held: int | None = None) -> Taken | None:
    """Take a job up, alone from now on; nothing where it has ended, or its asker called it off.

    Who `held` it when an outage broke it off goes on without counting a try, unless another has taken it since.
    """
    return await connection.fetch_one(Taken, TAKE, [id, held])


async def move(connection: Connection, job: Taken, stand: Stand, size: int | None) -> bool:
    """Write down how far it has come; whether it is to go on: it may be called off, or taken up by another."""
    return bool(await connection.fetch_one(tuple_of, MOVE, [job.id, job.taken, stand.done, size, Jsonb(stand)]))


async def put_back(connection: Connection, job: Taken, seconds: float) -> bool:
    """Leave it to whoever takes it up in so many seconds, without counting a try; False where it is another's by now.

    The queue is to be told afterwards.
    """
    return bool(await connection.fetch_one(tuple_of, PUT_BACK, [job.id, job.taken, timedelta(seconds=seconds)]))


async def standing(connection: Connection, id: UUID, client: str) -> Standing | None:
    """How a job of this client stands."""
    return await connection.fetch_one(Standing, STANDING, [id, client])


async def finish(connection: Connection, job: Taken, result: dict[str, Any], keep: timedelta) -> None:
    """Write down what it has come to, to be fetched for so long."""
    await connection.execute(END, [job.id, job.taken, "DONE", Jsonb(result), None, None, None, keep])


async def fail(connection: Connection, job: Taken, refusal: Refusal, keep: timedelta) -> None:
    """Write down why it cannot be done."""
    words = [refusal.code, refusal.en, refusal.zh]
    await connection.execute(END, [job.id, job.taken, "FAILED", None, *words, keep])


async def cancel(connection: Connection, id: UUID, keep: timedelta, client: str) -> None:
    """Call a job of this client off; what is at work on it stops after its piece.

    Raises UNKNOWN_JOB and JOB_ENDED.
    """
    row = await connection.fetch_one(tuple_of, CANCEL, [id, client, keep])
    if row is None:
        raise Refusal("UNKNOWN_JOB", "id")
    if row != (True,):
        raise Refusal("JOB_ENDED", "id")


async def forget(connection: Connection) -> int:
    """Take out the jobs of the department whose results have been kept long enough; how many."""
    return (await connection.execute(FORGET)).rowcount


async def set_queue_right(connection: Connection) -> None:
    """Put the department's open jobs into the queue that it has lost, and take out what it holds of ended ones.

    Procrastinate writes down once how a job went: where that fails, its row is at work for as long as its worker lives,
    and holds up the next job of its client. So it is with one that was put back.
    """
    await connection.execute(PUT_DOWN)
    for client, id, department in await connection.fetch(tuple_of, LOST):
        await connection.execute(PUT, [client, id, department])


def tuple_of(*columns: Any) -> tuple[Any, ...]:
    """A row as it is."""
    return columns


# Who asks at once is counted one after the other: neither would see the other's job.
ONE_BY_ONE = "SELECT pg_advisory_xact_lock(hashtextextended('aidhub jobs of ' || $1, 0))"

ASK = """INSERT INTO jobs (id, department, client, key, kind, arguments, ranges, scopes, state, done, taken, tries)
SELECT $1, $2, $3, $4, $5, $6, $7::int8multirange, $8::text[], 'WAITING', 0, 0, 0
WHERE $9 > (SELECT count(*) FROM jobs WHERE client = $3 AND kept_until IS NULL)
ON CONFLICT (client, key) DO NOTHING RETURNING id"""

ROOM = "SELECT true WHERE $2 > (SELECT count(*) FROM jobs WHERE client = $1 AND kept_until IS NULL)"

KNOWN = """SELECT id, kind = $3 AND arguments - 'on' = $4::jsonb - 'on' AND ranges = $5::int8multirange FROM jobs
WHERE client = $1 AND key = $2"""

TAKE = f"""UPDATE jobs SET state = 'RUNNING', taken = taken + 1, tries = tries + ($2::int IS NULL)::int,
  started_at = coalesce(started_at, clock_timestamp()), waits_until = NULL
WHERE id = $1 AND kept_until IS NULL AND ($2::int IS NULL OR taken = $2)
RETURNING {", ".join(Taken._fields).replace("ranges", "ranges::text").replace("actor", "actor_id")}"""

STANDING = "SELECT state, done, size, kept_until IS NOT NULL FROM jobs WHERE id = $1 AND client = $2"

MOVE = """UPDATE jobs SET done = $3, size = $4, stand = $5, tries = 0
WHERE id = $1 AND taken = $2 AND state = 'RUNNING' RETURNING id"""

PUT_BACK = """UPDATE jobs SET state = 'WAITING', tries = greatest(tries - 1, 0),
  waits_until = clock_timestamp() + $3::interval
WHERE id = $1 AND taken = $2 AND state = 'RUNNING' RETURNING id"""

END = """UPDATE jobs SET state = $3, result = $4, refusal = $5, refusal_en = $6, refusal_zh = $7, stand = NULL,
  ended_at = clock_timestamp(), kept_until = clock_timestamp() + $8::interval
WHERE id = $1 AND taken = $2 AND state = 'RUNNING'"""

CANCEL = """WITH asked AS (
  SELECT id, kept_until IS NULL AS open FROM jobs WHERE id = $1 AND client = $2 FOR UPDATE),
ended AS (
  UPDATE jobs SET state = 'CANCELLED', stand = NULL, ended_at = clock_timestamp(),
    kept_until = clock_timestamp() + $3::interval
  FROM asked WHERE jobs.id = asked.id AND asked.open)
SELECT open FROM asked"""

# An import goes on behind what it has taken in; what others had found went with the failure. Its place in the queue is
# a new one: what failed there is the operator's no more.
RETRY = f"""WITH failed AS (
  UPDATE jobs SET state = 'WAITING', tries = 0, waits_until = NULL, ended_at = NULL, kept_until = NULL,
    refusal = NULL, refusal_en = NULL, refusal_zh = NULL,
    done = CASE WHEN kind = 'IMPORT' THEN done ELSE 0 END,
    stand = CASE WHEN kind = 'IMPORT' THEN jsonb_build_array(done, jsonb_build_array(done), jsonb_build_object()) END
  WHERE id = $1 AND state = 'FAILED' RETURNING id),
told AS (
  DELETE FROM {SCHEMA}.procrastinate_jobs q USING failed
  WHERE q.queue_name = '{QUEUE}' AND q.status = 'failed' AND q.args ->> 'job' = failed.id::text)
SELECT FROM failed"""

LISTED = f"SELECT {', '.join(Listed._fields)} FROM jobs"

# The operator's own, on a connection with psycopg's placeholders.
CALLED_OFF = """UPDATE jobs SET state = 'CANCELLED', stand = NULL, ended_at = clock_timestamp(),
  kept_until = clock_timestamp() + %s::interval WHERE id = %s AND kept_until IS NULL"""

FORGET = "DELETE FROM jobs WHERE kept_until < clock_timestamp()"

# A worker puts its job down right after that is written; half a minute later it has failed to.
PUT_DOWN = f"""DELETE FROM {SCHEMA}.procrastinate_jobs q USING jobs j
WHERE q.queue_name = '{QUEUE}' AND q.status = 'doing' AND q.args ->> 'job' = j.id::text
  AND coalesce(j.ended_at, j.waits_until) < clock_timestamp() - interval '30 seconds'"""

# What has just failed waits, so that what fails whenever it is taken up does not turn in a circle.
LOST = f"""SELECT j.client, j.id::text, j.department FROM jobs j
WHERE j.kept_until IS NULL AND NOT EXISTS (
  SELECT FROM {SCHEMA}.procrastinate_jobs q WHERE q.queue_name = '{QUEUE}' AND q.args ->> 'job' = j.id::text
    AND (q.status IN ('todo', 'doing') OR EXISTS (
      SELECT FROM {SCHEMA}.procrastinate_events e WHERE e.job_id = q.id AND e.at > now() - interval '30 seconds')))
ORDER BY j.id"""
