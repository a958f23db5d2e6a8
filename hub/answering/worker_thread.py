"""Worker thread: what takes longer than others may wait is done in one thread beside the loop, by clients in turn."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from registry.store.turns import Claim, Turns

CLIENTS = 256
"""Clients that may have a piece of work each in the thread's line."""
T = TypeVar("T")


class WorkerThread:
    """One thread: for each further one that computes, the loop would wait longer for its turn."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "aidhub")
        self._turns = Turns(CLIENTS, 1)
        self._made = asyncio.Lock()

    async def do(self, client: str, work: Callable[[], T]) -> T:
        """What the work gives, or raises, when it has had its turn; raises TOO_MANY_AT_ONCE."""
        async with self._turns.turn(Claim(client)):
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def once(
        self, client: str, known: Callable[[], T | None], make: Callable[[], T], keep: Callable[[T], T]
    ) -> T:
        """What is known, else what is made and kept; who waits meanwhile for the same has what was kept by then.

        Raises what `do` raises.
        """
        if (found := known()) is not None:
            return found
        async with self._turns.turn(Claim(client)), self._made:
            if (found := known()) is not None:
                return found
            return keep(await asyncio.get_running_loop().run_in_executor(self._thread, make))
