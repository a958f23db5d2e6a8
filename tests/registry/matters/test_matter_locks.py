"""Locks of matters: a step is taken by whose step it is, in its turn, and by one of two who take it at once."""

import asyncio

import pytest

from registry.errors import Refusal
from registry.matters.matter_locks import about
from registry.store.database import new_id
from tests.registry.matters.steps import referred, take
from tests.registry.province import ELSEWHERE, Province, ranges_of

pytestmark = pytest.mark.anyio


async def test_a_step_is_taken_by_whose_step_it_is(province: Province) -> None:
    id = await referred(province, await province.settle(province.person()))
    for stranger in ("civil_affairs", "health"):
        with pytest.raises(Refusal) as refused:
            await take(province, "accept_referral", id, stranger)
        assert (refused.value.code, refused.value.path) == ("NOT_YOUR_STEP", "id")
    assert await take(province, "accept_referral", id, "housing") == "ACCEPTED"


async def test_to_another_county_a_matter_is_unknown(province: Province) -> None:
    id = await referred(province, await province.settle(province.person()))
    with pytest.raises(Refusal, match="UNKNOWN_MATTER"):
        await take(province, "accept_referral", id, "housing", ranges=ranges_of(ELSEWHERE))
    with pytest.raises(Refusal, match="UNKNOWN_MATTER"):
        await take(province, "accept_referral", new_id(), "housing")


async def test_a_step_of_another_procedure_does_not_know_the_matter(province: Province) -> None:
    id = await referred(province, await province.settle(province.person()))
    with pytest.raises(Refusal, match="UNKNOWN_MATTER"):
        await take(province, "hear", id, "civil_affairs", heard_on="2024-03-15", statement="agrees")


@pytest.mark.parametrize(
    ("who", "step", "possible"),
    [
        ("civil_affairs", "close_referral", "withdrawReferral"),
        ("housing", "answer_referral", "receiveReferral, acceptReferral, returnReferral"),
    ],
)
async def test_a_step_out_of_turn_is_told_which_the_caller_can_take_as_the_graph_spells_them(
    province: Province, who: str, step: str, possible: str
) -> None:
    id = await referred(province, await province.settle(province.person()))
    with pytest.raises(Refusal) as refused:
        await take(province, step, id, who)
    assert refused.value.code == "WRONG_STATE"
    assert refused.value.values["steps"] == possible


async def test_of_two_who_take_a_step_at_once_the_second_finds_another_state(province: Province) -> None:
    id = await referred(province, await province.settle(province.person()))
    both = (take(province, "accept_referral", id, "housing") for _ in range(2))
    states = await asyncio.gather(*both, return_exceptions=True)
    assert sorted(state.code if isinstance(state, Refusal) else str(state) for state in states) == [
        "ACCEPTED",
        "WRONG_STATE",
    ]


async def test_whom_a_department_does_not_reach_it_opens_nothing_about(province: Province) -> None:
    home = await province.settle(province.person())
    other = province.person("乙")
    await province.settle(other)
    for department, person, code in (
        ("education_aid", None, "UNKNOWN_HOUSEHOLD"),
        ("civil_affairs", await province.id_of(other), "NOT_A_MEMBER"),
    ):
        async with province.act(department) as connection:
            with pytest.raises(Refusal, match=code):
                await about(connection, department, home, person)
