"""The sweep: what is derived is made true again for all households, or for those whose day has come."""

import datetime
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager
from uuid import UUID

from registry.people.person_locks import lock_people
from registry.store.connection import Connection
from registry.targets.maintenance import Maintenance

CHUNK = 2000
"""Households in one transaction: more would hold their locks for too long."""

EVERYWHERE = range(2**63 - 1)
LAST = UUID(int=2**128 - 1)

Connect = Callable[[], AbstractAsyncContextManager[Connection]]
"""Begins a transaction in which the whole province is seen, and commits it at the end of the block."""

Progress = Callable[[int], None]


async def recompute_all(
    connect: Connect,
    maintenance: Maintenance,
    today: datetime.date,
    progress: Progress,
    chunk: int = CHUNK,
    within: range = EVERYWHERE,
) -> int:
    """Derive everything anew, place by place, after the catalogue or a parameter has changed; how many households.

    It may run beside other writers: each chunk is locked, and what is true already stays as it is. `within` are the
    positions in which they live.
    """
    done, after = 0, (within.start - 1, LAST)
    while True:
        async with connect() as connection:
            rows = await (await connection.execute(NEXT, [*after, chunk], prepare=True)).fetchall()
            rows = [row for row in rows if row[0] < within.stop]
            if not rows:
                return done
            await _recompute(connection, maintenance, today, [id for _, id in rows])
        done, after = done + len(rows), rows[-1]
        progress(done)


async def sweep(
    connect: Connect, maintenance: Maintenance, today: datetime.date, progress: Progress, chunk: int = CHUNK
) -> int:
    """Bring up to date whom the passing of time alone has changed: birthdays, beginnings and ends; how many households.

    After a day on which it did not run, the next one makes good for it. Of several programs that sweep at once, one
    does the work and the others find nothing to do.
    """
    done = 0
    while True:
        async with connect() as connection:
            if not await _alone(connection):
                return done
            rows = await (await connection.execute(DUE, [today, chunk], prepare=True)).fetchall()
            if not rows:
                return done
            await _recompute(connection, maintenance, today, [id for (id,) in rows])
        done += len(rows)
        progress(done)


async def _alone(connection: Connection) -> bool:
    row = await (await connection.execute("SELECT pg_try_advisory_xact_lock(hashtext('aidhub sweep'))")).fetchone()
    return row == (True,)


async def _recompute(
    connection: Connection, maintenance: Maintenance, today: datetime.date, households: Sequence[UUID]
) -> None:
    await lock_people(connection, (), households)
    await maintenance.recompute(connection, households, today)


NEXT = """SELECT position, id FROM households WHERE position >= 0 AND (position, id) > ($1::bigint, $2::uuid)
ORDER BY position, id LIMIT $3"""

DUE = "SELECT id FROM households WHERE recompute_on <= $1 ORDER BY recompute_on, id LIMIT $2"
