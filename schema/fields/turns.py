"""Turns on the loop: a long list is gone through in pieces, between which others are answered."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable
from typing import TypeVar

PIECE = 0.01
"""Seconds of work upon a list after which others have their turn."""
T = TypeVar("T")


async def in_turns(values: Iterable[T]) -> AsyncIterator[T]:
    """The values one by one."""
    begun = time.perf_counter()
    for value in values:
        if time.perf_counter() - begun > PIECE:
            await asyncio.sleep(0)
            begun = time.perf_counter()
        yield value
