"""Urgency: a warning bears the first harm that is true of it, of the person whom it is about."""

import datetime
from uuid import UUID

import pytest

from registry.monitoring.cross_check import CrossCheck
from tests.registry.aid.grants import grant
from tests.registry.monitoring.settled_cases import DAY
from tests.registry.province import Province

pytestmark = pytest.mark.anyio


async def ranks(province: Province, cross_check: CrossCheck, home: UUID) -> dict[str, int]:
    """The rank of the warnings that stand, by rule, or by programme of what is missing."""
    async with province.act() as connection:
        await cross_check.check(connection, [home], DAY)
    rows = await province.ask(
        "SELECT CASE WHEN kind IN ('UNFULFILLED', 'UNCOVERED') AND programmes <> '{}' THEN programmes[1] ELSE rule END,"
        " max(rank) FROM early_warnings WHERE household_id = $1 AND state <> 'CLOSED' GROUP BY 1",
        home,
    )
    return dict(rows)


def weight(province: Province, harm: str, rule: str) -> int:
    """What a harm weighs for a rule's warnings."""
    said = province.catalogue.urgency.of(province.catalogue.signals[rule])
    return next(weight for one, weight in said if one.code == harm)


async def test_a_child_without_the_allowance_comes_before_grown_ups_without_it(
    province: Province, cross_check: CrossCheck
) -> None:
    found = {}
    for name, born in (("child", "2015-01-01"), ("grown up", "1990-01-01")):
        head, other = province.person(), province.person("王乙", born, relation="20")
        home = await province.settle(head, other)
        await province.determine(home, "subsistence_allowance")
        found[name] = (await ranks(province, cross_check, home))["civil_affairs.rural_subsistence_allowance"]
    most = sum(need.weight * (need.at_most or 1) for need in province.catalogue.priorities.ranking("warnings"))
    child = weight(province, "VULNERABLE_WITHOUT_BASIC", "unfulfilled")
    grown_up = weight(province, "BASIC_MISSED", "unfulfilled")
    assert child <= found["child"] <= child + most
    assert grown_up <= found["grown up"] <= grown_up + most


async def test_a_child_of_a_family_below_the_standard_comes_before_grown_ups_whose_allowance_is_missing(
    province: Province, cross_check: CrossCheck
) -> None:
    found, rule = {}, "may_be_subsistence_allowance"
    for name, born in (("child", "2015-01-01"), ("grown up", "1990-01-01")):
        head, other = province.person(), province.person("王乙", born, relation="20")
        home = await province.settle(head, other)
        await province.report("civil_affairs", head, "household", per_capita_income_after_cost=100)
        found[name] = (await ranks(province, cross_check, home))[rule]
    assert found["child"] >= weight(province, "VULNERABLE_BELOW_STANDARD", rule)
    assert weight(province, "VULNERABLE_BELOW_STANDARD", rule) > weight(province, "BASIC_MISSED", "unfulfilled")
    below = weight(province, "BELOW_STANDARD", rule)
    assert below <= found["grown up"] < weight(province, "DUPLICATE", "duplicate")


async def test_a_death_is_most_urgent_where_money_goes_on(province: Province, cross_check: CrossCheck) -> None:
    found = {}
    for paid in (True, False):
        head, other = province.person(), province.person("王乙", "1985-01-01", relation="10")
        home = await province.settle(head, other)
        await province.determine(home, "subsistence_allowance")
        if paid:
            await grant(province, "MZ-02", head, "allowance", happened_on="2024-01-01")
        await province.report("civil_affairs", other, deceased_on=datetime.date(2024, 3, 1))
        found[paid] = (await ranks(province, cross_check, home))["death"]
    assert found[True] >= weight(province, "DEAD_PAID", "death") > found[False]


async def test_a_house_that_fell_comes_before_a_school_subsidy_of_the_same_family(
    province: Province, cross_check: CrossCheck
) -> None:
    await province.switch_on("heating")
    head = province.person()
    home = await province.settle(head)
    await province.determine(home, "subsistence_allowance")
    struck = {"type": "FLOOD", "phase": "TRANSITION", "house_unsafe": True, "house_damaged": "COLLAPSED"}
    await province.report("emergency_management", head, "disaster", **struck)
    found = await ranks(province, cross_check, home)
    fallen = found["emergency_management.damaged_house_rebuilding"]
    assert fallen >= weight(province, "HOUSE_LOST", "uncovered")
    assert fallen > found["civil_affairs.heating_aid"]
