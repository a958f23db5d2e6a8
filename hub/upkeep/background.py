"""Background work of a worker: what it does every few seconds, every minute and every hour while it answers."""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from hub.upkeep.province import everywhere
from registry.matters import moved_deadlines, reminders
from registry.monitoring.cross_check_passes import drain
from registry.redaction import frames
from registry.targets import counts
from registry.targets.sweep import sweep
from schema.requests.context import Hub

log = logging.getLogger(__name__)

SECONDS, MINUTE, HOUR = 5, 60, 3600


async def keep(hub: Hub, forget: Callable[[], None]) -> None:
    """Every hour: bring up to date whom the day has changed, move and watch the deadlines, forget spent assertions.

    Every minute: add up counts; every few seconds: cross-check what has changed.

    `forget` runs in a thread of its own. Ends by being cancelled; what fails is logged and tried again the next time.
    """
    connect = everywhere(hub.database, hub.divisions.whole)

    async def hourly() -> None:
        if changed := await sweep(connect, hub.maintenance, hub.today(), lambda _: None):
            log.info("%d households brought up to date", changed)
        async with connect() as connection:
            moved = await moved_deadlines.move(connection, hub.today())
            reminded, escalated = await reminders.watch(connection, hub.catalogue, hub.today())
        if moved:
            log.info("%d deadlines moved by the calendar of working days", moved)
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


async def _every(seconds: float, work: Callable[[], Awaitable[None]]) -> None:
    while True:
        try:
            await work()
        except Exception as error:
            # What fails now is made good for the next time; questions are answered all the same.
            log.error("upkeep failed:\n%s", frames(error))
        await asyncio.sleep(seconds)
