"""Evidence of identity: what the file declares adds up, and every finding is said in both languages."""

import math

from policy.identity_evidence import declared


def test_what_is_found_of_an_attribute_is_one_in_all_and_ends_with_everything_else() -> None:
    for attribute in declared().attributes:
        assert attribute.levels[-1].when == "ELSE"
        assert math.isclose(sum(level.m for level in attribute.levels), 1, abs_tol=0.001)


def test_what_agrees_speaks_for_one_person_and_what_differs_against_it() -> None:
    for attribute in declared().attributes:
        (agrees, *_, differs) = attribute.levels
        assert agrees.agreement == "AGREES"
        assert differs.agreement == "DIFFERS"
        assert agrees.m / agrees.u > 1 > differs.m / differs.u


def test_codes_are_said_once_and_in_both_languages() -> None:
    levels = declared().levels
    assert len({level.code for level in levels}) == len(levels)
    assert all(level.en and level.zh for level in levels)
