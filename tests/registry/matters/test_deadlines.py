"""Deadlines: what is due soon is reminded of once, what stays overdue is escalated once, and nothing is decided by it."""

import datetime
from uuid import UUID

import pytest

from registry.matters.deadlines import watch
from registry.matters.lines import LineRequest
from registry.matters.matter_locks import about
from registry.matters.proceedings import begin
from registry.matters.step_effects import EFFECTS
from registry.matters.taken_steps import Actor, Matter, TakenStep
from registry.store.database import new_id
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

FRIDAY = datetime.date(2024, 3, 15)


async def referred(province: Province) -> UUID:
    """A referral pushed on a Friday, to be received within three working days: by Wednesday."""
    home = await province.settle(province.person())
    procedure, step = province.catalogue.procedures.of_step("refer")
    async with province.act() as connection:
        subject = await about(connection, "civil_affairs", home, None)
        matter = Matter(new_id(), procedure, "", subject, None, "civil_affairs", "housing", {})
        line = LineRequest("ASSESS", "housing", "housing.rent_subsidy", None)
        actor = Actor("civil_affairs", FRIDAY)
        return await begin(TakenStep(connection, province.catalogue, EFFECTS, actor, matter, step, {}, [line]))


async def watched(province: Province, day: str) -> tuple[int, int]:
    async with province.act() as connection:
        return await watch(connection, province.catalogue, datetime.date.fromisoformat(day))


async def test_a_matter_is_reminded_of_two_working_days_before_and_once(province: Province) -> None:
    id = await referred(province)
    assert await watched(province, "2024-03-15") == (0, 0)
    assert await watched(province, "2024-03-18") == (1, 0)
    assert await watched(province, "2024-03-19") == (0, 0)
    steps = await province.ask("SELECT step, state FROM matter_steps WHERE matter_id = $1 ORDER BY id", id)
    assert steps == [("refer", "PUSHED"), ("remind", "PUSHED")]


async def test_what_stays_overdue_is_told_to_the_level_above_and_once(province: Province) -> None:
    id = await referred(province)
    assert (await watched(province, "2024-03-27"))[1] == 0  # five working days after Wednesday the 20th
    assert (await watched(province, "2024-03-28"))[1] == 1
    assert (await watched(province, "2024-03-29"))[1] == 0
    assert await province.ask("SELECT state, closed_on FROM matters WHERE id = $1", id) == [("PUSHED", None)]
