"""The cross-check finds what the review in memory finds, once, and lets a warning go whose reason has gone."""

import datetime
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from policy.cases import HOUSEHOLD, WorkedCase
from registry.monitoring.cross_check import CrossCheck
from tests.conftest import Copy
from tests.registry.matters.steps import opened
from tests.registry.monitoring.settled_cases import CASES, a_case, checked, settled
from tests.registry.province import Province, accepted

pytestmark = pytest.mark.anyio


BUILT_IN = {
    "unfulfilled": "missed",
    "uncovered": "maybe",
    "duplicate": "duplicate",
    "not_matching": "active_not_matching",
}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number}: {case.en}")
async def test_the_cross_check_finds_what_the_worked_case_expects(
    province: Province, copy: Copy, cross_check: CrossCheck, case: WorkedCase
) -> None:
    home, members = await settled(province, copy, case)
    keys = {await province.id_of(member): key for key, member in members.items()} | {None: HOUSEHOLD}
    found: dict[str, list[str]] = {name: [] for name in BUILT_IN.values()}
    for rule, person, programmes, id, *_ in await checked(province, cross_check, home):
        if rule == "duplicate":
            pair = await province.ask(RECORDS, id)
            found["duplicate"].append("+".join(sorted(named(province, keys, one, who) for one, who in pair)))
        elif rule in BUILT_IN:
            found[BUILT_IN[rule]] += [named(province, keys, one, person) for one in programmes]
    expected = {name: sorted(case.expected[name]) for name in found}
    assert {name: sorted(names) for name, names in found.items()} == expected


def named(province: Province, keys: dict[Any, str], programme: str, person: UUID | None) -> str:
    return f"{province.catalogue.programmes[programme].number}@{keys[person]}"


RECORDS = """SELECT r.programme, r.person_id FROM early_warnings w JOIN assistance_records r ON r.id = ANY(w.records)
WHERE w.id = $1"""


