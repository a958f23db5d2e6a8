"""Review: what excludes, what adds up, and whom a household's record covers."""

from datetime import date

from policy.catalogue import Catalogue
from policy.households import Happening, Household, Member
from policy.review import ActiveRecord, Review, review

DAY = date(2024, 3, 15)
PUPIL = Member(
    "A", date(2008, 1, 1), frozenset({"subsistence_allowance"}), {"student_stage": "SENIOR", "insured_type": "EMPLOYEE"}
)


def test_a_household_record_covers_whom_it_lists(catalogue: Catalogue) -> None:
    old = Member("B", date(1940, 1, 1), frozenset({"extreme_hardship"}))
    home = Household("H", (PUPIL, old))
    support = ActiveRecord("civil_affairs.extreme_hardship_support", "B")
    everyone = ActiveRecord("civil_affairs.rural_subsistence_allowance", "H")
    pupil_only = ActiveRecord("civil_affairs.rural_subsistence_allowance", "H", covers=frozenset({"A"}))
    assert _review(catalogue, home, everyone, support).duplicate == ((everyone, support),)
    assert _review(catalogue, home, pupil_only, support).duplicate == ()


def test_the_same_grant_in_two_terms_is_no_duplicate(catalogue: Catalogue) -> None:
    home = Household("H", (PUPIL,))
    spring, again, autumn = (
        ActiveRecord("education_aid.senior_high_grant", "A", term=term)
        for term in ("2024-spring", "2024-spring", "2023-autumn")
    )
    assert _review(catalogue, home, spring, autumn).duplicate == ()
    assert _review(catalogue, home, spring, again).duplicate == ((spring, again),)


def test_help_of_two_years_is_no_duplicate(catalogue: Catalogue) -> None:
    home = Household("H", (PUPIL,))
    before, now = (ActiveRecord("medical_insurance.fixed_premium_subsidy", "A", term=year) for year in ("2023", "2024"))
    assert _review(catalogue, home, before, now).duplicate == ()
    assert _review(catalogue, home, now, now).duplicate == ((now, now),)


def test_two_stages_of_school_in_one_term_clash(catalogue: Catalogue) -> None:
    home = Household("H", (PUPIL,))
    senior = ActiveRecord("education_aid.senior_high_grant", "A", term="2024-spring")
    vocational = ActiveRecord("education_aid.vocational_grant", "A", term="2024-spring")
    result = _review(catalogue, home, senior, vocational)
    assert result.duplicate == ((senior, vocational),)
    assert result.active_not_matching == (vocational,)


def test_help_for_one_event_leaves_another_unhelped(catalogue: Catalogue) -> None:
    facts = {"kind": "SUDDEN", "urgency": "URGENT", "severity": "LIGHT"}
    home = Household("H", (PUPIL,), events=(Happening("fire", None, facts), Happening("crash", "A", facts)))
    programme = "civil_affairs.small_amount_aid_first"
    for_fire = ActiveRecord(programme, "H", event="fire")
    for_crash = ActiveRecord(programme, "H", event="crash")
    assert programme in _maybe(_review(catalogue, home, for_fire))
    assert programme not in _maybe(_review(catalogue, home, for_fire, for_crash))
    assert _review(catalogue, home, for_fire, for_crash).duplicate == ()


def test_one_house_is_rebuilt_by_one_programme(catalogue: Catalogue) -> None:
    damage = Happening("flood", None, {"house_damaged": "COLLAPSED"})
    home = Household(
        "H",
        (PUPIL,),
        frozenset({"subsistence_allowance"}),
        facts={"residence": "rural"},
        housing={"danger_grade": "D"},
        disasters=(damage,),
        parameters={"rural_house_categories": frozenset({"subsistence_allowance"})},
    )
    rebuilt = ActiveRecord("emergency_management.damaged_house_rebuilding", "H", event="flood")
    assert "housing.rural_house_renovation" in _maybe(_review(catalogue, home))
    assert "housing.rural_house_renovation" not in _maybe(_review(catalogue, home, rebuilt))


def test_where_a_fact_is_missing_active_help_is_not_called_wrong(catalogue: Catalogue) -> None:
    home = Household("H", (PUPIL,), frozenset({"subsistence_allowance"}), facts={"residence": "rural"})
    renovation = ActiveRecord("housing.rural_house_renovation", "H")
    result = _review(catalogue, home, renovation)
    assert result.active_not_matching == ()
    assert renovation.programme in {finding.programme for finding in result.unknown}


def test_what_a_running_procedure_carries_is_not_called_wrong(catalogue: Catalogue) -> None:
    """三（二）就业救助: 原则上不超过6个月的渐退期, longer with a recorded reason."""
    home = Household("H", (PUPIL,), facts={"months_over_standard": 7}, parameters={"phase_out_months": 6})
    alone, carried = (ActiveRecord("civil_affairs.phase_out", "H", carried=carried) for carried in (False, True))
    assert _review(catalogue, home, alone).active_not_matching == (alone,)
    assert _review(catalogue, home, carried).active_not_matching == ()


def test_what_follows_from_a_determination_is_missed_some_days_after_it(catalogue: Catalogue) -> None:
    """二（四）: 尽快按规定落实; for how many days it is not missed yet, the place says."""
    allowance = "civil_affairs.rural_subsistence_allowance"
    categories = frozenset({"subsistence_allowance"})

    def missed(determined: date, grace: int | None = 10) -> bool:
        member = Member("A", date(1980, 1, 1), categories, {}, {"subsistence_allowance": determined})
        home = Household(
            "H", (member,), categories, {"subsistence_type": "rural"}, parameters={"missed_grace_days": grace}
        )
        return allowance in {option for gap in _review(catalogue, home).missed for option in gap.options}

    assert not missed(date(2024, 3, 6))
    assert missed(date(2024, 3, 5))
    assert missed(DAY, None)


def _review(catalogue: Catalogue, household: Household, *records: ActiveRecord) -> Review:
    return review(catalogue, household, records, DAY)


def _maybe(result: Review) -> set[str]:
    return {option for gap in result.maybe for option in gap.options}
