"""What is done beside the loop keeps nobody on it waiting, and has its turn after what came before it."""

import asyncio
import threading

import pytest

from hub.answering.worker_thread import WorkerThread

pytestmark = pytest.mark.anyio


async def test_the_loop_goes_on_while_something_is_done_beside_it() -> None:
    beside, let_go = WorkerThread(), threading.Event()
    async with asyncio.timeout(30):
        doing = asyncio.ensure_future(beside.do("one", lambda: let_go.wait(30)))
        await asyncio.sleep(0)  # the loop has its turn, or nobody would let go
        let_go.set()
        assert await doing


async def test_one_piece_is_done_at_a_time_in_the_order_of_asking() -> None:
    beside, done = WorkerThread(), list[int]()
    async with asyncio.timeout(30):
        await asyncio.gather(*(beside.do("one", lambda n=n: done.append(n)) for n in range(20)))  # type: ignore[misc] # a default
    assert done == list(range(20))


async def test_what_the_work_raises_is_raised_to_who_waits() -> None:
    def fail() -> None:
        raise ValueError("there")

    with pytest.raises(ValueError, match="there"):
        await WorkerThread().do("one", fail)