async def test_alternatives_are_one_warning_with_two_options(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    home, _ = await settled(province, copy, a_case(7))
    options = [row[2] for row in await checked(province, cross_check, home) if row[0] == "uncovered"]
    assert ["housing.public_rental_housing", "housing.rent_subsidy"] in options


async def test_a_second_pass_raises_nothing_and_help_that_comes_closes_the_warning(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    home, members = await settled(province, copy, a_case(1))
    first = await checked(province, cross_check, home)
    assert await checked(province, cross_check, home) == first
    given = province.catalogue.numbered["JY-03"]
    await province.feed_back(given.department, province.entry(given.code, members["C"], "now"))
    after = await checked(province, cross_check, home)
    assert len(after) == len(first) - 1
    closed = await province.ask("SELECT outcome, closed_by FROM early_warnings WHERE state = 'CLOSED'")
    assert closed == [("HELPED", None)]


async def test_help_that_comes_after_a_warning_is_among_what_it_asks_to_verify(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    told, allowance = a_case(6), province.catalogue.numbered["MZ-02"]
    before = tuple(record for record in told.records if record.programme != allowance.code)
    home, members = await settled(province, copy, replace(told, records=before))
    (death,) = [row[3] for row in await checked(province, cross_check, home) if row[0] == "death"]
    await province.feed_back(allowance.department, province.entry(allowance.code, members["A"], "allowance"))
    assert allowance.code not in {programme for programme, _ in await province.ask(RECORDS, death)}
    assert death in {row[3] for row in await checked(province, cross_check, home)}
    assert allowance.code in {programme for programme, _ in await province.ask(RECORDS, death)}


async def test_the_dead_are_told_once_and_the_household_goes_on(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    home, members = await settled(province, copy, a_case(6))
    found = await checked(province, cross_check, home)
    deaths = [row for row in found if row[0] == "death"]
    assert [row[1] for row in deaths] == [await province.id_of(members["A"])]
    (in_force,) = await province.ask("SELECT count(*) FROM assistance_records WHERE ended_on IS NULL")
    assert in_force == (len(a_case(6).records),)


async def test_whoever_needs_most_comes_first(province: Province, copy: Copy, cross_check: CrossCheck) -> None:
    home, _ = await settled(province, copy, a_case(1))
    ranks = {row[0]: row[5] for row in await checked(province, cross_check, home)}
    assert ranks["unfulfilled"] > ranks["uncovered"]


async def test_a_phase_out_that_has_run_out_warns_and_the_allowance_goes_on(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    home, _ = await settled(province, copy, a_case(5))
    phase_out: dict[str, Any] = {
        "starts_on": "2024-03-01",
        "ends_on": "2024-08-31",
        "income": 130000,
        "employment_cost": 15000,
    }
    await opened(province, "start_phase_out", home, **phase_out)
    on_the_day = await checked(province, cross_check, home, datetime.date(2024, 8, 31))
    assert "phase_out_over" not in [row[0] for row in on_the_day]
    after = await checked(province, cross_check, home, datetime.date(2024, 9, 1))
    assert "phase_out_over" in [row[0] for row in after]
    assert await province.ask("SELECT count(*) FROM assistance_records WHERE ended_on IS NOT NULL") == [(0,)]


async def test_a_single_persons_allowance_is_no_sign_of_a_familys_income_over_the_standard(
    province: Province, cross_check: CrossCheck
) -> None:
    head, ill = province.person(), province.person()
    home = await province.settle(head, ill)
    await province.determine(home, "subsistence_allowance", person=await province.id_of(ill))
    await province.report("civil_affairs", head, "household", months_over_standard=7)
    assert "income_over_standard" not in {row[0] for row in await checked(province, cross_check, home)}


async def test_a_longer_phase_out_with_its_reason_is_in_order_until_its_last_day(
    province: Province, copy: Copy, cross_check: CrossCheck
) -> None:
    """三（二）就业救助: 原则上不超过6个月."""
    home, members = await settled(province, copy, a_case(5))
    head = next(iter(members.values()))
    entry = province.entry("civil_affairs.phase_out", head, "phase-out", happened_on="2024-03-01")
    accepted(await province.feed_back("civil_affairs", entry))
    assert await province.report("civil_affairs", head, "household", months_over_standard=7) is True
    assert {"not_matching", "income_over_standard"} <= {row[0] for row in await checked(province, cross_check, home)}
    longer: dict[str, Any] = {
        "starts_on": "2024-03-01",
        "ends_on": "2024-11-30",
        "income": 130000,
        "employment_cost": 15000,
        "longer_because": "the work is seasonal",
    }
    await opened(province, "start_phase_out", home, **longer)
    assert await province.ask("SELECT household_id FROM unchecked") == [(home,)]
    running = {row[0] for row in await checked(province, cross_check, home)}
    assert not running & {"not_matching", "income_over_standard"}
    over = {row[0] for row in await checked(province, cross_check, home, datetime.date(2024, 12, 1))}
    assert {"not_matching", "income_over_standard", "phase_out_over"} <= over


async def test_an_income_over_the_standard_that_comes_from_no_work_waits_for_no_phase_out(
    province: Province, cross_check: CrossCheck
) -> None:
    """三（二）就业救助: the phase-out is that of 已就业的低保对象."""
    head, child = province.person(), province.person(born="2015-01-01")
    home = await province.settle(head, child)
    await province.determine(home, "subsistence_allowance")

    async def warned() -> bool:
        return "income_over_without_work" in {row[0] for row in await checked(province, cross_check, home)}

    await province.report("civil_affairs", head, "household", per_capita_income_after_cost=47400)
    assert not await warned()
    await province.report("civil_affairs", head, "household", per_capita_income_after_cost=47401)
    assert await warned()
    await province.report("human_resources", head, "person", employed=True)
    assert not await warned()


async def test_no_phase_out_keeps_the_allowance_of_a_family_in_which_nobody_works(
    province: Province, cross_check: CrossCheck
) -> None:
    head = province.person()
    home = await province.settle(head)
    await province.determine(home, "subsistence_allowance")
    await province.report("civil_affairs", head, "household", per_capita_income_after_cost=50000)
    days = {"starts_on": "2024-03-01", "ends_on": "2024-08-31"}
    await opened(province, "start_phase_out", home, **days, income=50000, employment_cost=0)
    assert "income_over_without_work" in {row[0] for row in await checked(province, cross_check, home)}


async def test_an_income_over_the_standard_is_measured_by_where_the_family_lives_unless_the_allowance_says_it(
    province: Province, cross_check: CrossCheck
) -> None:
    for residence, type_, over in (("urban", None, 76000), ("rural", None, 47400), ("rural", "urban", 76000)):
        head = province.person()
        home = await province.settle(head, residence=residence, subsistence_type=type_)
        await province.determine(home, "subsistence_allowance")
        for income, warned in ((over, False), (over + 1, True)):
            await province.report("civil_affairs", head, "household", per_capita_income_after_cost=income)
            rules = {row[0] for row in await checked(province, cross_check, home)}
            assert ("income_over_without_work" in rules) is warned, (residence, type_, income)


async def test_one_warning_says_that_income_has_been_over_the_standard_for_long(
    province: Province, cross_check: CrossCheck
) -> None:
    """Of who works `income_over_standard`, of who does not the other, also where the amount is not known."""
    head = province.person()
    home = await province.settle(head)
    await province.determine(home, "subsistence_allowance")
    await province.report("civil_affairs", head, "household", months_over_standard=7)

    async def warned() -> set[str]:
        rules = {row[0] for row in await checked(province, cross_check, home)}
        return rules & {"income_over_standard", "income_over_without_work"}

    assert await warned() == {"income_over_without_work"}
    await province.report("civil_affairs", head, "household", per_capita_income_after_cost=50000)
    assert await warned() == {"income_over_without_work"}
    await province.report("human_resources", head, "person", employed=True)
    assert await warned() == {"income_over_standard"}


async def test_a_family_near_subsistence_whose_income_grew_beyond_it_is_to_be_looked_at_again(
    province: Province, cross_check: CrossCheck
) -> None:
    """二（四）: 发现低收入人口可能不再符合救助条件的; up to where the lead to the category finds it."""
    head = province.person()
    home = await province.settle(head)
    await province.determine(home, "near_subsistence")
    for income, warned in ((47400 * 150 // 100 - 1, False), (47400 * 150 // 100, True)):
        await province.report("civil_affairs", head, "household", per_capita_income_after_cost=income)
        rules = {row[0] for row in await checked(province, cross_check, home)}
        assert ("income_over_near_subsistence" in rules) is warned
