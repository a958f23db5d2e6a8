"""The invented population: the shares of the province, and nobody who exists."""

from collections import Counter
from itertools import islice

import pytest

from hub.population.households import Household, Member
from hub.population.places import Village
from hub.population.population import population
from policy.catalogue import Catalogue
from registry.identity.identity_numbers import check
from tests.hub.population.conftest import DAY


def members(invented: list[Household]) -> list[Member]:
    return [member for household in invented for member in household.members]


def age(member: Member) -> int:
    born = member.birth_date
    return DAY.year - born.year - ((DAY.month, DAY.day) < (born.month, born.day))


def having(invented: list[Household], category: str) -> list[Member]:
    return [m for m in members(invented) if any(d.category == category for d in m.determined if not d.valid_to)]


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


@pytest.mark.parametrize(
    ("category", "old", "minor", "disabled"),
    [
        ("subsistence_allowance", 0.36, 0.17, 0.22),
        ("extreme_hardship", 0.85, 0.0, 0.30),
        ("relapse_monitored", 0.25, 0.27, 0.16),
    ],
)
def test_ages_and_disability_follow_the_category(
    invented: list[Household], category: str, old: float, minor: float, disabled: float
) -> None:
    those = having(invented, category)
    assert sum(age(m) < 18 for m in those) / len(those) == pytest.approx(minor, abs=0.05)
    assert sum(age(m) >= 60 for m in those) / len(those) == pytest.approx(old, abs=0.06)
    assert disabled is None or sum(m.fact("disabled") is True for m in those) / len(those) == pytest.approx(
        disabled, abs=0.06
    )


def test_rural_households_on_the_allowance_have_the_sizes_of_the_calibration(invented: list[Household]) -> None:
    rural = [h for h in invented if h.subsistence_type == "rural" and h.residence == "rural"]
    sizes = Counter(min(len(h.members), 5) for h in rural)
    shares = [sizes[size] / len(rural) for size in range(1, 6)]
    assert shares == pytest.approx([0.35, 0.28, 0.16, 0.12, 0.09], abs=0.04)


def test_every_county_has_households_and_villages_of_a_kind_have_about_as_many(invented: list[Household]) -> None:
    counties = Counter(h.village.county for h in invented)
    villages = Counter(h.village.code for h in invented if h.residence == "rural")
    assert len(counties) == 40
    assert max(villages.values()) - min(villages.values()) <= 2


def test_numbers_are_well_formed_unique_and_nobodys(invented: list[Household]) -> None:
    everyone = members(invented)
    assert len({m.number for m in everyone}) == len(everyone)
    for member in everyone:
        assert check(member.number).startswith("629901")
        assert member.number[6:14] == f"{member.birth_date:%Y%m%d}"
        assert int(member.number[16]) % 2 == int(member.sex) % 2


def test_the_family_makes_sense(invented: list[Household]) -> None:
    for household in invented:
        head, *others = household.members
        assert head.relation == "02"
        assert age(head) >= 18
        children = [m for m in others if m.relation in ("20", "30") and age(m) < 18]
        assert all(age(head) - age(child) >= 18 for child in children)
        assert sum(m.relation in ("10", "11", "12") for m in others) <= 1


def test_every_fact_is_one_its_department_declares(invented: list[Household], catalogue: Catalogue) -> None:
    for report in (report for member in members(invented) for report in member.reports):
        declared = {
            fact.name: fact for fact in catalogue.departments[report.department].facts if fact.entity == report.entity
        }
        for name, value in report.values.items():
            codes = [code.code for code in declared[name].codes]
            assert not codes or value in codes


def test_many_dwellings_were_never_inspected(invented: list[Household]) -> None:
    rural = [h for h in invented if h.residence == "rural"]
    inspected = [h for h in rural if h.members[0].fact("danger_grade")]
    assert len(inspected) / len(rural) == pytest.approx(0.62, abs=0.05)


def test_defects_are_there(invented: list[Household]) -> None:
    dead = [m for m in members(invented) if m.fact("deceased_on")]
    names = Counter((m.name, m.birth_date) for m in members(invented))
    assert any(d.valid_to is None for m in dead for d in m.determined)
    assert any((DAY - h.as_of).days > 60 for h in invented)
    assert max(names.values()) > 1


def test_nothing_is_kept_of_the_households_already_given(everywhere: list[Village], catalogue: Catalogue) -> None:
    endless = population(10**9, 1, everywhere, catalogue, DAY)
    assert len(list(islice(endless, 50))) == 50
