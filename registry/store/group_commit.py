"""The flush: one wait for the disk for all answers whose row of the access log must be on it before they leave."""

import asyncio
import time
from dataclasses import dataclass

import psycopg

from registry.store.connection import Connection, Question
from registry.store.pool import Pool, alive

LATER = {"synchronous_commit": "off"}
"""The setting of a transaction that leaves the wait to the flush: its connection is free again at once."""

# A commit that waits for the disk takes everything with it that was committed before. It waits only if there is
# something in the WAL of its own; nobody reads this message.
FLUSH = Question("SELECT pg_logical_emit_message(true, 'aidhub', '')")


class FlushedTooLate(psycopg.OperationalError):
    """The connection that flushed is younger than what was to be flushed: a server in between may have lost it."""


@dataclass(frozen=True)
class Waiter:
    """Somebody who waits for the disk, and since when there may be something of theirs to wait for."""

    began: float
    told: "asyncio.Future[None]"

    def tell(self, error: Exception | None) -> None:
        """Let them go on, or hear what went wrong; nothing where whoever asked has left."""
        if self.told.done():
            return
        if error is None:
            self.told.set_result(None)
        else:
            self.told.set_exception(error)


class Flush:
    """Group commit by the hub: who comes while one flush is under way waits for the next, with all others."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool
        self.count, self.seconds = 0, 0.0
        """How many flushes there were, and how long they took together."""
        self._waiting: list[Waiter] = []
        self._going: asyncio.Task[None] | None = None
        self._held: Connection | None = None  # it flushes for nearly every answer: a pool would hand it out each time

    async def reached(self, began: float) -> None:
        """Wait until what was committed since `began` (`time.monotonic`) is on the disk; raises what prevents it.

        A server that crashed meanwhile has lost it, and its successor would flush in vain: who began before the
        connection was made is told `FlushedTooLate`.
        """
        mine = Waiter(began, asyncio.get_running_loop().create_future())
        self._waiting.append(mine)
        if self._going is None:
            self._going = asyncio.create_task(self._go_on())
        await mine.told

    async def _go_on(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting, []
            begun = time.monotonic()
            try:
                connection = await self._connection()
                await connection.together([FLUSH])
            except Exception as error:  # each of those who wait has to hear of it
                await self.close()
                for waiter in together:
                    waiter.tell(error)
            else:
                for waiter in together:
                    waiter.tell(FlushedTooLate() if waiter.began < connection.since else None)
            self.count, self.seconds = self.count + 1, self.seconds + time.monotonic() - begun
        self._going = None

    async def _connection(self) -> Connection:
        """The one that is held while it is alive."""
        if self._held is not None and not alive(self._held):
            await self.close()
        if self._held is None:
            self._held = await self._pool.getconn()
        return self._held

    async def close(self) -> None:
        """Give the connection back; the pool sees whether it is still good."""
        held, self._held = self._held, None
        if held is not None:
            await self._pool.putconn(held)
