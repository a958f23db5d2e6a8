"""What a folder declares holds for what is handed in: ranges of whole numbers, days that can be."""

from typing import Any

import pytest

from tests.hub_running import Running
from tests.schema.living import FACTS, FEED


def reported(hub: Running, department: str, graph: str, values: dict[str, Any]) -> dict[str, Any]:
    item = {"idNumber": hub.number("19800101"), "name": "王甲", "asOf": "2024-03-01", "sourceRecordId": "d1", **values}
    answer = hub[department].ask(FACTS.format(graph), {"items": [item]})[f"reportFacts{graph}"]
    outcome: dict[str, Any] = answer["outcomes"][0]
    return outcome


@pytest.mark.parametrize(
    ("department", "graph", "values", "code", "path"),
    [
        ("disabled_federation", "DisabledFederation", {"person": {"disabilityGrade": 5}}, "BAD_NUMBER", "person.disabilityGrade"),
        ("disabled_federation", "DisabledFederation", {"person": {"disabilityGrade": 0}}, "BAD_NUMBER", "person.disabilityGrade"),
        ("disabled_federation", "DisabledFederation", {"person": {"certificateValidUntil": "2034-03-16"}}, "FAR_DATE",
         "person.certificateValidUntil"),
        ("civil_affairs", "CivilAffairs", {"household": {"monthsOverStandard": 10**6}}, "BAD_NUMBER", "household.monthsOverStandard"),
        ("civil_affairs", "CivilAffairs", {"person": {"deceasedOn": "2025-04-19"}}, "FUTURE_DATE", "person.deceasedOn"),
        ("civil_affairs", "CivilAffairs", {"person": {"deceasedOn": "1930-01-01"}}, "BEFORE_BIRTH", "person.deceasedOn"),
        ("civil_affairs", "CivilAffairs", {"person": {"deceasedOn": "0202-01-01"}}, "EARLY_DATE", "person.deceasedOn"),
        ("civil_affairs", "CivilAffairs", {"asOf": "1979-12-31", "person": {"selfCare": "FULL"}}, "BEFORE_BIRTH", "asOf"),
        ("human_resources", "HumanResources", {"person": {"unemployedSince": "1979-12-31"}}, "BEFORE_BIRTH",
         "person.unemployedSince"),
    ],
)  # fmt: skip # one a line
def test_facts_that_cannot_be_are_refused(
    hub: Running, department: str, graph: str, values: dict[str, Any], code: str, path: str
) -> None:
    outcome = reported(hub, department, graph, values)
    assert (outcome.get("code"), outcome.get("path")) == (code, f"items[0].{path}")


def test_a_dwelling_may_be_older_than_who_was_named(hub: Running) -> None:
    values = {"housing": {"gradedOn": "1979-12-31", "floorArea": 80}}
    assert reported(hub, "housing", "Housing", values)["__typename"] == "FactsAccepted"


@pytest.mark.parametrize(
    ("detail", "code", "path"),
    [
        ({"startedOn": "2024-03-01", "completedOn": "2024-02-01"}, "REVERSED_DATES", "completedOn"),
        ({"completedOn": "2024-03-16"}, "FUTURE_DATE", "completedOn"),
        ({"startedOn": "1979-12-31"}, "BEFORE_BIRTH", "startedOn"),
    ],
)
def test_a_detail_keeps_to_its_days(hub: Running, detail: dict[str, str], code: str, path: str) -> None:
    entry = {"externalId": "days", "idNumber": hub.number("19800101"), "name": "王甲", "programme": "ZJ-03"}
    given = {"status": "GRANTED", "happenedOn": "2024-03-10", "division": "621102000000", "mode": "REPAIR"}
    answer = hub["housing"].ask(FEED.format("Housing"), {"items": [{**entry, **given, **detail}]})
    (outcome,) = answer["feedBackHousing"]["outcomes"]
    assert (outcome["code"], outcome["path"]) == (code, f"items[0].{path}")
