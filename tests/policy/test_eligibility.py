"""Eligibility: one binding decides, a missing fact is unknown, and the dead are asked only about funerals."""

from datetime import date

import pytest

from policy.catalogue import Catalogue
from policy.clauses import Value
from policy.eligibility import Certainty, Finding, read
from policy.households import Happening, Household, Member

DAY = date(2024, 3, 15)
SUBSISTENCE = frozenset({"subsistence_allowance"})


def test_category_and_person_clauses_must_hold_for_one_member(catalogue: Catalogue) -> None:
    disabled = _member("B", categories=frozenset(), disability_grade=1)
    apart = Household("H", (_member("A", categories=SUBSISTENCE), disabled))
    together = Household("H", (_member("A"), _member("B", categories=SUBSISTENCE, disability_grade=1)))
    programme = "disabled_federation.barrier_free_alteration"
    assert _one(catalogue, programme, apart).certainty is Certainty.UNMET
    assert _one(catalogue, programme, together).certainty is Certainty.MET
    assert _one(catalogue, programme, together).member == "B"


def test_one_who_meets_the_rule_outweighs_one_of_whom_too_little_is_known(catalogue: Catalogue) -> None:
    home = Household(
        "H",
        (_member("A", categories=SUBSISTENCE), _member("B", categories=frozenset({"near_subsistence"}))),
        SUBSISTENCE,
        facts={"residence": "rural"},
        housing={"danger_grade": "D"},
        parameters={"rural_house_categories": SUBSISTENCE},
    )
    assert _one(catalogue, "housing.rural_house_renovation", home).certainty is Certainty.MET


def test_a_dwelling_never_inspected_is_unknown_and_says_why(catalogue: Catalogue) -> None:
    home = Household("H", (_member("A", categories=SUBSISTENCE),), SUBSISTENCE, facts={"residence": "urban"})
    finding = _one(catalogue, "housing.rent_subsidy", home)
    assert finding.certainty is Certainty.UNKNOWN
    assert [str(clause) for clause, truth in finding.clauses if truth is None] == ["housing.difficulty = true"]


def test_who_has_no_form_of_support_is_not_supported_institutionally(catalogue: Catalogue) -> None:
    home = Household(
        "H",
        (_member("A", categories=frozenset({"extreme_hardship"})),),
        facts={"residence": "urban"},
        housing={"difficulty": True},
    )
    assert _one(catalogue, "housing.public_rental_housing", home).certainty is Certainty.MET


@pytest.mark.parametrize("programme", ["housing.public_rental_housing", "housing.rural_house_renovation"])
def test_a_member_determined_alone_makes_no_family_of_it(catalogue: Catalogue, programme: str) -> None:
    """三（二）住房救助 speaks of 低保家庭: the family's categories count, and of 特困人员 their own."""
    parameters = {"rural_house_categories": frozenset({"subsistence_allowance", "extreme_hardship"})}
    facts = {"residence": "urban" if "rental" in programme else "rural"}
    housing: dict[str, Value] = {"difficulty": True, "danger_grade": "D"}

    def certainty(basis: frozenset[str], *members: Member) -> Certainty:
        home = Household("H", members, basis, facts=facts, housing=housing, parameters=parameters)
        return _one(catalogue, programme, home).certainty

    single = _member("A", categories=SUBSISTENCE)
    assert certainty(frozenset(), single, _member("B")) is Certainty.UNMET
    assert certainty(SUBSISTENCE, single, _member("B")) is Certainty.MET
    supported = {form: _member("A", categories=frozenset({"extreme_hardship"}), support=form) for form in SUPPORTS}
    assert certainty(frozenset({"extreme_hardship"}), supported["dispersed"]) is Certainty.MET
    assert certainty(frozenset({"extreme_hardship"}), supported["institutional"]) is Certainty.UNMET
    watched = _member("B", categories=frozenset({"relapse_monitored"}))
    basis = frozenset({"extreme_hardship", "relapse_monitored"})
    assert certainty(basis, supported["institutional"], watched) is Certainty.UNMET


