"""Programmes: whom each is for, and what goes together, is known on both sides."""

from policy.catalogue import Catalogue
from policy.programmes import Exclusion


def test_an_exclusion_is_known_on_both_sides(catalogue: Catalogue) -> None:
    house = catalogue.programmes["emergency_management.damaged_house_rebuilding"]
    assert Exclusion("housing.rural_house_renovation", "house") in house.excludes
    for code, programme in catalogue.programmes.items():
        for other in programme.excludes:
            assert Exclusion(code, other.same) in catalogue.programmes[other.programme].excludes


def test_an_alternative_is_one_on_both_sides(catalogue: Catalogue) -> None:
    for code, programme in catalogue.programmes.items():
        for other in programme.alternatives:
            assert code in catalogue.programmes[other].alternatives


def test_the_category_and_the_residence_are_the_first_clauses(catalogue: Catalogue) -> None:
    house = catalogue.programmes["housing.rent_subsidy"].condition.clauses
    assert [clause.fact for clause in house[:2]] == ["categories", "residence"]
    jobless = catalogue.programmes["civil_affairs.single_person_jobless_disabled"].condition.clauses
    assert "none" in str(jobless[0])
    urban = catalogue.programmes["civil_affairs.urban_subsistence_allowance"].condition.clauses
    assert str(urban[1]) == "household.subsistence_type = urban"


def test_a_programme_for_anyone_has_no_clause_on_categories(catalogue: Catalogue) -> None:
    clauses = catalogue.programmes["health.emergency_treatment"].condition.clauses
    assert [str(clause) for clause in clauses] == ["event.kind = MEDICAL_EMERGENCY", "event.in_province = true"]


def test_only_funeral_fees_are_for_the_dead(catalogue: Catalogue) -> None:
    assert [p.number for p in catalogue.programmes.values() if p.tests_deceased] == ["MZ-14"]


def test_what_an_absence_means_may_depend_on_the_category(catalogue: Catalogue) -> None:
    premium = catalogue.programmes["medical_insurance.fixed_premium_subsidy"]
    assert premium.absence_for(frozenset({"subsistence_allowance", "relapse_monitored"})) == "missed"
    assert premium.absence_for(frozenset({"relapse_monitored"})) == "maybe"
