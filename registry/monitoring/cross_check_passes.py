"""Passes of the cross-check (比对批次): over all households, and over those that have changed."""

import datetime
import logging
from collections.abc import Sequence
from uuid import UUID

import psycopg

from registry.monitoring.cross_check import CrossCheck, Tally
from registry.people.person_locks import lock_people
from registry.store.connection import Connection
from registry.store.database import BY_INDEX
from registry.targets.sweep import NEXT, Connect, Progress

log = logging.getLogger(__name__)

FEW = 100
"""Households in one transaction beside writers, who wait as long for a household as its transaction lasts."""


async def check_all(
    connect: Connect, cross_check: CrossCheck, today: datetime.date, progress: Progress, chunk: int = FEW
) -> Tally:
    """Check every household the connection sees, place by place; it may run beside other writers.

    What fails is set aside as in `drain`, and the others are checked.
    """
    done, tally, after = 0, Tally(), (-1, UUID(int=0))
    while True:
        async with connect() as connection:
            rows = await (await connection.execute(NEXT, [*after, chunk], prepare=True)).fetchall()
            if not rows:
                return tally
        tally += await _checked(connect, cross_check, [id for _, id in rows], today)
        done, after = done + len(rows), rows[-1]
        progress(done)


async def drain(connect: Connect, cross_check: CrossCheck, today: datetime.date, chunk: int = FEW) -> Tally:
    """Check the households of which something has changed; of several programs that do, one does the work.

    Where the check of some together fails, each half is tried by itself; one that fails alone is set aside with its
    reason, logged, and tried again later. Nothing is held while that is found out.
    """
    tally = Tally()
    while True:
        households: list[UUID] = []
        try:
            async with connect() as connection:
                alone = await (await connection.execute(ALONE)).fetchone()
                rows = await (await connection.execute(CHANGED, [chunk], prepare=True)).fetchall()
                if alone != (True,) or not rows:
                    return tally
                households = [id for (id,) in rows]
                tally += await check_few(connection, cross_check, households, today)
        except psycopg.Error as error:
            tally += await _apart(connect, cross_check, households, today, error)


async def _checked(
    connect: Connect, cross_check: CrossCheck, households: Sequence[UUID], today: datetime.date
) -> Tally:
    try:
        async with connect() as connection:
            return await check_few(connection, cross_check, households, today)
    except psycopg.Error as error:
        return await _apart(connect, cross_check, households, today, error)


async def _apart(
    connect: Connect, cross_check: CrossCheck, households: Sequence[UUID], today: datetime.date, error: psycopg.Error
) -> Tally:
    """Check those that failed together by halves, and set aside the one that failed alone.

    Raises what is no fault of theirs: a database that has gone.
    """
    if not households or error.sqlstate is None:
        raise error
    if len(households) > 1:
        half = len(households) // 2
        first = await _checked(connect, cross_check, households[:half], today)
        return first + await _checked(connect, cross_check, households[half:], today)
    async with connect() as connection:
        await put_aside(connection, households[0], error)
    return Tally()


async def put_aside(connection: Connection, household: UUID, error: psycopg.Error) -> None:
    """Set a household aside whose check failed alone, with the reason; it is tried again later."""
    failure = _failure(error)
    log.warning("the cross-check of household %s is set aside: %s (%s)", household, failure, error.sqlstate)
    await connection.execute(SET_ASIDE, [household, failure])


def _failure(error: psycopg.Error) -> str:
    """Why a check failed, of policy/vocabulary.toml."""
    match error:
        case psycopg.errors.LockNotAvailable() | psycopg.errors.DeadlockDetected():
            return "HELD"
        case psycopg.errors.QueryCanceled():
            return "TOO_LONG"
        case _:
            return "FAILED"


async def set_aside(connection: Connection) -> int:
    """How many households wait because their check failed, among those the connection sees."""
    row = await (await connection.execute(WAITING)).fetchone()
    return row[0] if row else 0


async def check_few(
    connection: Connection, cross_check: CrossCheck, households: Sequence[UUID], today: datetime.date
) -> Tally:
    """Check some households in this transaction; raises what they meet, after less than a second."""
    await connection.execute(PATIENCE)
    await lock_people(connection, (), households)
    return await cross_check.check(connection, households, today)


ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('aidhub cross-check'))"

# Whoever met a lock or a busy machine is soon tried again, whoever fails again and again every hour.
CHANGED = """SELECT household_id FROM unchecked
WHERE failed_at IS NULL
  OR failed_at < clock_timestamp() - least(interval '1 hour', interval '5 seconds' * 2 ^ least(failures, 10))
ORDER BY household_id LIMIT $1"""

# Writers of these households wait as long as their check takes: that is under a second. Whoever holds one of them for
# longer than the half of it makes the check give way. What belongs to them is found by index, as by an act.
SETTINGS = {"statement_timeout": "900ms", "lock_timeout": "400ms", **BY_INDEX}
PATIENCE = "SELECT " + ", ".join(f"set_config('{name}', '{value}', true)" for name, value in SETTINGS.items())

SET_ASIDE = """INSERT INTO unchecked AS u (household_id, position, failed_at, first_failed_at, failures, failure)
SELECT id, position, clock_timestamp(), clock_timestamp(), 1, $2 FROM households WHERE id = $1
ON CONFLICT (household_id) DO UPDATE SET failed_at = excluded.failed_at, failures = u.failures + 1,
  first_failed_at = coalesce(u.first_failed_at, excluded.first_failed_at), failure = excluded.failure"""

WAITING = "SELECT count(*)::int FROM unchecked WHERE failed_at IS NOT NULL"
