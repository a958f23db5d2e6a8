"""Leads: what speaks for a category of one household is one line, which names a member where its rules name one alone."""

from datetime import date

from policy.catalogue import Catalogue
from policy.clauses import Value
from policy.households import Household, Member
from policy.leads import Lead, lead

DAY = date(2024, 3, 15)
LOCAL: dict[str, Value] = {
    "subsistence_standard_rural": 47400,
    "near_subsistence_percent": 150,
    "working_age_from": 16,
}
DIED = date(2024, 1, 1)


def old(key: str, *categories: str, **facts: Value) -> Member:
    return Member(key, date(1945, 1, 1), frozenset(categories), {"without_support": True, **facts})


def family(income: int | None, *members: Member, **local: Value) -> Household:
    facts: dict[str, Value] = {"residence": "rural", "per_capita_income_after_cost": income}
    return Household("H", members, facts=facts, parameters={**LOCAL, **local})


def test_one_who_may_be_in_extreme_hardship_is_named_and_two_are_a_households(catalogue: Catalogue) -> None:
    three = ("extreme_hardship", "subsistence_allowance", "near_subsistence")
    assert lead(catalogue, family(0, old("A")), DAY) == Lead("may_be_extreme_hardship", three, "A")
    assert lead(catalogue, family(0, old("A"), old("B")), DAY) == Lead("may_be_extreme_hardship", three, None)
    assert lead(catalogue, family(0, old("A"), old("B", deceased_on=DIED)), DAY) == Lead(
        "may_be_extreme_hardship", three, "A"
    )


def test_an_income_that_nobody_knows_is_no_lead(catalogue: Catalogue) -> None:
    assert lead(catalogue, family(None, old("A")), DAY) is None
    assert lead(catalogue, family(0, old("A", deceased_on=DIED)), DAY) is None


def test_the_standard_is_that_of_the_place(catalogue: Catalogue) -> None:
    found = lead(catalogue, family(47400, old("A")), DAY)
    assert found == Lead("may_be_near_subsistence", ("near_subsistence",), None)
    higher = lead(catalogue, family(47400, old("A"), subsistence_standard_rural=50000), DAY)
    assert higher is not None
    assert higher.categories[0] == "extreme_hardship"
