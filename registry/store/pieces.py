"""Pieces: a long list is gone through in pieces, between which the loop answers others."""

import asyncio
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from typing import TypeVar

PIECE = 0.01
"""Seconds of work upon a list after which others have their turn."""
WRITTEN = 200
"""Rows of a batch that one statement writes: the arrays of a thousand with thirty columns are no piece."""
T = TypeVar("T")


async def in_turns(values: Iterable[T]) -> AsyncIterator[T]:
    """The values one by one."""
    begun = time.perf_counter()
    for value in values:
        if time.perf_counter() - begun > PIECE:
            await asyncio.sleep(0)
            begun = time.perf_counter()
        yield value


def in_pieces(values: Sequence[T]) -> Iterator[Sequence[T]]:
    """The values in lists as long as one statement writes: others are answered while the next is made."""
    for begun in range(0, len(values), WRITTEN):
        yield values[begun : begun + WRITTEN]
