"""Situation: what is known of a household as a whole, and what is not."""

import pytest

from hub.population.households import Household


def test_many_dwellings_were_never_inspected(invented: list[Household]) -> None:
    rural = [h for h in invented if h.residence == "rural"]
    inspected = [h for h in rural if h.members[0].fact("danger_grade")]
    assert len(inspected) / len(rural) == pytest.approx(0.62, abs=0.05)
