"""The flush: one wait for the disk for all answers whose row of the access log must be on it before they leave."""

import asyncio
from collections.abc import Sequence

from psycopg_pool import AsyncConnectionPool

from registry.store.connection import Connection, Question

LATER = {"synchronous_commit": "off"}
"""The setting of a transaction that leaves the wait to the flush: its connection is free again at once."""

# A commit that waits for the disk takes everything with it that was committed before. It waits only if there is
# something in the WAL of its own; nobody reads this message.
FLUSH = Question("SELECT pg_logical_emit_message(true, 'aidhub', '')")


class Flush:
    """Group commit by the hub: who comes while one flush is under way waits for the next, with all others."""

    def __init__(self, pool: AsyncConnectionPool[Connection]) -> None:
        self._pool = pool
        self._waiting: list[asyncio.Future[None]] = []
        self._going: asyncio.Task[None] | None = None

    async def reached(self) -> None:
        """Wait until all that has been committed so far is on the disk; raises what kept it from there."""
        mine = asyncio.get_running_loop().create_future()
        self._waiting.append(mine)
        if self._going is None:
            self._going = asyncio.create_task(self._go_on())
        await mine

    async def _go_on(self) -> None:
        while self._waiting:
            together, self._waiting = self._waiting, []
            try:
                async with self._pool.connection() as connection:
                    await connection.together([FLUSH])
            except Exception as error:  # each of those who wait has to hear of it
                _tell(together, error)
            else:
                _tell(together, None)
        self._going = None


def _tell(waiting: Sequence[asyncio.Future[None]], error: Exception | None) -> None:
    for waiter in waiting:
        if waiter.done():  # whoever asked has left
            continue
        if error is None:
            waiter.set_result(None)
        else:
            waiter.set_exception(error)
