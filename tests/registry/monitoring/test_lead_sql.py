"""Leads: who may be determined and is not, as one line with its figures; unknown income is no lead."""

import datetime
from typing import Any
from uuid import UUID

import pytest

from policy.catalogue import Catalogue
from registry.monitoring.cross_check import CrossCheck
from registry.people.registration import Member
from tests.registry.monitoring.settled_cases import checked
from tests.registry.province import Province

pytestmark = pytest.mark.anyio

STANDARD = 47400
"""The rural one, with which the province starts."""


async def lead(province: Province, cross_check: CrossCheck, home: UUID) -> tuple[str, list[str], UUID | None]:
    """The one lead about a household: its rule, the categories, and the person; nothing where there is none."""
    await checked(province, cross_check, home)
    rows = await province.ask(
        "SELECT rule, categories, person_id FROM early_warnings"
        " WHERE household_id = $1 AND state <> 'CLOSED' AND rule LIKE 'may_be%'",
        home,
    )
    assert len(rows) <= 1
    return rows[0] if rows else ("", [], None)


async def income(province: Province, head: Member, fen: int, **stated: Any) -> None:
    known = {"per_capita_income_after_cost": fen, **stated}
    assert await province.report("civil_affairs", head, "household", **known) is True


async def test_an_income_under_the_standard_is_a_lead_with_its_figures_and_no_target(
    province: Province, cross_check: CrossCheck
) -> None:
    """三（一）: 对符合最低生活保障……条件的低收入人口; 三（二）就业救助: 扣减必要的就业成本."""
    head = province.person()
    home = await province.settle(head, province.person("李乙", relation="10"))
    assert (await lead(province, cross_check, home))[0] == ""
    checked_on = datetime.date(2024, 2, 1)
    await income(province, head, STANDARD - 1, employment_cost=15000, means_checked_on=checked_on)
    rule, categories, person = await lead(province, cross_check, home)
    assert (rule, person) == ("may_be_subsistence_allowance", None)
    assert categories == ["subsistence_allowance", "near_subsistence"]
    ((evidence,),) = await province.ask("SELECT evidence FROM early_warnings WHERE rule = $1", rule)
    assert {one["fact"]: (one["value"], one["department"]) for one in evidence} == {
        "household.per_capita_income_after_cost": (STANDARD - 1, "civil_affairs"),
        "household.employment_cost": (15000, "civil_affairs"),
        "household.means_checked_on": ("2024-02-01", "civil_affairs"),
        "household.subsistence_standard": (STANDARD, "civil_affairs"),
        "household.income_percent": (99, "civil_affairs"),
    }
    assert await province.targets(home) == set()


async def test_whoever_is_determined_is_no_lead_and_whoever_is_determined_for_less_is(
    province: Province, cross_check: CrossCheck
) -> None:
    head = province.person()
    home = await province.settle(head)
    await income(province, head, STANDARD - 1)
    await province.determine(home, "near_subsistence")
    assert await lead(province, cross_check, home) == ("may_be_subsistence_allowance", ["subsistence_allowance"], None)
    await province.determine(home, "subsistence_allowance")
    assert (await lead(province, cross_check, home))[0] == ""


async def test_the_allowance_of_one_member_alone_does_not_cover_a_family_under_the_standard(
    province: Province, cross_check: CrossCheck
) -> None:
    head, other = province.person(), province.person("李乙", relation="10")
    home = await province.settle(head, other)
    await income(province, head, STANDARD - 1)
    await province.determine(home, "subsistence_allowance", await province.id_of(other))
    assert (await lead(province, cross_check, home))[0] == "may_be_subsistence_allowance"


async def test_an_income_near_the_standard_is_a_lead_up_to_the_multiple_of_the_place(
    province: Province, cross_check: CrossCheck
) -> None:
    head = province.person()
    home = await province.settle(head)
    await income(province, head, STANDARD)
    assert await lead(province, cross_check, home) == ("may_be_near_subsistence", ["near_subsistence"], None)
    await income(province, head, STANDARD * 150 // 100)
    assert (await lead(province, cross_check, home))[0] == ""


async def test_illness_school_and_disaster_together_are_a_lead_where_they_take_most_of_the_income(
    province: Province, cross_check: CrossCheck
) -> None:
    """社会救助法第二十二条: more than the share, and an income under the disposable one of the place."""
    head, ill = province.person(), province.person("李乙", relation="10")
    home = await province.settle(head, ill)
    year = {"income_year": 2400000, "school_expenditure_year": 300000, "disaster_expenditure_year": 140000}
    await income(province, head, 100000, **year)
    await province.report("medical_insurance", ill, "person", selfpay_after_triple=1000000)
    assert (await lead(province, cross_check, home))[0] == ""
    await province.report("medical_insurance", head, "person", selfpay_after_triple=1)
    assert await lead(province, cross_check, home) == ("may_be_rigid_expenditure", ["rigid_expenditure"], None)
    ((evidence,),) = await province.ask("SELECT evidence FROM early_warnings WHERE rule = 'may_be_rigid_expenditure'")
    shown = {(one["fact"], one["value"], one["department"]) for one in evidence}
    assert {
        ("person.selfpay_after_triple", 1000000, "medical_insurance"),
        ("household.school_expenditure_year", 300000, "civil_affairs"),
        ("household.rigid_expenditure_year", 1440001, "civil_affairs"),
        ("household.rigid_expenditure_percent", 61, "civil_affairs"),
    } <= shown
    await income(province, head, 109000, **year)
    assert (await lead(province, cross_check, home))[0] == ""


async def test_of_several_categories_the_most_supportive_stands_first_in_one_line(
    province: Province, cross_check: CrossCheck
) -> None:
    old = province.person(born="1950-01-01")
    home = await province.settle(old)
    await income(province, old, 0)
    await province.report("civil_affairs", old, "person", without_support=True)
    assert await lead(province, cross_check, home) == (
        "may_be_extreme_hardship",
        ["extreme_hardship", "subsistence_allowance", "near_subsistence"],
        await province.id_of(old),
    )
    await province.determine(home, "extreme_hardship", support="dispersed")
    assert (await lead(province, cross_check, home))[0] == ""


async def test_a_lead_names_other_categories_when_the_facts_do(province: Province, cross_check: CrossCheck) -> None:
    head = province.person()
    home = await province.settle(head)
    await income(province, head, STANDARD - 1, income_year=100)
    assert (await lead(province, cross_check, home))[1] == ["subsistence_allowance", "near_subsistence"]
    await province.report("medical_insurance", head, "person", selfpay_after_triple=100)
    _, categories, _ = await lead(province, cross_check, home)
    assert categories == ["subsistence_allowance", "near_subsistence", "rigid_expenditure"]


def test_each_category_that_civil_affairs_determines_by_income_has_its_lead(catalogue: Catalogue) -> None:
    leads = [signal.leads_to for signal in catalogue.signals.values() if signal.leads_to]
    assert leads == ["extreme_hardship", "subsistence_allowance", "near_subsistence", "rigid_expenditure"]
