"""The invented population: the shares of the province, and nobody who exists."""

from itertools import islice

import pytest

from hub.population.households import Household
from hub.population.places import Village
from hub.population.population import population
from policy.catalogue import Catalogue
from tests.hub.population.conftest import DAY
from tests.hub.population.invented import having, members


def test_the_same_seed_gives_the_same_households(everywhere: list[Village], catalogue: Catalogue) -> None:
    first, second, other = (list(population(300, seed, everywhere, catalogue, DAY)) for seed in (5, 5, 6))
    assert first == second
    assert first != other


@pytest.mark.parametrize(
    ("category", "share"),
    [
        ("subsistence_allowance", 0.56),
        ("extreme_hardship", 0.033),
        ("relapse_monitored", 0.09),
        ("near_subsistence", 0.11),
        ("rigid_expenditure", 0.02),
        ("other_hardship", 0.19),
    ],
)
def test_each_category_has_its_share_of_persons(invented: list[Household], category: str, share: float) -> None:
    found = len(having(invented, category)) / len(members(invented))
    assert found == pytest.approx(share, abs=0.02)


def test_some_have_no_category_and_some_have_two(invented: list[Household]) -> None:
    monitored = having(invented, "relapse_monitored")
    both = [m for m in monitored if any(d.category == "subsistence_allowance" for d in m.determined)]
    assert len(both) / len(monitored) == pytest.approx(0.4, abs=0.1)
    assert any(not member.determined for member in members(invented))


def test_single_persons_are_lifted_out_of_families_near_subsistence(invented: list[Household]) -> None:
    lifted = [m for m in members(invented) if any(d.basis == "SINGLE_PERSON" for d in m.determined)]
    assert lifted
    assert all({"near_subsistence", "subsistence_allowance"} <= {d.category for d in m.determined} for m in lifted)


def test_nothing_is_kept_of_the_households_already_given(everywhere: list[Village], catalogue: Catalogue) -> None:
    endless = population(10**9, 1, everywhere, catalogue, DAY)
    assert len(list(islice(endless, 50))) == 50
