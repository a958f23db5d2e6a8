"""Situation: what is known of a household as a whole, and what is not."""

import pytest

from hub.population.households import Household


def test_many_dwellings_were_never_inspected(invented: list[Household]) -> None:
    rural = [h for h in invented if h.residence == "rural"]
    inspected = [h for h in rural if h.members[0].fact("danger_grade")]
    assert len(inspected) / len(rural) == pytest.approx(0.62, abs=0.05)


def test_some_families_without_an_allowance_have_less_than_the_standard_by_now(invented: list[Household]) -> None:
    """二（三）: 动态掌握低收入人口就业状况、家庭支出、困难情形等变化情况."""
    rural = [h for h in invented if h.residence == "rural" and h.subsistence_type is None]
    incomes = [h.members[0].fact("per_capita_income_after_cost") for h in rural]
    fallen = [income for income in incomes if isinstance(income, int) and 0.4 * 47400 <= income < 47400]
    assert 0 < len(fallen) < 0.08 * len(rural)


def test_what_school_or_a_disaster_took_is_told_of_who_is_determined_for_it_and_of_some_others(
    invented: list[Household],
) -> None:
    told = [
        (h.members[0].determined, h.members[0].fact("income_year"))
        for h in invented
        if h.members[0].fact("school_expenditure_year") or h.members[0].fact("disaster_expenditure_year")
    ]
    assert all(isinstance(income, int) for _, income in told)
    categories = {d.category for determined, _ in told for d in determined}
    assert "rigid_expenditure" in categories
    assert len(categories) > 1


def test_some_of_the_able_can_work_in_part_only(invented: list[Household]) -> None:
    able = [m for h in invented for m in h.members if m.fact("labour_ability") is True]
    weak = [member for member in able if member.fact("weak_labour")]
    assert len(weak) / len(able) == pytest.approx(0.12, abs=0.03)
    assert not [m for h in invented for m in h.members if m.fact("weak_labour") and not m.fact("labour_ability")]
