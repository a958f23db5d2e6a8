"""Background work of a worker: what it does every few seconds, every minute and every hour while it answers."""

import asyncio
import contextlib
import logging
import math
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import psycopg

from hub.upkeep.province import everywhere
from registry.errors import Refusal
from registry.journal import pauses, source_counts, upkeep
from registry.matters import moved_deadlines, reminders
from registry.monitoring import published_figures
from registry.monitoring.cross_check_passes import drain
from registry.people import searched_persons
from registry.redaction import frames
from registry.targets import counts
from registry.targets.sweep import Connect, sweep
from schema.requests.context import Hub

log = logging.getLogger(__name__)

SECONDS, MINUTE, HOUR = 5, 60, 3600


async def keep(
    hub: Hub,
    forget: Callable[[], None],
    make_ahead: Callable[[], None],
    sign_log: Callable[[], object],
    tend_jobs: Callable[[], Awaitable[None]],
    tend_sources: Callable[[], Awaitable[None]],
    tend_deliveries: Callable[[], Awaitable[None]],
    tend_linkage: Callable[[], Awaitable[None]],
) -> None:
    """Every hour: bring up to date whom the day has changed, move and watch the deadlines, forget spent assertions,
    make the access log's next months, publish the figures that are due.

    Every minute: bring the audit log up to date and sign it, add up counts, and see whether the linkage is due; every
    few seconds: cross-check what has changed, write by what new persons are found, see what killed workers had in hand,
    which sources are to be fetched and which lists delivered.

    What an operator has paused rests. `forget`, `make_ahead` and `sign_log` run in threads of their own. Ends by being
    cancelled; what fails is logged, noted in the table `upkeep`, and tried again the next time.
    """
    connect = everywhere(hub.database, hub.divisions.whole)

    async def follow_the_day() -> None:
        if changed := await sweep(connect, hub.maintenance, hub.today(), lambda _: None):
            log.info("%d households brought up to date", changed)

    async def watch_deadlines() -> None:
        async with connect() as connection:
            if not await reminders.alone(connection):
                return
            moved = await moved_deadlines.move(connection, hub.today())
            reminded, escalated = await reminders.watch(connection, hub.catalogue, hub.today())
        if moved:
            log.info("%d deadlines moved by the calendar of working days", moved)
        if reminded or escalated:
            log.info("%d matters reminded of, %d escalated", reminded, escalated)

    async def fold() -> None:
        async with connect() as connection:
            await counts.fold(connection)
            await source_counts.fold(connection)

    async def sign() -> None:
        try:
            await asyncio.to_thread(sign_log)
        finally:
            async with connect() as connection:
                await hub.signing.look(connection)

    async def publish() -> None:
        async with connect() as connection:
            await published_figures.publish(connection, hub.today())

    async def spell() -> None:
        written = True
        while written:
            async with connect() as connection:
                written = await searched_persons.write_waiting(connection, hub.vault) > 0

    async def cross_check() -> None:
        tally = await drain(connect, hub.cross_check, hub.today())
        if tally.raised or tally.gone:
            log.info("%d warnings raised, %d gone", tally.raised, tally.gone)

    jobs = (
        Job("sweep", upkeep.PAUSABLE["sweep"].total_seconds(), follow_the_day),
        Job("deadlines", upkeep.PAUSABLE["deadlines"].total_seconds(), watch_deadlines),
        Job("assertions", HOUR, lambda: asyncio.to_thread(forget), by_one=True),
        Job("partitions", HOUR, lambda: asyncio.to_thread(make_ahead), by_one=True),
        Job("audit", MINUTE, sign),
        Job("counts", MINUTE, fold),
        Job("figures", HOUR, publish),
        Job("cross-check", upkeep.PAUSABLE["cross-check"].total_seconds(), cross_check),
        Job("search", SECONDS, spell),
        Job("jobs", 2 * SECONDS, tend_jobs),
        Job("sources", upkeep.PAUSABLE["sources"].total_seconds(), tend_sources),
        Job("deliveries", upkeep.PAUSABLE["deliveries"].total_seconds(), tend_deliveries),
        Job("linkage", upkeep.PAUSABLE["linkage"].total_seconds(), tend_linkage),
    )
    await asyncio.gather(*(repeat(job, connect) for job in jobs))


@dataclass(frozen=True)
class Job:
    """What is done again and again, each time so many seconds after the last.

    What is `by_one` is claimed first, so that one program does it; the others see to that themselves.
    """

    name: str
    seconds: float
    work: Callable[[], Awaitable[None]]
    by_one: bool = False


async def repeat(job: Job, connect: Connect) -> None:
    """Do a job again and again, and note when it was done and what it failed of; ends by being cancelled."""
    noted = -math.inf
    while True:
        begun = time.monotonic()
        try:
            if job.by_one:
                await _claimed(job, connect)
            elif not await _rests(job, connect):
                await job.work()
                # What is done every few seconds is noted every minute.
                if begun - noted >= MINUTE:
                    await _note(connect, upkeep.done, job.name, _since(begun))
                    noted = begun
        except Exception as error:
            # What fails now is made good for the next time; questions are answered all the same.
            refusal = error if isinstance(error, Refusal) else None
            told = f"{refusal.en} {refusal.zh}" if refusal else frames(error)
            log.error("upkeep failed: %s\n%s", job.name, told)
            with contextlib.suppress(psycopg.Error):
                await _note(connect, upkeep.failed, job.name, refusal.code if refusal else type(error).__name__)
            noted = -math.inf
        await asyncio.sleep(job.seconds)


async def _rests(job: Job, connect: Connect) -> bool:
    """Whether an operator has paused it."""
    if job.name not in upkeep.PAUSABLE:
        return False
    async with connect() as connection:
        return job.name in await pauses.resting(connection)


async def _claimed(job: Job, connect: Connect) -> None:
    """Do it unless another does or has; that it was done is seen by the others as soon as they may claim it."""
    async with connect() as connection:
        if await upkeep.claimed(connection, job.name, job.seconds):
            begun = time.monotonic()
            await job.work()
            await upkeep.done(connection, job.name, _since(begun))


def _since(begun: float) -> int:
    return round((time.monotonic() - begun) * 1000)


async def _note(connect: Connect, write: Callable[..., Awaitable[None]], job: str, what: object) -> None:
    async with connect() as connection:
        await write(connection, job, what)
