"""History: household data and facts that came late or were superseded are read as of a day, as known at a moment."""

from typing import Any

from tests.hub_running import Running
from tests.schema.acts import FACTS, household, member, register

HISTORY = """query ($id: ID!, $asOf: Date, $knownAt: Instant) { household(id: $id) { perCapitaIncome asOf
  members { relation } history(asOf: $asOf, knownAt: $knownAt) { nodes { asOf perCapitaIncome recordedAt supersededAt
    division { code } } } } }"""
FACTS_HISTORY = """query ($id: ID!, $asOf: Date, $knownAt: Instant) { household(id: $id) { members { person {
  facts { asOf } factsHistory(asOf: $asOf, knownAt: $knownAt) { nodes { asOf recordedAt supersededAt
    ... on EducationAidFacts { studentStage } } } } } } }"""


def shown(hub: Running, id: str, **asked: str) -> dict[str, Any]:
    found: dict[str, Any] = hub["civil_affairs"].ask(HISTORY, {"id": id, **asked})["household"]
    return found


def test_late_household_data_go_into_the_history_and_change_nothing_of_today(hub: Running) -> None:
    number = hub.number("19800101")
    home = household(hub, member(number), perCapitaIncome=50000, asOf="2024-02-01")
    (registered,) = register(hub, home)
    id = registered["household"]
    newer, older = {**home, "perCapitaIncome": 60000, "asOf": "2024-03-01"}, {**home, "asOf": "2024-01-15"}
    assert registered["note"] is None
    (updated,) = register(hub, newer)
    assert updated["note"] is None
    moment = shown(hub, id)["history"]["nodes"][0]["recordedAt"]
    for _ in range(2):
        late = {**older, "perCapitaIncome": 40000, "members": [member(number, "10")]}
        (outcome,) = register(hub, late)
        assert (outcome["__typename"], outcome["note"]) == ("Registered", "OLDER_THAN_KNOWN")
    now = shown(hub, id)
    assert (now["perCapitaIncome"], now["asOf"], now["members"]) == (60000, "2024-03-01", [{"relation": "02"}])
    assert [(v["asOf"], v["perCapitaIncome"]) for v in now["history"]["nodes"]] == [
        ("2024-03-01", 60000), ("2024-02-01", 50000), ("2024-01-15", 40000),
    ]  # fmt: skip # a line
    assert [v["supersededAt"] is None for v in now["history"]["nodes"]] == [True, False, False]
    known = shown(hub, id, asOf="2024-02-15", knownAt=moment)["history"]["nodes"]
    assert [v["perCapitaIncome"] for v in known] == [50000]


def test_a_late_fact_goes_into_the_history_of_the_person(hub: Running) -> None:
    number = hub.number("20100101")
    (registered,) = register(hub, household(hub, member(number)))
    item = {"idNumber": number, "name": "王甲", "sourceRecordId": number}
    for as_of, stage in (("2024-03-01", "SENIOR"), ("2024-01-01", "JUNIOR")):
        facts = {**item, "asOf": as_of, "person": {"studentStage": stage}}
        hub["education_aid"].ask(FACTS, {"items": [facts]})

    def told(**asked: str) -> dict[str, Any]:
        found = hub["civil_affairs"].ask(FACTS_HISTORY, {"id": registered["household"], **asked})
        person: dict[str, Any] = found["household"]["members"][0]["person"]
        return person

    person = told()
    assert [facts["asOf"] for facts in person["facts"]] == ["2024-03-01"]
    nodes = person["factsHistory"]["nodes"]
    assert [(facts["asOf"], facts["studentStage"]) for facts in nodes] == [
        ("2024-03-01", "SENIOR"), ("2024-01-01", "JUNIOR"),
    ]  # fmt: skip # a line
    (known,) = told(knownAt=nodes[0]["recordedAt"])["factsHistory"]["nodes"]
    assert known["studentStage"] == "SENIOR"
    (early,) = told(asOf="2024-02-01")["factsHistory"]["nodes"]
    assert early["studentStage"] == "JUNIOR"
