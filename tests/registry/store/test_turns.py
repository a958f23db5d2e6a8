import asyncio
from contextlib import AsyncExitStack

import pytest

from registry.errors import Refusal
from registry.store.turns import Claim, Turns

pytestmark = pytest.mark.anyio

A = Claim("a")


class Working:
    """Requests that hold their turns until they are told to end; `order` says who has begun."""

    def __init__(self, turns: Turns) -> None:
        self.turns, self.order = turns, list[str]()
        self.ends: dict[str, asyncio.Event] = {}
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def come(self, *names: str) -> None:
        """Requests named by client and number: `a1` is one of client a, `A1` a heavy one."""
        for name in names:
            self.ends[name] = asyncio.Event()
            self.tasks[name] = asyncio.create_task(self._work(name))
            await asyncio.sleep(0)

    async def _work(self, name: str) -> None:
        async with self.turns.turn(Claim(name[0].lower(), heavy=name.isupper())):
            self.order.append(name)
            await self.ends[name].wait()

    async def end(self, *names: str) -> None:
        for name in names:
            self.ends[name].set()
            await self.tasks[name]
        await asyncio.sleep(0)
        await asyncio.sleep(0)


async def test_a_client_has_its_turns_and_its_others_wait_in_order() -> None:
    working = Working(Turns(8, 2))
    await working.come("a1", "a2", "a3", "a4")
    assert working.order == ["a1", "a2"]
    await working.end("a2")
    assert working.order == ["a1", "a2", "a3"]
    await working.end("a1", "a3", "a4")
    assert working.order == ["a1", "a2", "a3", "a4"]


async def test_the_last_connections_are_kept_for_who_has_none_at_work() -> None:
    working = Working(Turns(8, 4))
    await working.come("a1", "a2", "a3", "a4", "b1", "b2", "b3", "c1", "d1", "e1")
    assert working.order == ["a1", "a2", "a3", "a4", "b1", "b2", "c1", "d1"]
    await working.end("a1")
    assert working.order[-1] == "e1"
    await working.end("a2", "a3", "c1")
    assert working.order[-1] == "b3"
    await working.end("a4", "b1", "b2", "b3", "d1", "e1")


async def test_what_is_free_goes_to_who_has_least_at_work() -> None:
    working = Working(Turns(8, 4))
    await working.come("a1", "a2", "a3", "a4", "b1", "b2", "a5", "b3")
    assert working.order == ["a1", "a2", "a3", "a4", "b1", "b2"]
    await working.end("a1")
    assert working.order[6:] == ["b3"]
    await working.end("a2")
    assert working.order[7:] == ["a5"]
    await working.end("a3", "a4", "a5", "b1", "b2", "b3")


async def test_one_connection_alone_is_everybodys() -> None:
    working = Working(Turns(1, 4))
    await working.come("a1", "a2", "b1")
    assert working.order == ["a1"]
    await working.end("a1", "a2", "b1")
    assert working.order == ["a1", "a2", "b1"]


async def test_who_would_wait_too_long_or_behind_too_many_is_told() -> None:
    turns = Turns(8, 1, waiting=1, patience=0.01)
    async with turns.turn(A):
        waits = asyncio.create_task(turns.turn(A).__aenter__())
        await asyncio.sleep(0)
        for refused in (turns.turn(A).__aenter__(), waits):
            with pytest.raises(Refusal) as raised:
                await refused
            assert (raised.value.code, raised.value.status, raised.value.retry_after) == ("TOO_MANY_AT_ONCE", 429, 2)
    async with turns.turn(A):
        pass


async def test_who_leaves_while_it_waits_takes_no_turn_with_it() -> None:
    turns = Turns(8, 1)
    async with AsyncExitStack() as first:
        await first.enter_async_context(turns.turn(A))
        left = [asyncio.create_task(turns.turn(A).__aenter__()) for _ in range(3)]
        await asyncio.sleep(0)
        left[0].cancel()
        await asyncio.sleep(0)
        left[1].cancel()  # its turn comes while it is being cancelled
    left[2].cancel()
    await asyncio.gather(*left, return_exceptions=True)
    async with asyncio.timeout(1), turns.turn(A):
        pass


async def test_one_heavy_statement_of_a_client_is_at_work_and_what_is_light_passes_by() -> None:
    working = Working(Turns(8, 4))
    await working.come("A1", "A2", "a3", "B4", "C5", "D6", "E7")
    assert working.order == ["A1", "a3", "B4", "C5", "D6"]
    await working.end("A1")
    assert working.order[5:] == ["E7"]
    await working.end("B4", "C5", "D6", "E7", "A2", "a3")


async def test_who_is_patient_waits_behind_however_many() -> None:
    turns = Turns(8, 1, waiting=1, patience=0.01)
    async with turns.turn(A):
        patient = [asyncio.create_task(_once(turns)) for _ in range(3)]
        await asyncio.sleep(0.05)
        assert not any(one.done() for one in patient)
    await asyncio.gather(*patient)


async def _once(turns: Turns) -> None:
    async with turns.turn(Claim("a", patient=True)):
        pass