SUPPORTS = ("dispersed", "institutional")


@pytest.mark.parametrize(
    ("programme", "family"),
    [
        ("civil_affairs.single_person_jobless_disabled", frozenset[str]()),
        ("civil_affairs.single_person_near_subsistence", frozenset({"near_subsistence"})),
    ],
)
def test_who_is_determined_alone_still_fits_the_programme_that_the_determination_was_for(
    catalogue: Catalogue, programme: str, family: frozenset[str]
) -> None:
    """三（一）: the rule says who may be determined, and the determination then supports the help."""
    facts: dict[str, Value] = {"disability_grade": 1, "employed": False}

    def found(categories: frozenset[str], basis: frozenset[str] = family) -> Certainty:
        home = Household("H", (_member("A", categories=categories, **facts),), basis)
        return _one(catalogue, programme, home).certainty

    assert found(family) is Certainty.MET
    assert found(family | SUBSISTENCE) is Certainty.MET
    assert found(SUBSISTENCE) is Certainty.MET
    assert found(SUBSISTENCE, SUBSISTENCE) is Certainty.UNMET
    # Who shares the family's allowance is not one to be determined alone, whatever else holds.
    assert found(SUBSISTENCE | {"relapse_monitored"}, SUBSISTENCE | family) is Certainty.UNMET


def test_an_event_is_read_as_one(catalogue: Catalogue) -> None:
    """An urgent event and another that is heavy do not make one that is both."""
    urgent = Happening("fire", "A", {"kind": "SUDDEN", "urgency": "URGENT", "severity": "LIGHT"})
    heavy = Happening("flood", "A", {"kind": "DISASTROUS", "urgency": "NORMAL", "severity": "HEAVY"})
    home = Household("H", (_member("A", categories=SUBSISTENCE),), events=(urgent, heavy))
    assert _one(catalogue, "civil_affairs.aid_first", home).certainty is Certainty.UNMET
    light = _one(catalogue, "civil_affairs.small_amount_aid_first", home)
    assert light.certainty is Certainty.MET
    assert light.events == {"fire"}


def test_another_members_emergency_is_not_ones_own(catalogue: Catalogue) -> None:
    stroke = Happening("stroke", "A", {"kind": "MEDICAL_EMERGENCY", "place": "620102000000"})
    home = Household("H", (_member("A"), _member("B")), events=(stroke,))
    found = {f.subject: f.certainty for f in _read(catalogue, "health.emergency_treatment", home)}
    assert found == {"A": Certainty.MET, "B": Certainty.UNMET}


def test_an_emergency_in_another_province_is_not_this_funds(catalogue: Catalogue) -> None:
    stroke = Happening("stroke", "A", {"kind": "MEDICAL_EMERGENCY", "place": "610102000000"})
    home = Household("H", (_member("A"),), events=(stroke,))
    assert _one(catalogue, "health.emergency_treatment", home).certainty is Certainty.UNMET


def test_the_dead_are_a_target_of_funeral_help_alone(catalogue: Catalogue) -> None:
    dead = _member("A", categories=SUBSISTENCE, deceased_on=date(2024, 2, 20))
    home = Household("H", (dead, _member("B", categories=SUBSISTENCE)), parameters={"funeral": True})
    about_dead = [
        f.programme for code in catalogue.programmes for f in _read(catalogue, code, home) if f.subject == "A"
    ]
    assert about_dead == ["civil_affairs.funeral_fee_reduction"]
    assert _one(catalogue, "civil_affairs.social_work", home).member == "B"


def test_a_death_counts_from_its_day(catalogue: Catalogue) -> None:
    home = Household("H", (_member("A", categories=SUBSISTENCE, deceased_on=DAY),), parameters={"funeral": True})
    eve = date(2024, 3, 14)
    programme = catalogue.programmes["civil_affairs.funeral_fee_reduction"]
    assert next(read(catalogue, programme, home, eve)).certainty is Certainty.UNMET
    assert next(read(catalogue, programme, home, DAY)).certainty is Certainty.MET


