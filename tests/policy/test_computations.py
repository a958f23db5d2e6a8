"""Amounts of a household: added up, compared, chosen; what nobody knows is unknown, and not nothing."""

from datetime import date

import pytest

from policy.catalogue import Catalogue
from policy.clauses import Value
from policy.households import Household, Member, household_facts

DAY = date(2024, 3, 15)
STANDARDS = {"subsistence_standard_urban": 76000, "subsistence_standard_rural": 47400}


def test_what_is_known_is_added_up_over_the_living(catalogue: Catalogue) -> None:
    alive, unknown = Member("A", facts={"selfpay_after_triple": 300}), Member("B")
    dead = Member("C", facts={"selfpay_after_triple": 7, "deceased": True})
    assert household_facts(catalogue.facts, Household("H", (unknown,)), DAY)["rigid_expenditure_year"] is None
    home = Household("H", (alive, unknown, dead), facts={"school_expenditure_year": 20})
    assert household_facts(catalogue.facts, home, DAY)["rigid_expenditure_year"] == 320


@pytest.mark.parametrize(
    ("income", "percent"), [(0, 0), (47399, 99), (47400, 100), (71099, 149), (71100, 150), (None, None)]
)
def test_an_income_is_under_a_share_of_the_standard_exactly_where_its_amount_is(
    catalogue: Catalogue, income: int | None, percent: int | None
) -> None:
    facts = {"residence": "rural", "per_capita_income_after_cost": income}
    home = Household("H", (Member("A"),), facts=facts, parameters=STANDARDS)
    assert household_facts(catalogue.facts, home, DAY)["income_percent"] == percent


@pytest.mark.parametrize(("spent", "percent"), [(60, 60), (61, 61), (0, 0)])
def test_a_share_of_expenses_is_over_another_exactly_where_its_amount_is(
    catalogue: Catalogue, spent: int, percent: int
) -> None:
    def share(income: int) -> Value:
        home = Household("H", (Member("A"),), facts={"school_expenditure_year": spent, "income_year": income})
        return household_facts(catalogue.facts, home, DAY)["rigid_expenditure_percent"]

    assert share(100) == percent
    assert share(0) is None
    if spent:
        assert share(99) == percent + 1


def test_the_kind_of_allowance_chooses_the_standard_before_the_dwelling(catalogue: Catalogue) -> None:
    def standard(**facts: Value) -> Value:
        home = Household("H", (Member("A"),), facts=facts, parameters=STANDARDS)
        return household_facts(catalogue.facts, home, DAY)["subsistence_standard"]

    assert standard(residence="rural") == 47400
    assert standard(residence="rural", subsistence_type="urban") == 76000
    assert standard() is None
