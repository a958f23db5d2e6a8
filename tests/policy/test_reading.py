"""Reading: what a programme asks for is what its sentence says, no more, and nobody whom it names falls through."""

from datetime import date

import pytest

from policy.catalogue import Catalogue
from policy.clauses import Value
from policy.eligibility import Certainty, holds, read
from policy.households import Happening, Household, Member
from policy.review import review

DAY = date(2024, 3, 15)
ALLOWANCE = frozenset({"subsistence_allowance"})
NEAR = frozenset({"near_subsistence"})


def person(key: str = "A", *categories: str, born: date = date(1980, 1, 1), **facts: Value) -> Member:
    return Member(key, born, frozenset(categories), facts)


def found(catalogue: Catalogue, number: str, home: Household) -> Certainty:
    (finding,) = read(catalogue, catalogue.numbered[number], home, DAY)
    return finding.certainty


@pytest.mark.parametrize(("number", "family"), [("MZ-03", NEAR), ("MZ-04", frozenset[str]())])
def test_whoever_is_determined_alone_for_another_special_difficulty_is_owed_the_allowance_too(
    catalogue: Catalogue, number: str, family: frozenset[str]
) -> None:
    """三（一）: 重度残疾人、重病患者等特殊困难人员, 成年无业重度残疾人等其他特殊困难人员 (等)."""
    alone = person("A", *family, "subsistence_allowance", employed=False)
    home = Household("H", (alone, person("B", *family)), family)
    assert found(catalogue, number, Household("H", (alone,), family)) is Certainty.MET
    gaps = [gap for gap in review(catalogue, home, (), DAY).missed if gap.subject == "A"]
    assert catalogue.numbered[number].code in {option for gap in gaps for option in gap.options}


def test_whoever_is_determined_alone_as_jobless_and_works_by_now_is_to_be_looked_at_again(catalogue: Catalogue) -> None:
    """三（一）: 成年无业重度残疾人."""
    working = person("A", "subsistence_allowance", employed=True, disability_grade=1)
    assert found(catalogue, "MZ-04", Household("H", (working,))) is Certainty.UNMET


def test_a_person_in_extreme_hardship_is_owed_the_whole_premium_and_not_a_part_beside_it(catalogue: Catalogue) -> None:
    """三（二）医疗救助: 对特困人员……全额资助; 对最低生活保障对象等其他……定额资助."""
    home = Household(
        "H",
        (person("A", "extreme_hardship", "relapse_monitored", insured_type="RESIDENT"),),
        parameters={"premium_subsidy_categories": frozenset({"subsistence_allowance", "relapse_monitored"})},
    )
    assert found(catalogue, "YB-01", home) is Certainty.MET
    assert found(catalogue, "YB-02", home) is Certainty.UNMET


@pytest.mark.parametrize(
    ("facts", "number"),
    [
        ({}, "MZ-07"),
        ({"severity": "LIGHT"}, "MZ-07"),
        ({"severity": "HEAVY"}, "MZ-09"),
        ({"urgency": "NORMAL"}, "MZ-07"),
        ({"urgency": "NORMAL", "severity": "HEAVY"}, "MZ-07"),
        ({"urgency": "URGENT"}, "MZ-08"),
        ({"urgency": "URGENT", "severity": "LIGHT"}, "MZ-08"),
        ({"urgency": "URGENT", "severity": "HEAVY"}, "MZ-09"),
    ],
)
def test_every_sudden_difficulty_is_helped_in_one_way_however_little_is_said_of_it(
    catalogue: Catalogue, facts: dict[str, Value], number: str
) -> None:
    """三（三）: 及时给予急难社会救助; how urgent it is the document does not ask, how heavy only of the way."""
    home = Household(
        "H", (person("A", "rigid_expenditure"),), events=(Happening("fire", "A", {"kind": "SUDDEN", **facts}),)
    )
    ways = ("MZ-07", "MZ-08", "MZ-09", "MZ-10")
    assert [way for way in ways if Certainty.MET in _all(catalogue, way, home)] == [number]


def _all(catalogue: Catalogue, number: str, home: Household) -> set[Certainty]:
    return {finding.certainty for finding in read(catalogue, catalogue.numbered[number], home, DAY)}


@pytest.mark.parametrize(
    ("kind", "grade", "certainty"),
    [
        ("INTELLECTUAL", 4, Certainty.MET),
        ("MENTAL", 4, Certainty.MET),
        ("PHYSICAL", 2, Certainty.MET),
        ("MULTIPLE", 1, Certainty.MET),
        ("PHYSICAL", 3, Certainty.UNMET),
        ("VISUAL", 1, Certainty.UNMET),
    ],
)
def test_severe_disability_is_asked_for_by_day_care_in_towns_and_not_by_the_sunshine_home(
    catalogue: Catalogue, kind: str, grade: int, certainty: Certainty
) -> None:
    """三（四）: “阳光家园计划”和城镇重度残疾人日间照料服务项目."""
    disabled = person("A", "other_hardship", disability_type=kind, disability_grade=grade)
    assert found(catalogue, "CL-01", Household("H", (disabled,))) is certainty


def test_what_the_sentence_leaves_to_other_rules_is_said(catalogue: Catalogue) -> None:
    left = {number: catalogue.numbered[number].department_decides for number in LEFT}
    assert {number: words for number, words in LEFT.items() if words not in left[number]} == {}


LEFT = {
    **dict.fromkeys(("YJ-01", "YJ-02", "YJ-03", "YJ-04", "YJ-05"), "按照自然灾害救助相关政策规定"),
    "RS-02": "按规定",
    "YB-05": "负担仍然较重",
    "MZ-11": "残疾人等",
    "JY-10": "符合条件的",
}


