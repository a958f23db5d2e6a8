"""Samples: one invented file of each real layout, read by its source into items that the act takes."""

from pathlib import Path
from typing import Any

import pytest
from graphql import coerce_input_value

from connectors import discover
from connectors.ingest.items_act import FIELDS
from connectors.ingest.mapping import Mapping
from connectors.sources.files import read_file
from connectors.sources.rows import Row
from policy.catalogue import load
from policy.sources import Source
from schema.compose import compose
from schema.fields.naming import camel_path, pascal
from tests.hub_running import TODAY

FOLDERS = {folder.name: folder for folder in discover()}
CATALOGUE = load(FOLDERS.values())
STANDARD = ("feedback", "facts", "payment_results", "households", "determinations")
LAYOUTS = [(code, name) for code, one in CATALOGUE.departments.items() for name in one.sources if name not in STANDARD]


def source(department: str, name: str) -> Source:
    return CATALOGUE.departments[department].sources[name]


def sample(department: str, name: str) -> Path:
    """The one file of a layout."""
    (file,) = (FOLDERS[department] / "samples").glob(f"{name}.*")
    return file


def rows(department: str, name: str) -> list[Row]:
    file = sample(department, name)
    with file.open("rb") as content:
        return list(read_file(file.name, content, Mapping(source(department, name)).layout))


def items(department: str, name: str) -> list[Any]:
    mapping = Mapping(source(department, name))
    return [mapping.item(row, TODAY) for row in rows(department, name)]


@pytest.fixture(scope="module")
def acts() -> Any:
    graph = compose(CATALOGUE).core
    assert graph.mutation_type
    return graph.mutation_type.fields


@pytest.mark.parametrize(("department", "name"), LAYOUTS)
def test_a_layout_has_one_sample_and_every_row_of_it_is_an_item_of_the_act(
    department: str, name: str, acts: Any
) -> None:
    act = acts[FIELDS[source(department, name).act].format(department=pascal(department))]
    found = items(department, name)
    assert len(found) >= 2
    for item in found:
        assert isinstance(item, dict), item
        coerce_input_value([item], act.args["items"].type)


@pytest.mark.parametrize(("department", "name"), LAYOUTS)
def test_no_sample_names_anybody_who_might_be(department: str, name: str) -> None:
    for item in items(department, name):
        for one in (item, *item.get("members", ())):
            assert one.get("idNumber", "629901").startswith("629901")


@pytest.mark.parametrize(("department", "name"), LAYOUTS)
def test_every_column_of_a_layout_is_in_its_sample(department: str, name: str) -> None:
    told = {key for item in items(department, name) for key in _paths(item)}
    assert told >= {camel_path(column.field) for column in source(department, name).columns}


def _paths(item: dict[str, Any], before: str = "") -> set[str]:
    found = set()
    for name, value in item.items():
        match value:
            case dict():
                found |= _paths(value, f"{before}{name}.")
            case [dict() as first]:  # a row tells of one
                found |= _paths(first, f"{before}{name}[0].")
            case _:
                found.add(f"{before}{name}")
    return found


def test_insurance_is_told_by_its_kind_and_state_together() -> None:
    kinds = [item["person"].get("insuredType") for item in items("medical_insurance", "insured_persons")]
    assert kinds == ["RESIDENT", "UNINSURED", "EMPLOYEE", "RESIDENT", "UNINSURED", None]
    first = items("medical_insurance", "identity_list")[0]
    assert (first["asOf"], first["person"]) == (
        "2023-10-31",
        {"selfpayAfterTriple": 625040, "inpatientDesignated": True},
    )


def test_a_registration_that_is_no_longer_valid_says_nobody_is_unemployed() -> None:
    told = [item["person"] for item in items("human_resources", "employment_register")]
    assert [one["registeredUnemployed"] for one in told] == [True, False, False]
    assert [one.get("employed") for one in told] == [False, True, None]
    assert told[0]["unemployedSince"] == "2023-05-01"


