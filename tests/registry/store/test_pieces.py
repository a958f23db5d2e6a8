"""A long list is gone through in pieces, and others have their turn between them."""

import asyncio
import time

import pytest

from registry.store.pieces import PIECE, WRITTEN, in_pieces, in_turns

pytestmark = pytest.mark.anyio


async def test_others_have_their_turn_between_the_pieces() -> None:
    turns = list[str]()

    async def another() -> None:
        for _ in range(3):
            turns.append("another")
            await asyncio.sleep(0)

    beside = asyncio.create_task(another())
    async for n in in_turns(range(4)):
        turns.append(str(n))
        time.sleep(2 * PIECE)  # noqa: ASYNC251 - work that does not give way
    await beside
    assert turns == ["0", "another", "1", "another", "2", "another", "3"]


async def test_what_is_quickly_done_is_done_in_one_piece() -> None:
    assert [value async for value in in_turns(iter("abc"))] == ["a", "b", "c"]


def test_what_is_written_is_parted_and_nothing_is_lost() -> None:
    parts = list(in_pieces(range(2 * WRITTEN + 1)))
    assert [len(part) for part in parts] == [WRITTEN, WRITTEN, 1]
    assert [n for part in parts for n in part] == list(range(2 * WRITTEN + 1))
    assert list(in_pieces([])) == []