def test_nobody_is_left_of_a_household_whose_last_member_died(catalogue: Catalogue) -> None:
    home = Household("H", (_member("A", categories=SUBSISTENCE, deceased=True),))
    assert _read(catalogue, "civil_affairs.social_work", home) == []


@pytest.mark.parametrize(
    ("day", "certainty"),
    [(date(2022, 2, 28), Certainty.UNMET), (date(2022, 3, 1), Certainty.MET)],
)
def test_who_was_born_on_29_february_comes_of_age_on_1_march(
    catalogue: Catalogue, day: date, certainty: Certainty
) -> None:
    person = _member("A", born=date(2004, 2, 29), employed=False, disability_grade=2)
    programme = catalogue.programmes["civil_affairs.single_person_jobless_disabled"]
    finding = next(read(catalogue, programme, Household("H", (person,)), day))
    assert finding.certainty is certainty


@pytest.mark.parametrize(
    ("born", "day", "certainty"),
    [
        (date(2008, 3, 15), date(2024, 3, 14), Certainty.UNMET),
        (date(2008, 3, 15), date(2024, 3, 15), Certainty.MET),
        (date(2009, 3, 15), date(2024, 3, 15), Certainty.UNMET),
    ],
)
def test_the_birthday_itself_counts(catalogue: Catalogue, born: date, day: date, certainty: Certainty) -> None:
    person = _member("A", born=born, categories=SUBSISTENCE, disability_type="MENTAL", disability_grade=3)
    programme = catalogue.programmes["disabled_federation.sunshine_home"]
    assert next(read(catalogue, programme, Household("H", (person,)), day)).certainty is certainty


def test_registered_without_a_category_is_not_the_same_as_near_subsistence(catalogue: Catalogue) -> None:
    programme = "civil_affairs.single_person_jobless_disabled"
    near = frozenset({"near_subsistence"})
    nobody = _member("A", employed=False, disability_grade=1)
    somebody = _member("A", categories=near, employed=False, disability_grade=1)
    assert _one(catalogue, programme, Household("H", (nobody,))).certainty is Certainty.MET
    assert _one(catalogue, programme, Household("H", (somebody,))).certainty is Certainty.UNMET


def _member(
    key: str,
    born: date = date(1980, 1, 1),
    categories: frozenset[str] = frozenset(),
    **facts: Value,
) -> Member:
    return Member(key, born, categories, facts)


def _read(catalogue: Catalogue, programme: str, household: Household) -> list[Finding]:
    return list(read(catalogue, catalogue.programmes[programme], household, DAY))


def _one(catalogue: Catalogue, programme: str, household: Household) -> Finding:
    (finding,) = _read(catalogue, programme, household)
    return finding


@pytest.mark.parametrize(
    ("known", "certainty"),
    [
        ({"subsistence_type": "urban", "residence": "rural"}, Certainty.UNMET),
        ({"subsistence_type": "rural", "residence": "urban"}, Certainty.MET),
        ({"residence": "urban"}, Certainty.UNMET),
        ({"residence": "rural"}, Certainty.MET),
        ({}, Certainty.UNKNOWN),
    ],
)
def test_a_phase_out_asks_for_an_income_over_the_familys_own_standard(
    catalogue: Catalogue, known: dict[str, Value], certainty: Certainty
) -> None:
    """当地城乡低保标准: that of the allowance, else that of the dwelling; where neither is known nobody can say."""
    facts: dict[str, Value] = {"per_capita_income_after_cost": 60000, "months_over_standard": 2, **known}
    home = Household(
        "H",
        (_member("A", categories=SUBSISTENCE, employed=True),),
        SUBSISTENCE,
        facts=facts,
        parameters={
            "subsistence_standard_urban": 76000,
            "subsistence_standard_rural": 47400,
            "phase_out_months": 6,
        },
    )
    assert _one(catalogue, "civil_affairs.phase_out", home).certainty is certainty
