"""The worked cases: what the rules find for eight invented households, and when one thing changes."""

import json

import pytest

from policy.cases import FILE, WorkedCase, lists_of, worked_cases
from policy.catalogue import Catalogue
from policy.review import review
from tests.conftest import of_the_document

CASES = list(worked_cases(of_the_document()))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number}: {case.en}")
def test_worked_case(catalogue: Catalogue, case: WorkedCase) -> None:
    found = lists_of(review(catalogue, case.household, case.records, case.day), catalogue)
    assert found == {name: sorted(entries) for name, entries in case.expected.items()}


def test_the_two_ways_of_urban_housing_are_one_warning_with_two_options(catalogue: Catalogue) -> None:
    case = next(case for case in CASES if case.number == 7)
    gaps = review(catalogue, case.household, case.records, case.day).maybe
    assert ("housing.public_rental_housing", "housing.rent_subsidy") in [gap.options for gap in gaps]


def test_the_people_are_invented_and_their_numbers_are_well_formed() -> None:
    for case in json.loads(FILE.read_text("utf-8"))["cases"]:
        for member in case["members"].values():
            number = member["id_number"]
            assert number.startswith("629901")
            assert number[6:14] == member["birth_date"].replace("-", "")
            assert number[17] == _check_digit(number)
            assert int(number[16]) % 2 == int(member["sex"]) % 2


def _check_digit(number: str) -> str:
    """GB 11643: ISO 7064 MOD 11-2 over the first seventeen digits."""
    total = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(number[:17]))
    return "10X98765432"[total % 11]
