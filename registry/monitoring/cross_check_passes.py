"""Passes of the cross-check (比对批次): over all households, over those that have changed, and a rule on trial."""

import datetime
import logging
from collections.abc import Sequence
from uuid import UUID

import psycopg

from policy.catalogue import Catalogue
from policy.signals import Signal
from registry.monitoring.cross_check import CrossCheck, Tally
from registry.monitoring.signal_sql import signal_expressions
from registry.people.person_locks import lock_people
from registry.store.connection import Connection
from registry.targets.sweep import NEXT, Connect, Progress

log = logging.getLogger(__name__)

CHUNK = 500
"""Households in one transaction."""

FEW = 100
"""Households in one transaction beside writers, who wait as long for a household as its transaction lasts."""


async def check_all(
    connect: Connect, cross_check: CrossCheck, today: datetime.date, progress: Progress, chunk: int = CHUNK
) -> Tally:
    """Check every household the connection sees, place by place; it may run beside other writers."""
    done, tally, after = 0, Tally(), (-1, UUID(int=0))
    while True:
        async with connect() as connection:
            rows = await (await connection.execute(NEXT, [*after, chunk], prepare=True)).fetchall()
            if not rows:
                return tally
            tally += await _check(connection, cross_check, [id for _, id in rows], today)
        done, after = done + len(rows), rows[-1]
        progress(done)


async def drain(connect: Connect, cross_check: CrossCheck, today: datetime.date, chunk: int = FEW) -> Tally:
    """Check the households of which something has changed; of several programs that do, one does the work.

    Where the check of some together fails, each is tried by itself; one that fails by itself is set aside, logged,
    and tried again later. Nothing is held while that is found out.
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
                await connection.execute(PATIENCE)
                tally += await _check(connection, cross_check, households, today)
        except psycopg.Error:
            if not households:
                raise
            tally += await _one_by_one(connect, cross_check, households, today)


async def _one_by_one(
    connect: Connect, cross_check: CrossCheck, households: Sequence[UUID], today: datetime.date
) -> Tally:
    tally = Tally()
    for household in households:
        try:
            async with connect() as connection:
                await connection.execute(PATIENCE)
                tally += await _check(connection, cross_check, [household], today)
        except psycopg.Error as error:
            log.warning("the cross-check of household %s failed and is set aside: %s", household, type(error).__name__)
            async with connect() as connection:
                await connection.execute(SET_ASIDE, [household])
    return tally


async def set_aside(connection: Connection) -> int:
    """How many households wait because their check failed, among those the connection sees."""
    row = await (await connection.execute(WAITING)).fetchone()
    return row[0] if row else 0


async def _check(
    connection: Connection, cross_check: CrossCheck, households: Sequence[UUID], today: datetime.date
) -> Tally:
    await lock_people(connection, (), households)
    return await cross_check.check(connection, households, today)


async def simulate(
    connect: Connect,
    catalogue: Catalogue,
    signal: Signal,
    today: datetime.date,
    progress: Progress = lambda _: None,
    chunk: int = 4 * CHUNK,
) -> dict[UUID, int]:
    """Whom a rule would warn of, among the households the connection sees, with their position; writes nothing."""
    statement = f"WITH {signal_expressions(catalogue, [signal])} SELECT household_id, position FROM raised"
    warned: dict[UUID, int] = {}
    done, after = 0, (-1, UUID(int=0))
    while True:
        async with connect() as connection:
            rows = await (await connection.execute(NEXT, [*after, chunk], prepare=True)).fetchall()
            if not rows:
                return warned
            ids = [id for _, id in rows]
            warned |= dict(await (await connection.execute(statement, [ids, today])).fetchall())
        done, after = done + len(rows), rows[-1]
        progress(done)


ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('aidhub cross-check'))"

CHANGED = """SELECT household_id FROM unchecked
WHERE failed_at IS NULL OR failed_at < clock_timestamp() - interval '1 hour' ORDER BY household_id LIMIT $1"""

# Writers of these households wait as long as their check takes: five seconds at most, as long as they wait for a lock.
PATIENCE = "SET LOCAL statement_timeout = '4s'"

SET_ASIDE = """UPDATE unchecked SET failed_at = clock_timestamp(), failures = failures + 1 WHERE household_id = $1"""

WAITING = "SELECT count(*)::int FROM unchecked WHERE failed_at IS NOT NULL"