def test_repayment_of_a_loan_waits_for_no_application(catalogue: Catalogue) -> None:
    """三（二）教育救助: 可申请享受……；对符合条件的学生进行助学贷款代偿."""
    assert catalogue.numbered["JY-11"].entitlement == "duty"
    assert catalogue.numbered["JY-09"].entitlement == "offer"


def test_papers_follow_as_the_sentence_names_them(catalogue: Catalogue) -> None:
    """三（三）: light, 事后补充说明情况; heavy, 登记救助对象、救助事由、救助金额, 材料, 签字, 盖章."""
    assert "EXPLANATION" in catalogue.numbered["MZ-08"].papers
    assert catalogue.numbered["MZ-09"].papers == (
        "RECIPIENT", "CAUSE", "AMOUNT", "MATERIALS", "SIGNATURE", "SEAL",
    )  # fmt: skip


@pytest.mark.parametrize("number", ["RS-03", "RS-04"])
def test_a_child_is_no_jobseeker(catalogue: Catalogue, number: str) -> None:
    facts = {"labour_ability": True, "employed": False, "job_intent": True}
    for born, certainty in ((date(2008, 3, 16), Certainty.UNMET), (date(2008, 3, 15), Certainty.MET)):
        home = Household("H", (person("A", "rigid_expenditure", born=born, **facts),), facts={"residence": "rural"})
        assert found(catalogue, number, home) is certainty


def test_a_pupil_of_a_family_without_work_is_not_told_to_apply_for_it(catalogue: Catalogue) -> None:
    """三（二）就业救助: 零就业家庭; who is at school seeks no work, unless they say so."""
    ages = {"working_age_from": 16, "working_age_to": 59}
    seeking = person("A", "rigid_expenditure", labour_ability=True, employed=False, job_intent=True)
    for stage, certainty in (("SENIOR", Certainty.UNMET), ("UNDERGRAD", Certainty.UNMET), (None, Certainty.MET)):
        facts: dict[str, Value] = {"labour_ability": True, "employed": False, "job_intent": False}
        young = person("B", "rigid_expenditure", born=date(2006, 1, 1), student_stage=stage, **facts)
        home = Household("H", (seeking, young), parameters=ages)
        told = {f.subject: f.certainty for f in read(catalogue, catalogue.numbered["RS-04"], home, DAY)}
        assert told == {"A": Certainty.MET, "B": certainty}


@pytest.mark.parametrize(
    ("basis", "certainty"),
    [
        (NEAR, Certainty.MET),
        (frozenset({"rigid_expenditure"}), Certainty.MET),
        (ALLOWANCE, Certainty.UNMET),
        (frozenset({"other_hardship"}), Certainty.UNMET),
    ],
)
@pytest.mark.parametrize("number", ["YB-03", "YB-04", "YB-05"])
def test_a_patient_of_a_family_near_subsistence_is_one_without_a_determination_of_their_own(
    catalogue: Catalogue, number: str, basis: frozenset[str], certainty: Certainty
) -> None:
    """三（二）医疗救助: 最低生活保障对象、特困人员、最低生活保障边缘家庭、刚性支出困难家庭中……大病患者: persons, and families."""
    ill = {"serious_illness": True, "inpatient_designated": True, "outpatient_chronic_special": True}
    paid = {"treated_at_insured_place_or_referred_in_province": True, "selfpay_after_triple": 2000000}
    born_into_it = person("A", born=date(2024, 1, 1), **ill, **paid)
    local: dict[str, Value] = {"medical_assistance_categories": MEDICAL, "tilt_threshold": 1000000}
    home = Household("H", (born_into_it, person("B", *basis)), basis, parameters=local)
    told = {f.subject: f.certainty for f in read(catalogue, catalogue.numbered[number], home, DAY)}
    assert told["A"] is certainty
    assert catalogue.numbered[number].code not in {
        o for gap in review(catalogue, home, (), DAY).missed for o in gap.options
    }


MEDICAL = frozenset({"subsistence_allowance", "extreme_hardship", "near_subsistence", "rigid_expenditure"})


@pytest.mark.parametrize(
    ("facts", "without"),
    [
        ({}, False),
        ({"weak_labour": True}, True),
        ({"student_stage": "SENIOR"}, True),
        ({"student_stage": "POSTGRAD"}, True),
        ({"labour_ability": None}, None),
    ],
)
def test_a_family_has_labour_where_somebody_works_in_full_and_is_not_at_school(
    catalogue: Catalogue, facts: dict[str, Value], without: bool | None
) -> None:
    """二（三）: 无劳动力或弱劳动力家庭."""
    member = person("A", born=date(2000, 1, 1), **{"labour_ability": True, **facts})
    home = Household("H", (member,), parameters={"working_age_from": 16, "working_age_to": 59})
    assert holds(catalogue, catalogue.priorities.groups["WITHOUT_LABOUR"].condition, home, DAY) is without


def test_a_child_at_school_does_not_leave_open_whether_a_family_has_no_work(catalogue: Catalogue) -> None:
    """三（二）就业救助: 零就业家庭; of who is at school nobody tells whether they work."""
    seeking = person("A", labour_ability=True, employed=False, registered_unemployed=True)
    pupil = person("B", born=date(2007, 1, 1), labour_ability=True, student_stage="SENIOR")
    home = Household("H", (seeking, pupil), parameters={"working_age_from": 16, "working_age_to": 59})
    assert holds(catalogue, catalogue.priorities.groups["ZERO_EMPLOYMENT"].condition, home, DAY) is True
