"""Composition: households have the sizes of the calibration, and ages fit each other."""

from collections import Counter

import pytest

from hub.population.households import Household
from tests.hub.population.invented import age


def test_rural_households_on_the_allowance_have_the_sizes_of_the_calibration(invented: list[Household]) -> None:
    rural = [h for h in invented if h.subsistence_type == "rural" and h.residence == "rural"]
    sizes = Counter(min(len(h.members), 5) for h in rural)
    shares = [sizes[size] / len(rural) for size in range(1, 6)]
    assert shares == pytest.approx([0.35, 0.28, 0.16, 0.12, 0.09], abs=0.04)


def test_the_family_makes_sense(invented: list[Household]) -> None:
    for household in invented:
        head, *others = household.members
        assert head.relation == "02"
        assert age(head) >= 18
        children = [m for m in others if m.relation in ("20", "30") and age(m) < 18]
        assert all(age(head) - age(child) >= 18 for child in children)
        assert sum(m.relation in ("10", "11", "12") for m in others) <= 1
