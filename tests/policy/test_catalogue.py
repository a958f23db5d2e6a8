"""The catalogue: every declaration leads somewhere, and one that does not is named with its place."""

import re
import shutil
from pathlib import Path

import pytest

from connectors import discover
from policy.catalogue import Catalogue, load
from policy.errors import BadKey, CatalogueError, Duplicate, UnknownFact, UnknownProgramme, UnknownWord, WrongValue


def test_ten_departments_declare_fifty_seven_programmes(catalogue: Catalogue) -> None:
    assert len(catalogue.departments) == 10
    assert len(catalogue.programmes) == 57
    assert sum(programme.basis == "document" for programme in catalogue.programmes.values()) == 51
    assert catalogue.departments["finance"].programmes == ()


def test_every_fact_of_a_clause_is_supplied_by_somebody(catalogue: Catalogue) -> None:
    for programme in catalogue.programmes.values():
        for clause in programme.condition.clauses:
            assert catalogue.fact(clause).suppliers


def test_every_note_on_a_fact_is_in_both_languages(catalogue: Catalogue) -> None:
    noted = [fact for fact in catalogue.facts.values() if fact.note or fact.note_zh]
    assert len(noted) > 15
    assert all(re.search("[\u4e00-\u9fff]", fact.note_zh) for fact in noted)
    assert all(re.search("[a-z]{2}", fact.note) for fact in noted)


def test_two_departments_supply_the_kind_of_an_event(catalogue: Catalogue) -> None:
    kind = catalogue.facts["event", "kind"]
    assert kind.suppliers == ("civil_affairs", "health")
    assert {code.code for code in kind.codes} >= {"SUDDEN", "MEDICAL_EMERGENCY"}
    assert kind.repeats


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
        ('unit = "household"', 'unit = "household"\ncarried_by = "a_walk"', UnknownWord, "'a_walk' is no procedure"),
        (
            'unit = "household"',
            'unit = "household"\ngeneral_knowledge = ["person.age > 3"]',
            WrongValue,
            "general_knowledge person.age > 3 is none of its own clauses",
        ),
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