def test_the_number_of_a_certificate_tells_person_kind_and_grade() -> None:
    found = items("disabled_federation", "certificates")
    assert [len(item["idNumber"]) for item in found] == [18, 18, 18]
    told = [
        (one["disabled"], one["disabilityType"], one["disabilityGrade"]) for one in (item["person"] for item in found)
    ]
    assert told == [(True, "PHYSICAL", 3), (True, "INTELLECTUAL", 2), (False, "VISUAL", 2)]


def test_who_is_no_longer_in_school_has_no_stage() -> None:
    assert [item["person"]["studentStage"] for item in items("education_aid", "school_roll")] == ["JUNIOR", None]


def test_a_household_monitored_since_a_month_is_so_since_its_first_day_and_all_sheets_are_read() -> None:
    assert [row.sheet for row in rows("rural_revitalization", "monitored_households")] == ["某镇", "某镇", "某乡"]
    told = [item["household"] for item in items("rural_revitalization", "monitored_households")]
    assert [one["monitoredSince"] for one in told] == ["2022-03-01", "2023-06-01", "2021-11-01"]
    assert [one["riskStatus"] for one in told] == ["NOT_REMOVED", "NOT_REMOVED", "REMOVED"]


def test_payments_are_told_by_batch_and_line_and_what_the_bank_returned_without_anybodys_name() -> None:
    paid, returned = items("finance", "payment_batch")
    assert (paid["sourceRecordId"], paid["payment"]["amount"], paid["asOf"]) == (
        "YKT20231101/1",
        48000,
        TODAY.isoformat(),
    )
    assert returned["payment"]["paid"] is False
    _, back = items("finance", "bank_returns")
    assert back == {
        "department": "civil_affairs", "division": "620502000000", "paymentExternalId": "MZ-2023-11-0002",
        "result": "RETURNED", "on": "2023-11-11", "reason": "账户已注销",
    }  # fmt: skip


def test_a_house_that_is_unharmed_is_no_longer_damaged() -> None:
    told = [item["disaster"] for item in items("emergency_management", "damage_register")]
    assert [one["houseDamaged"] for one in told] == ["SEVERE", None]
    assert [one["type"] for one in told] == ["FLOOD", "LANDSLIDE"]


def test_help_is_told_by_a_list_of_what_is_done() -> None:
    built, repaired = items("housing", "renovations")
    assert built == {
        "status": "GRANTED", "programme": "housing.rural_house_renovation", "externalId": "2023/0001",
        "name": "王秀英", "idNumber": built["idNumber"], "division": "620502000000", "happenedOn": "2023-09-20",
        "amount": 3500000, "mode": "REBUILD", "dangerGradeBefore": "D", "startedOn": "2023-04-25",
        "completedOn": "2023-08-30", "inspectedOn": "2023-09-10",
    }  # fmt: skip
    assert (repaired["amount"], repaired["mode"], repaired["startedOn"]) == (1250050, "REPAIR", "2023-05-06")


def test_a_member_is_a_row_with_the_household_it_belongs_to() -> None:
    found = items("civil_affairs", "household_list")
    assert [(one["number"], one["members"][0]["relation"]) for one in found] == [
        ("6205020010001", "02"), ("6205020010001", "70"), ("6205020010001", "40"), ("6205020010002", "02"),
    ]  # fmt: skip
    assert found[0] == {
        "number": "6205020010001", "division": "620502000000", "asOf": "2024-02-29", "residence": "rural",
        "subsistenceType": "rural", "address": "某村三组12号", "perCapitaIncome": 31250, "channel": "APPLICATION",
        "source": "社会救助信息系统",
        "members": [{"name": "王秀英", "idNumber": "629901195803120148", "relation": "02", "sex": "2", "since": "2010-05-01"}],
    }  # fmt: skip


def test_a_category_and_how_somebody_is_supported_are_told_in_one_word() -> None:
    allowance, hardship = items("civil_affairs", "determination_list")
    assert (allowance["category"], allowance["validFrom"], allowance["validTo"]) == (
        "subsistence_allowance",
        "2024-01-01",
        "2025-01-01",
    )
    assert "support" not in allowance
    assert (hardship["category"], hardship["support"], hardship["basis"]) == (
        "extreme_hardship",
        "dispersed",
        "SINGLE_PERSON",
    )
