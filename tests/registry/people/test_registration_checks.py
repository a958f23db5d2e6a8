"""Checks of a registration: what may not come in is refused at its place, and takes nothing from the others."""

from dataclasses import replace
from uuid import UUID

import pytest

from registry.errors import Refusal
from tests.registry.province import COUNTY, ELSEWHERE, Province, ranges_of

pytestmark = pytest.mark.anyio


def code(outcome: object) -> str:
    assert isinstance(outcome, Refusal), outcome
    return f"{outcome.code} {outcome.path}"


async def test_a_refused_household_leaves_nothing_and_takes_nothing_from_the_others(province: Province) -> None:
    son = province.person("子")
    await province.settle(son)
    twice = province.person("重")
    good = [province.household(province.person("甲")), province.household(province.person("丁"))]
    bad = [
        province.household(province.person("乙"), replace(son, name="错")),
        province.household(province.person("丙"), son),
        province.household(twice, twice),
        replace(province.household(province.person("戊")), number=good[0].number),
    ]
    outcomes = await province.register(good[0], *bad, good[1])
    assert [code(outcome) for outcome in outcomes[1:5]] == [
        "NAME_DIFFERS members[1].name",
        "MEMBER_ELSEWHERE members[1]",
        "MEMBER_TWICE members[1].idNumber",
        "NUMBER_TWICE number",
    ]
    assert await province.ask("SELECT name FROM persons ORDER BY name") == [("丁",), ("子",), ("甲",)]
    assert len(await province.ask("SELECT FROM households")) == 3


async def test_a_name_spelled_with_a_dot_is_the_same_name(province: Province) -> None:
    head = province.person("阿依·古丽")
    entry = province.household(head)
    await province.register(entry)
    (outcome,) = await province.register(replace(entry, members=(replace(head, name="阿依古丽"),)))
    assert isinstance(outcome, UUID)


async def test_a_county_takes_nobody_and_no_number_from_outside_its_divisions(province: Province) -> None:
    stranger = province.person("外")
    there = province.household(stranger, division=ELSEWHERE)
    await province.register(there)
    mover = province.household(replace(stranger, change="MOVE"))
    renumbered = replace(province.household(province.person("甲")), number=there.number)
    fine = province.household(province.person("乙"))
    outcomes = await province.register(mover, renumbered, fine, ranges=ranges_of(COUNTY))
    assert [code(outcome) for outcome in outcomes[:2]] == [
        "MEMBER_OUTSIDE members[0]",
        "NUMBER_IN_USE number",
    ]
    assert isinstance(outcomes[2], UUID)
