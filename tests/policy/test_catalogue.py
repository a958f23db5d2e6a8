"""The catalogue: every declaration leads somewhere, and one that does not is named with its place."""

import shutil
from pathlib import Path

import pytest

from connectors import discover
from policy.catalogue import Catalogue, load
from policy.clauses import parse
from policy.errors import BadKey, CatalogueError, Duplicate, UnknownFact, UnknownProgramme, UnknownWord, WrongValue
from policy.programmes import Exclusion


def test_ten_departments_declare_fifty_seven_programmes(catalogue: Catalogue) -> None:
    assert len(catalogue.departments) == 10
    assert len(catalogue.programmes) == 57
    assert sum(programme.basis == "document" for programme in catalogue.programmes.values()) == 51
    assert catalogue.departments["finance"].programmes == ()


def test_every_fact_of_a_clause_is_supplied_by_somebody(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes.values():
        for clause in programme.condition.clauses:
            assert catalogue.fact(clause).suppliers


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


def test_two_departments_supply_the_kind_of_an_event(catalogue: Catalogue) -> None:
    kind = catalogue.facts["event", "kind"]
    assert kind.suppliers == ("civil_affairs", "health")
    assert {code.code for code in kind.codes} >= {"SUDDEN", "MEDICAL_EMERGENCY"}
    assert kind.repeats


def test_only_funeral_fees_are_for_the_dead(catalogue: Catalogue) -> None:
    assert [p.number for p in catalogue.programmes.values() if p.tests_deceased] == ["MZ-14"]


def test_what_an_absence_means_may_depend_on_the_category(catalogue: Catalogue) -> None:
    premium = catalogue.programmes["medical_insurance.fixed_premium_subsidy"]
    assert premium.absence_for(frozenset({"subsistence_allowance", "relapse_monitored"})) == "missed"
    assert premium.absence_for(frozenset({"relapse_monitored"})) == "maybe"


def test_clauses_are_sentences_in_two_languages(catalogue: Catalogue) -> None:
    grade = parse("housing.danger_grade in C, D")
    assert catalogue.describe(grade, "zh") == "房屋危险性等级：C级、D级之一"
    assert catalogue.describe(parse("person.age >= 18"), "en") == "age in full years: at least 18"
    assert catalogue.describe(parse("person.categories disjoint none"), "zh") == "有效的低收入人口类别：任意一类"
    assert catalogue.describe(parse("parameter.heating = true"), "zh") == "当地实行取暖救助：是"


def test_every_parameter_starts_with_a_value_of_its_type(catalogue: Catalogue) -> None:
    for standing in catalogue.standings:
        kind = catalogue.facts["parameter", standing.name].type
        assert isinstance(standing.value, {"boolean": bool, "set": frozenset}.get(kind, int))


def test_a_category_is_determined_by_a_department_that_is_there(catalogue: Catalogue) -> None:
    assert {category.agency for category in catalogue.categories.values()} == {
        "civil_affairs",
        "rural_revitalization",
    }


def test_the_hash_changes_with_a_declaration_and_not_with_a_comment(tmp_path: Path) -> None:
    folders = _copy(tmp_path)
    before = load(folders).content_hash
    file = tmp_path / "housing" / "department.toml"
    file.write_text("# a remark\n" + file.read_text())
    assert load(folders).content_hash == before
    file.write_text(file.read_text().replace("danger_grade in C, D", "danger_grade in D"))
    assert load(folders).content_hash != before


@pytest.mark.parametrize(
    ("old", "new", "error", "said"),
    [
        ("housing.difficulty = true", "housing.crowded = true", UnknownFact, "housing.crowded"),
        ("danger_grade in C, D", "danger_grade in C, E", WrongValue, "danger_grade in C, E"),
        ("danger_grade in C, D", "danger_grade >= 3", WrongValue, ">= does not suit a code"),
        ("@rural_house_categories", "@tilt_threshold", WrongValue, "@tilt_threshold is a fen"),
        ("@rural_house_categories", "@nobody_knows", UnknownFact, "@nobody_knows"),
        ('programme = "rent_subsidy"', 'programme = "rent"', UnknownProgramme, "housing.rent"),
        ('code = "rent_subsidy"', 'code = "public_rental_housing"', Duplicate, "public_rental_housing"),
        ('residence = "rural"', 'residence = "hills"', UnknownWord, "'hills' is none of urban, rural, any"),
        ('unit = "household"', 'unti = "household"', BadKey, "unti is no key here"),
        ('period = "monthly"\n', "", BadKey, "'period' is missing"),
        ('"facts.housing"', '"facts.hous1ng"', UnknownWord, "facts.hous1ng"),
        ('"facts.housing"', '"housing"', UnknownWord, "sees: 'housing'"),
        ("housing.difficulty = true", "housing.difficulty is true", WrongValue, "is no clause"),
    ],
)
def test_a_mistake_is_told_with_its_place(
    tmp_path: Path, old: str, new: str, error: type[CatalogueError], said: str
) -> None:
    folders = _copy(tmp_path)
    file = tmp_path / "housing" / "department.toml"
    assert old in file.read_text()
    file.write_text(file.read_text().replace(old, new))
    with pytest.raises(error) as caught:
        load(folders)
    assert said in str(caught.value)
    assert "housing" in str(caught.value)


def _copy(to: Path) -> list[Path]:
    for folder in discover():
        shutil.copytree(folder, to / folder.name)
    return discover(to)
