"""Upkeep: what time and a changed catalogue ask for, beside the answering of questions."""

import asyncio
import contextlib
import datetime
import logging
from collections.abc import AsyncIterator, Awaitable, Callable

from hub.population.progress import shown
from policy.catalogue import Catalogue
from registry import counts
from registry.connection import Connection
from registry.database import Addresses, Database
from registry.divisions import Divisions
from registry.recomputation import Connect, recompute_all, sweep
from registry.targets import Maintenance

log = logging.getLogger(__name__)

MINUTE, HOUR = 60, 3600
KEEPER = "civil_affairs"


def everywhere(database: Database, province: str) -> Connect:
    """Transactions that see the whole province, for what keeps the derived rows true."""

    @contextlib.asynccontextmanager
    async def connect() -> AsyncIterator[Connection]:
        async with database.transaction(ranges=province, department=KEEPER) as connection:
            yield connection

    return connect


async def recompute(addresses: Addresses, catalogue: Catalogue, today: datetime.date) -> int:
    """Derive all targets anew after the catalogue has changed; how many households."""
    async with _province(addresses) as connect:
        async with connect() as connection:
            ((households,),) = await (await connection.execute("SELECT count(*) FROM households")).fetchall()
        with shown(households, "households") as tell:
            done = await recompute_all(connect, Maintenance.of(catalogue), today, tell)
        async with connect() as connection:
            await counts.fold(connection)
        return done


async def catch_up(addresses: Addresses, catalogue: Catalogue, today: datetime.date) -> int:
    """Bring up to date whom the days since the last time have changed; how many households."""
    async with _province(addresses) as connect:
        return await sweep(connect, Maintenance.of(catalogue), today, lambda _: None)


@contextlib.asynccontextmanager
async def _province(addresses: Addresses) -> AsyncIterator[Connect]:
    async with Database(addresses, 1) as database:
        async with database.app.connection() as connection:
            divisions = await Divisions.read(connection)
        yield everywhere(database, divisions.whole)


async def recount(addresses: Addresses) -> int:
    """Count the targets anew; in how many places of a programme the count was wrong."""
    async with _province(addresses) as connect, connect() as connection:
        return await counts.recount(connection)


async def keep(
    database: Database,
    province: str,
    maintenance: Maintenance,
    clock: Callable[[], datetime.date],
    forget: Callable[[], None],
) -> None:
    """Every hour: bring up to date whom the day has changed, and forget spent assertions; every minute: add up counts.

    Ends by being cancelled.
    """
    connect = everywhere(database, province)

    async def hourly() -> None:
        if changed := await sweep(connect, maintenance, clock(), lambda _: None):
            log.info("%d households brought up to date", changed)
        await asyncio.to_thread(forget)

    async def fold() -> None:
        async with connect() as connection:
            await counts.fold(connection)

    await asyncio.gather(_every(HOUR, hourly), _every(MINUTE, fold))


async def _every(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await work()
        except Exception:
            # What fails now is made good for the next time; questions are answered all the same.
            log.exception("upkeep failed")
        await asyncio.sleep(seconds)
