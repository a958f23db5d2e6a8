"""Moved deadlines: what was counted before a calendar was known moves later with it, open matters alone, and is told."""

import datetime
from collections.abc import Set
from typing import Any

import pytest

from policy import working_days
from policy.working_days import Year
from registry.matters.moved_deadlines import move
from tests.registry.matters.steps import referred, take
from tests.registry.province import Province

pytestmark = pytest.mark.anyio


def entered(monkeypatch: pytest.MonkeyPatch, off: Set[str], work: Set[str] = frozenset()) -> None:
    """Let the calendar of 2024 be as it is, and these days too."""
    known = working_days.years()
    year = known[2024]
    more, less = frozenset(map(datetime.date.fromisoformat, off)), frozenset(map(datetime.date.fromisoformat, work))
    now = {**known, 2024: Year(year.notice, year.off | more, year.work | less)}
    monkeypatch.setattr(working_days, "years", lambda: now)


async def moved(province: Province, day: str = "2024-03-16") -> int:
    async with province.act() as connection:
        return await move(connection, datetime.date.fromisoformat(day))


async def stands(province: Province, id: Any) -> list[tuple[Any, ...]]:
    return await province.ask("SELECT due_on::text FROM matters WHERE id = $1", id)


# A referral is pushed on Friday the 15th, to be received within three working days: by Wednesday the 20th.
async def test_an_open_deadline_moves_with_the_calendar_and_is_told_once(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    id = await referred(province, await province.settle(province.person()))
    assert await stands(province, id) == [("2024-03-20",)]
    assert await moved(province) == 0
    entered(monkeypatch, off={"2024-03-18", "2024-03-19"})
    assert (await moved(province), await moved(province)) == (1, 0)
    assert await stands(province, id) == [("2024-03-22",)]
    told = "SELECT step, content ->> 'due_on', due_on::text, state FROM matter_steps WHERE matter_id = $1 ORDER BY id"
    assert (await province.ask(told, id))[1:] == [("move_deadline", "2024-03-20", "2024-03-22", "PUSHED")]
    entered(monkeypatch, off={"2024-03-18", "2024-03-19", "2024-03-22"})
    assert await moved(province) == 1
    assert await stands(province, id) == [("2024-03-25",)]


async def test_a_deadline_is_never_shortened(province: Province, monkeypatch: pytest.MonkeyPatch) -> None:
    id = await referred(province, await province.settle(province.person()))
    entered(monkeypatch, off=set(), work={"2024-03-16", "2024-03-17"})
    assert await moved(province) == 0
    assert await stands(province, id) == [("2024-03-20",)]


async def test_what_is_closed_stays_and_what_goes_on_is_counted_from_its_last_step(
    province: Province, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = await province.settle(province.person())
    open_, done = await referred(province, home), await referred(province, home)
    await take(province, "receive_referral", open_, "housing")
    await province.ask("UPDATE matters SET closed_on = '2024-03-15' WHERE id = $1 RETURNING id", done)
    before = await stands(province, done)
    entered(monkeypatch, off={"2024-03-18"})
    assert await moved(province) == 1
    assert await stands(province, done) == before
    ((since, days, due_on),) = await province.ask("SELECT due_from, due_days, due_on FROM matters WHERE id = $1", open_)
    assert (since, working_days.deadline(since, days)) == (province.today, due_on)
