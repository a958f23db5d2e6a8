"""Memory: what a worker has done with goes back to the machine, also what a hostile body left behind."""

import asyncio
import ctypes
import gc

PAUSE = 10.0
"""Seconds between two looks. What is refused hangs in its own traceback, body and all, until it is looked for."""
TRIM_THRESHOLD, MMAP_THRESHOLD, ARENAS = -1, -3, -8
"""What glibc's malloc.h calls M_TRIM_THRESHOLD, M_MMAP_THRESHOLD and M_ARENA_MAX."""
SMALL = 128 * 1024
"""Bytes from which memory is taken and given back by itself; without being told, glibc learns from large bodies to
keep up to 32 MiB of each."""
ANSWERS = 4 << 20
"""Bytes that stay at the heap's end between two looks: each page of answers would ask for them anew."""


def settle() -> None:
    """What stands as long as the hub is not gone through again while a batch makes its tens of thousands of objects.

    From now on what is large is given back as it is let go, and threads share what is small.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):  # of glibc; others give back by themselves
        for name, value in ((MMAP_THRESHOLD, SMALL), (TRIM_THRESHOLD, ANSWERS), (ARENAS, 1)):
            library.mallopt(name, value)


async def keep() -> None:
    """Now and then let go of what nothing leads to any more; ends by being cancelled."""
    library = ctypes.CDLL(None)
    while True:
        await asyncio.sleep(PAUSE)
        gc.collect()
        if hasattr(library, "malloc_trim"):
            await asyncio.to_thread(library.malloc_trim, 0)
