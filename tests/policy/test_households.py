"""Households: what follows from what is known, and that a value which is given wins."""

from datetime import date

import pytest

from policy.catalogue import Catalogue
from policy.clauses import Truth, Value
from policy.households import Household, Member, full_years, household_facts, person_facts

DAY = date(2024, 3, 15)


@pytest.mark.parametrize(
    ("born", "day", "years"),
    [
        (date(2009, 3, 15), date(2024, 3, 14), 14),
        (date(2009, 3, 15), date(2024, 3, 15), 15),
        (date(2006, 3, 15), date(2024, 3, 15), 18),
        (date(2004, 2, 29), date(2024, 2, 28), 19),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (date(2004, 2, 29), date(2023, 2, 28), 18),
        (date(2004, 2, 29), date(2023, 3, 1), 19),
    ],
)
def test_age_is_counted_in_full_years(born: date, day: date, years: int) -> None:
    assert full_years(born, day) == years


@pytest.mark.parametrize(
    ("kind", "grade", "severe"),
    [
        ("VISUAL", 2, True),
        ("VISUAL", 3, False),
        ("MENTAL", 3, True),
        ("INTELLECTUAL", 3, True),
        ("MENTAL", 4, False),
        (None, 3, False),
        ("MENTAL", None, False),
    ],
)
def test_grades_one_and_two_are_severe_and_three_of_the_mind(
    catalogue: Catalogue, kind: str | None, grade: int | None, severe: Truth
) -> None:
    member = Member("A", facts={"disability_type": kind, "disability_grade": grade})
    assert person_facts(catalogue.facts, member, {}, DAY)["severe_disabled"] is severe


def test_a_value_that_is_given_wins_over_one_that_is_derived(catalogue: Catalogue) -> None:
    member = Member("A", date(2000, 1, 1), facts={"disability_grade": 1, "severe_disabled": False, "age": 40})
    facts = person_facts(catalogue.facts, member, {}, DAY)
    assert (facts["severe_disabled"], facts["age"]) == (False, 40)
    home = Household("H", (member,), facts={"employed_member": True})
    assert household_facts(catalogue.facts, home, DAY)["employed_member"] is True


@pytest.mark.parametrize(
    ("receiving", "other", "employed_member"),
    [(True, None, True), (False, True, False), (None, True, None), (False, None, False)],
)
def test_work_counts_only_of_those_who_receive_the_allowance(
    catalogue: Catalogue, receiving: Truth, other: Truth, employed_member: Truth
) -> None:
    home = Household(
        "H",
        (
            Member("A", categories=frozenset({"subsistence_allowance"}), facts={"employed": receiving}),
            Member("B", facts={"employed": other}),
        ),
    )
    assert household_facts(catalogue.facts, home, DAY)["employed_member"] is employed_member


def test_the_work_of_the_dead_no_longer_counts(catalogue: Catalogue) -> None:
    facts: dict[str, Value] = {"employed": True, "deceased_on": date(2024, 3, 1)}
    dead = Member("A", categories=frozenset({"subsistence_allowance"}), facts=facts)
    assert household_facts(catalogue.facts, Household("H", (dead,)), DAY)["employed_member"] is False
