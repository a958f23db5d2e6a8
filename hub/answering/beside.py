"""Beside: what takes longer than others may wait is done in one thread beside the loop, one piece at a time."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")


class Beside:
    """One thread: for each further one that computes, the loop would wait longer for its turn."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "beside")

    async def do(self, work: Callable[[], T]) -> T:
        """What the work gives, or raises, when it has had its turn."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
