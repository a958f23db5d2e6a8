"""Priorities and derived facts: what is declared can be read, and what cannot is refused with its place."""

from dataclasses import replace
from datetime import date

import pytest

from policy.catalogue import Catalogue
from policy.checks import check_fact, check_programme
from policy.clauses import Condition, Truth, parse
from policy.eligibility import holds
from policy.errors import UnknownFact, WrongValue
from policy.households import Happening, Household, Member

DAY = date(2024, 3, 15)
AGES = {"working_age_from": 16, "working_age_to": 59, "old_age_from": 70, "emergency_days": 180}


def family(*members: Member, events: tuple[Happening, ...] = ()) -> Household:
    return Household("H", members, events=events, parameters=AGES)


def worker(born: int = 1990, **facts: Truth) -> Member:
    return Member("A", date(born, 1, 1), facts=facts)


@pytest.mark.parametrize(
    ("employed", "listed"),
    [(False, True), (None, None), (True, False)],
    ids=["known not to work", "to be verified", "at work"],
)
def test_a_family_in_which_nobody_is_known_to_work_is_listed(
    catalogue: Catalogue, employed: Truth, listed: Truth
) -> None:
    condition = catalogue.priorities.groups["ZERO_EMPLOYMENT"].condition
    home = family(worker(labour_ability=True, job_intent=True, employed=employed))
    assert holds(catalogue, condition, home, DAY) is listed


@pytest.mark.parametrize(("born", "without"), [(1990, False), (1964, True), (2010, True)])
def test_who_is_not_of_working_age_is_no_labour(catalogue: Catalogue, born: int, without: bool) -> None:
    condition = catalogue.priorities.groups["WITHOUT_LABOUR"].condition
    assert holds(catalogue, condition, family(worker(born, labour_ability=True)), DAY) is without


@pytest.mark.parametrize(("able", "without"), [(True, False), (None, None), (False, True)])
def test_labour_that_nobody_knows_of_is_unknown_and_not_none(catalogue: Catalogue, able: Truth, without: Truth) -> None:
    condition = catalogue.priorities.groups["WITHOUT_LABOUR"].condition
    child = Member("B", date(2015, 1, 1))
    assert holds(catalogue, condition, family(worker(labour_ability=able), child), DAY) is without


@pytest.mark.parametrize(("day", "visited"), [(date(2023, 9, 18), True), (date(2023, 9, 17), False)])
def test_an_emergency_calls_for_a_visit_for_half_a_year(catalogue: Catalogue, day: date, visited: bool) -> None:
    condition = catalogue.priorities.groups["EMERGENCY"].condition
    home = family(worker(), events=(Happening("fire", facts={"as_of": day}),))
    assert (holds(catalogue, condition, home, DAY) is True) is visited


@pytest.mark.parametrize(
    ("entity", "name", "clause", "error"),
    [
        ("household", "working_members", "person.busy = true", UnknownFact),
        ("household", "working_members", "household.residence = rural", WrongValue),
        ("person", "able_to_work", "person.severe_disabled = false", WrongValue),
        ("event", "days_ago", "person.employed = true", WrongValue),
    ],
)
def test_a_fact_that_cannot_be_derived_so_is_refused(
    catalogue: Catalogue, entity: str, name: str, clause: str, error: type[Exception]
) -> None:
    fact = replace(catalogue.facts[entity, name], condition=Condition((parse(clause),)))
    with pytest.raises(error):
        check_fact(fact, catalogue.facts)


def test_no_programme_may_count_days_for_targets_are_not_computed_anew_every_day(catalogue: Catalogue) -> None:
    programme = next(iter(catalogue.programmes.values()))
    counting = replace(programme, condition=Condition((parse("event.days_ago < 30"),)))
    with pytest.raises(WrongValue):
        check_programme(counting, catalogue.facts, catalogue.programmes)
