"""What a worker has done with goes back to the machine."""

import asyncio
import gc
import os
import subprocess
import sys
import weakref

import pytest

from hub import memory

pytestmark = pytest.mark.anyio


class Body:
    """What a refusal's traceback holds."""


async def test_what_hangs_in_its_own_traceback_is_let_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "PAUSE", 0.01)
    body, refused = Body(), ValueError()
    gone = asyncio.Event()
    held = weakref.ref(body, lambda _: gone.set())
    refused.body, refused.itself = body, refused  # type: ignore[attr-defined] # a ring, as a traceback makes one
    del body, refused
    gc.disable()
    try:
        keeping = asyncio.create_task(memory.keep())
        async with asyncio.timeout(10):
            await gone.wait()
        assert held() is None
        keeping.cancel()
    finally:
        gc.enable()


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="memory is read from /proc")
def test_a_large_body_that_is_done_with_leaves_nothing_behind() -> None:
    program = """
import pathlib, threading
from hub import memory
def resident(): return int(pathlib.Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0])
memory.settle()
before = resident()
def work(): [b"x" * 600_000 for _ in range(100)]
for _ in range(4):
    thread = threading.Thread(target=work); thread.start(); thread.join()
print(resident() - before)
"""
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert int(ran.stdout) < 20_000
