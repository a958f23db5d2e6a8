"""Circumstances: what is known of a member follows the category, in the words of who declares it."""

import pytest

from hub.population.households import Household
from policy.catalogue import Catalogue
from tests.hub.population.invented import age, having, members


@pytest.mark.parametrize(
    ("category", "old", "minor", "disabled"),
    [
        ("subsistence_allowance", 0.36, 0.17, 0.22),
        ("extreme_hardship", 0.85, 0.0, 0.30),
        ("relapse_monitored", 0.25, 0.27, 0.16),
    ],
)
def test_ages_and_disability_follow_the_category(
    invented: list[Household], category: str, old: float, minor: float, disabled: float
) -> None:
    those = having(invented, category)
    assert sum(age(m) < 18 for m in those) / len(those) == pytest.approx(minor, abs=0.05)
    assert sum(age(m) >= 60 for m in those) / len(those) == pytest.approx(old, abs=0.06)
    assert disabled is None or sum(m.fact("disabled") is True for m in those) / len(those) == pytest.approx(
        disabled, abs=0.06
    )


def test_every_fact_is_one_its_department_declares(invented: list[Household], catalogue: Catalogue) -> None:
    for report in (report for member in members(invented) for report in member.reports):
        declared = {
            fact.name: fact for fact in catalogue.departments[report.department].facts if fact.entity == report.entity
        }
        for name, value in report.values.items():
            codes = [code.code for code in declared[name].codes]
            assert not codes or value in codes
