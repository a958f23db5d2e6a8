"""Registered clients: whether a name is one of theirs, told without a statement for each name."""

import asyncio
import time
from collections.abc import Callable, Collection

from starlette.concurrency import run_in_threadpool

AGE = 5.0
"""For so many seconds a name that is not among them is believed to be nobody's."""


class RegisteredClients:
    """The ids of the active clients, as they were last read: at the first name, and again for one that is not known."""

    def __init__(self, read: Callable[[], Collection[str]], clock: Callable[[], float] = time.monotonic) -> None:
        self._read, self._clock = read, clock
        self._ids: frozenset[str] = frozenset()
        self._read_at = -AGE
        self._reading = asyncio.Lock()

    async def has(self, client_id: str) -> bool:
        """Whether this is an active client; raises psycopg's errors."""
        if client_id and client_id not in self._ids:
            async with self._reading:
                if self._clock() - self._read_at >= AGE:
                    try:
                        self._ids = frozenset(await run_in_threadpool(self._read))
                    finally:  # who waited for a database that does not answer does not wait for it again
                        self._read_at = self._clock()
        return client_id in self._ids
