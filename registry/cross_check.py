"""Cross-check (数据比对): the passes over households that raise warnings, and the trial of a rule."""

import datetime
from collections.abc import Sequence
from uuid import UUID

from policy.catalogue import Catalogue
from policy.signals import Signal
from registry.connection import Connection
from registry.households import hold
from registry.recomputation import NEXT, Connect, Progress
from registry.signals import found
from registry.warnings import CrossCheck, Tally

CHUNK = 500
"""Households in one transaction."""


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


async def drain(connect: Connect, cross_check: CrossCheck, today: datetime.date, chunk: int = CHUNK) -> Tally:
    """Check the households of which something has changed; of several programs that do, one does the work."""
    tally = Tally()
    while True:
        async with connect() as connection:
            alone = await (await connection.execute(ALONE)).fetchone()
            rows = await (await connection.execute(CHANGED, [chunk], prepare=True)).fetchall()
            if alone != (True,) or not rows:
                return tally
            tally += await _check(connection, cross_check, [id for (id,) in rows], today)


async def _check(
    connection: Connection, cross_check: CrossCheck, households: Sequence[UUID], today: datetime.date
) -> Tally:
    await hold(connection, (), households)
    return await cross_check.check(connection, households, today)


async def simulate(
    connection: Connection, catalogue: Catalogue, signal: Signal, lo: int, hi: int, today: datetime.date
) -> dict[UUID, int]:
    """Whom a rule would warn of between two positions, with the position: nothing is written."""
    statement = f"WITH {found(catalogue, [signal])} SELECT household_id, position FROM raised"
    warned: dict[UUID, int] = {}
    after = (lo - 1, UUID(int=0))
    while True:
        rows = await (await connection.execute(NEXT, [*after, 4 * CHUNK], prepare=True)).fetchall()
        ids = [id for position, id in rows if position < hi]
        if not ids:
            return warned
        warned |= dict(await (await connection.execute(statement, [ids, today])).fetchall())
        after = rows[-1]


ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('aidhub cross-check'))"

CHANGED = "SELECT household_id FROM unchecked ORDER BY household_id LIMIT $1"
