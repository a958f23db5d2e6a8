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


async def test_what_several_wait_for_is_made_once_whoever_they_are() -> None:
    beside, made, kept = WorkerThread(), list[int](), list[str]()

    def make() -> str:
        made.append(1)
        return "it"

    def keep(what: str) -> str:
        kept.append(what)
        return what

    def known() -> str | None:
        return kept[0] if kept else None

    async with asyncio.timeout(30):
        clients = ("one", "one", "two", "three", "two")
        had = await asyncio.gather(*(beside.once(client, known, make, keep) for client in clients))
    assert (had, made, kept) == (["it"] * 5, [1], ["it"])


async def test_what_could_not_be_made_is_tried_by_the_next() -> None:
    beside, tried = WorkerThread(), list[int]()

    def make() -> str:
        tried.append(1)
        raise ValueError("there")

    asked = (beside.once(client, lambda: None, make, str) for client in ("one", "two"))
    failed = await asyncio.gather(*asked, return_exceptions=True)
    assert [str(error) for error in failed] == ["there", "there"]
    assert len(tried) == 2
