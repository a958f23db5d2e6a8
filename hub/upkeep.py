"""Upkeep: what time and a changed catalogue ask for, beside the answering of questions."""

import asyncio
import contextlib
import datetime
import logging
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable

from hub.progress import shown
from policy.catalogue import Catalogue
from policy.signals import Signal
from policy.spine import registrar
from registry.matters import deadlines
from registry.monitoring import cross_check
from registry.monitoring.cross_check import drain
from registry.monitoring.warnings import CrossCheck, Tally
from registry.reference.divisions import Divisions
from registry.store.connection import Connection
from registry.store.database import Addresses, Database
from registry.targets import counts
from registry.targets.recomputation import Connect, recompute_all, sweep
from registry.targets.targets import Maintenance
from schema.requests.context import Hub

log = logging.getLogger(__name__)

SECONDS, MINUTE, HOUR = 5, 60, 3600


def everywhere(database: Database, province: str) -> Connect:
    """Transactions that see the whole province, for what keeps the derived rows true."""

    @contextlib.asynccontextmanager
    async def connect() -> AsyncIterator[Connection]:
        async with database.transaction(ranges=province, department=registrar()) as connection:
            yield connection

    return connect


async def recompute(addresses: Addresses, catalogue: Catalogue, today: datetime.date) -> int:
    """Derive all targets anew after the catalogue has changed; how many households."""
    async with _province(addresses) as connect:
        with shown(await _count(connect), "households") as tell:
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


async def keep(hub: Hub, forget: Callable[[], None]) -> None:
    """Every hour: bring up to date whom the day has changed, watch the deadlines, forget spent assertions; every
    minute: add up counts; every few seconds: cross-check what has changed.

    Ends by being cancelled.
    """
    connect = everywhere(hub.database, hub.divisions.whole)

    async def hourly() -> None:
        if changed := await sweep(connect, hub.maintenance, hub.today(), lambda _: None):
            log.info("%d households brought up to date", changed)
        async with connect() as connection:
            reminded, escalated = await deadlines.watch(connection, hub.catalogue, hub.today())
        if reminded or escalated:
            log.info("%d matters reminded of, %d escalated", reminded, escalated)
        await asyncio.to_thread(forget)

    async def fold() -> None:
        async with connect() as connection:
            await counts.fold(connection)

    async def cross_check() -> None:
        tally = await drain(connect, hub.cross_check, hub.today())
        if tally.raised or tally.gone:
            log.info("%d warnings raised, %d gone", tally.raised, tally.gone)

    await asyncio.gather(_every(HOUR, hourly), _every(MINUTE, fold), _every(SECONDS, cross_check))


async def check_all(addresses: Addresses, catalogue: Catalogue, today: datetime.date) -> Tally:
    """Cross-check every household of the province; what it raised and what has gone."""
    async with _province(addresses) as connect:
        households = await _count(connect)
        with shown(households, "households cross-checked") as tell:
            return await cross_check.check_all(connect, CrossCheck.of(catalogue), today, tell)


async def simulate(
    addresses: Addresses, catalogue: Catalogue, signal: Signal, today: datetime.date
) -> tuple[dict[str, int], int]:
    """Whom a rule would warn of: households by county, and of how many."""
    async with Database(addresses, 1) as database:
        async with database.app.connection() as connection:
            divisions = await Divisions.read(connection)
        connect = everywhere(database, divisions.whole)
        households = await _count(connect)
        with shown(households, "households tried") as tell:
            warned = await cross_check.simulate(connect, catalogue, signal, today, tell)
    by = Counter(divisions.county(position) for position in warned.values())
    return dict(by.most_common()), households


async def _count(connect: Connect) -> int:
    async with connect() as connection:
        ((households,),) = await (await connection.execute("SELECT count(*) FROM households")).fetchall()
    return int(households)


async def _every(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await work()
        except Exception:
            # What fails now is made good for the next time; questions are answered all the same.
            log.exception("upkeep failed")
        await asyncio.sleep(seconds)
