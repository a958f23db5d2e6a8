"""Deadlines: what is due soon is reminded of once, what stays overdue is escalated once, and nothing is decided by it."""

import datetime

import pytest

from registry.matters.line_answers import LineAnswer
from registry.matters.reminders import alone, watch
from tests.registry.matters.steps import referred, take
from tests.registry.province import Province

pytestmark = pytest.mark.anyio


async def watched(province: Province, day: str) -> tuple[int, int]:
    async with province.act() as connection:
        return await watch(connection, province.catalogue, datetime.date.fromisoformat(day))


# A referral is pushed on Friday the 15th, to be received within three working days: by Wednesday.
async def test_a_matter_is_reminded_of_two_working_days_before_and_once(province: Province) -> None:
    id = await referred(province, await province.settle(province.person()))
    assert await watched(province, "2024-03-15") == (0, 0)
    assert await watched(province, "2024-03-18") == (1, 0)
    assert await watched(province, "2024-03-19") == (0, 0)
    steps = await province.ask("SELECT step, state FROM matter_steps WHERE matter_id = $1 ORDER BY id", id)
    assert steps == [("refer", "PUSHED"), ("remind", "PUSHED")]


async def test_of_a_day_that_an_answer_leaves_as_it_was_nobody_is_reminded_twice(province: Province) -> None:
    id = await referred(province, await province.settle(province.person()))
    await take(province, "accept_referral", id, "housing")
    ((due,),) = await province.ask("SELECT due_on FROM matters WHERE id = $1", id)
    assert (await watched(province, str(due)))[0] == 1
    ((line,),) = await province.ask("SELECT id FROM matter_lines WHERE matter_id = $1", id)
    await take(province, "answer_referral", id, "housing", [LineAnswer(line, "NEEDS_PAPERS", "the lease")])
    assert (await watched(province, str(due)))[0] == 0
    assert await province.ask("SELECT due_on FROM matters WHERE id = $1", id) == [(due,)]


async def test_what_stays_overdue_is_told_to_the_level_above_and_once(province: Province) -> None:
    id = await referred(province, await province.settle(province.person()))
    assert (await watched(province, "2024-03-27"))[1] == 0  # five working days after Wednesday the 20th
    assert (await watched(province, "2024-03-28"))[1] == 1
    assert (await watched(province, "2024-03-29"))[1] == 0
    assert await province.ask("SELECT state, closed_on FROM matters WHERE id = $1", id) == [("PUSHED", None)]


async def test_of_two_that_watch_at_once_one_does_the_work_and_the_other_does_not_wait(province: Province) -> None:
    async with province.act() as one, province.act() as another:
        assert [await alone(one), await alone(another), await alone(one)] == [True, False, True]
    async with province.act() as another:
        assert await alone(another)
