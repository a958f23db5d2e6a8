"""Feeds: lists as departments hand them in, with their mistakes."""

from hub.population.feeds import feed
from hub.population.households import Household
from registry.errors import Refusal
from registry.identity.identity_numbers import check
from tests.hub_running import TODAY


def test_a_list_names_the_department_s_own_facts_only(invented: list[Household]) -> None:
    assert {row.entity for row in feed(invented[:200], "housing", 1)} == {"housing"}


def test_some_numbers_are_mistyped_and_some_only_spelled_otherwise(invented: list[Household]) -> None:
    known = {member.number for household in invented for member in household.members}
    rows = list(feed(invented, "medical_insurance", 1))
    wrong = [row for row in rows if not well_formed(row.id_number)]
    otherwise = [row for row in rows if row.id_number not in known and well_formed(row.id_number)]
    assert 0.005 < len(wrong) / len(rows) < 0.011
    assert 0.002 < len(otherwise) / len(rows) < 0.009
    assert all(check(row.id_number, TODAY) in known for row in otherwise)


def well_formed(number: str) -> bool:
    try:
        check(number, TODAY)
    except Refusal:
        return False
    return True
