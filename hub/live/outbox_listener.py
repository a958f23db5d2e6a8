"""The outbox listener: subscribers sleep until something is in the outbox, and look by themselves now and then.

Writers only insert: a NOTIFY of their own would make their commits wait for each other. One worker looks for new rows
and sends one notification a pass, with nothing in it; every worker listens on a connection of its own.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

import psycopg
from anyio import move_on_after

log = logging.getLogger(__name__)

CHANNEL = "aidhub_outbox"
PASS, POLL, AGAIN = 0.2, 5.0, 1.0
"""Seconds between two looks of the worker that relays, of a subscriber by itself, and before a new connection."""


class OutboxListener:
    """What the subscribers of one worker wait for; `keep` runs as long as the worker does."""

    def __init__(self, address: str, ranges: str) -> None:
        self._address, self._ranges = address, ranges
        self._news = asyncio.Event()

    @property
    def news(self) -> asyncio.Event:
        """Set by the next word of something new; taken before one looks, so that what comes meanwhile is not missed."""
        return self._news

    async def wait(self, news: asyncio.Event) -> None:
        """Until there may be something new, POLL seconds at most."""
        with move_on_after(POLL):
            await news.wait()

    async def keep(self) -> None:
        """Listen, and relay where no other worker does; ends by being cancelled."""
        await asyncio.gather(self._always(self._listen), self._always(self._relay))

    async def _always(self, work: Callable[[psycopg.AsyncConnection], Awaitable[None]]) -> None:
        while True:
            try:
                async with await psycopg.AsyncConnection.connect(self._address, autocommit=True) as connection:
                    await work(connection)
            except psycopg.Error as error:
                log.warning("the outbox cannot be followed (%s); subscribers look by themselves", type(error).__name__)
            await asyncio.sleep(AGAIN)

    async def _listen(self, connection: psycopg.AsyncConnection) -> None:
        await connection.execute(f"LISTEN {CHANNEL}")
        async for _ in connection.notifies():
            news, self._news = self._news, asyncio.Event()
            news.set()

    async def _relay(self, connection: psycopg.AsyncConnection) -> None:
        await connection.execute("SELECT set_config('hub.ranges', %s, false)", [self._ranges])
        horizon = "0"
        while True:
            alone = await (await connection.execute(TAKE_RELAY)).fetchone()
            if alone == (True,):
                await self._follow(connection, horizon)
            await asyncio.sleep(POLL)

    async def _follow(self, connection: psycopg.AsyncConnection, horizon: str) -> None:
        """The session holds the lock until it ends, so no other worker relays meanwhile."""
        while True:
            row = await (await connection.execute(NEWS, [horizon])).fetchone()
            if row:
                horizon = row[0]
                if row[1]:
                    await connection.execute(f"NOTIFY {CHANNEL}")
            await asyncio.sleep(PASS)


TAKE_RELAY = "SELECT pg_try_advisory_lock(hashtext('aidhub relay'))"

NEWS = """SELECT s.xmin::text, EXISTS (SELECT FROM outbox WHERE changed_xid >= %s::xid8 AND changed_xid < s.xmin)
FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS xmin) s"""
