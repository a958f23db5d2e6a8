"""Memberships are read back: who belonged to which household when, how it ended, and what was known of it."""

from typing import Any

from tests.hub_running import ELSEWHERE, Running
from tests.schema.acts import household, member, register

SAID = "relation since until ended recordedAt supersededAt person { id } household { id }"
OF_HOUSEHOLD = f"""query ($id: ID!, $asOf: Date, $knownAt: Instant, $first: Int! = 50, $after: String) {{
  household(id: $id) {{ memberships(asOf: $asOf, knownAt: $knownAt, first: $first, after: $after) {{
    nodes {{ {SAID} }} pageInfo {{ hasNextPage endCursor }} }} }} }}"""
OF_PERSON = f"query ($id: ID!) {{ person(id: $id) {{ memberships {{ nodes {{ {SAID} }} }} }} }}"
LEAVE = """mutation ($input: LeaveHouseholdInput!) { leaveHousehold(input: $input) { __typename } }"""


def told(hub: Running, id: str, who: str = "civil_affairs", **asked: Any) -> dict[str, Any]:
    found: dict[str, Any] = hub[who].ask(OF_HOUSEHOLD, {"id": id, **asked})["household"]["memberships"]
    return found


def of_person(hub: Running, id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = hub["civil_affairs"].ask(OF_PERSON, {"id": id})["person"]["memberships"]["nodes"]
    return found


def stays(nodes: list[dict[str, Any]]) -> list[tuple[str, str, str | None, str | None]]:
    return [(node["relation"], node["since"], node["until"], node["ended"]) for node in nodes]


def couple(hub: Running) -> tuple[str, dict[str, Any], dict[str, Any]]:
    """A household, its head and her son."""
    head, son = member(hub.number("19600101")), member(hub.number("19900101"), "20")
    head, son = {**head, "since": "2010-01-01"}, {**son, "since": "2010-01-01"}
    (registered,) = register(hub, household(hub, head, son, asOf="2023-01-01"))
    return registered["household"], head, son


def test_who_moved_and_who_left_is_read_back_with_how_it_ended(hub: Running) -> None:
    home, _, son = couple(hub)
    before = max(node["recordedAt"] for node in told(hub, home)["nodes"])
    moved = {**son, "relation": "02", "since": "2023-06-01", "change": "SPLIT"}
    (new,) = register(hub, household(hub, moved))
    assert set(stays(told(hub, home)["nodes"])) == {
        ("02", "2010-01-01", None, None), ("20", "2010-01-01", "2023-06-01", "SPLIT"),
    }  # fmt: skip # a line for each
    (stay,) = told(hub, new["household"])["nodes"]
    both = of_person(hub, stay["person"]["id"])
    assert stays(both) == [("02", "2023-06-01", None, None), ("20", "2010-01-01", "2023-06-01", "SPLIT")]
    assert [node["household"]["id"] for node in both] == [new["household"], home]
    assert len(told(hub, home, asOf="2023-06-01")["nodes"]) == 1
    assert len(told(hub, home, asOf="2023-05-31")["nodes"]) == 2
    assert {node["until"] for node in told(hub, home, knownAt=before)["nodes"]} == {None}
    left = {"person": stay["person"]["id"], "on": "2024-01-10", "reason": "EMIGRATION"}
    assert hub["civil_affairs"].ask(LEAVE, {"input": left})["leaveHousehold"]["__typename"] != "Refused"
    assert stays(told(hub, new["household"])["nodes"]) == [("02", "2023-06-01", "2024-01-10", "EMIGRATION")]


def test_late_news_of_an_earlier_stay_is_kept_and_changes_nothing_of_today(hub: Running) -> None:
    home, _, son = couple(hub)
    late = {**son, "relation": "02", "since": "2005-03-01", "change": "MOVE"}
    (outcome,) = register(hub, household(hub, late))
    assert (outcome["__typename"], outcome["note"]) == ("Registered", "OLDER_THAN_KNOWN")
    assert outcome["headless"] is False
    (stay,) = told(hub, outcome["household"])["nodes"]
    assert (stay["since"], stay["until"], stay["supersededAt"]) == ("2005-03-01", "2010-01-01", stay["recordedAt"])
    both = of_person(hub, stay["person"]["id"])
    assert stays(both) == [("20", "2010-01-01", None, None), ("02", "2005-03-01", "2010-01-01", None)]
    assert len(told(hub, home)["nodes"]) == 2


def test_memberships_come_page_by_page(hub: Running) -> None:
    home, _, _ = couple(hub)
    first = told(hub, home, first=1)
    assert first["pageInfo"]["hasNextPage"]
    second = told(hub, home, first=1, after=first["pageInfo"]["endCursor"])
    assert not second["pageInfo"]["hasNextPage"]
    assert {node["relation"] for node in first["nodes"] + second["nodes"]} == {"02", "20"}


def test_who_does_not_reach_the_household_is_told_nothing(hub: Running) -> None:
    home, _, _ = couple(hub)
    person = next(node["person"]["id"] for node in told(hub, home)["nodes"] if node["relation"] == "20")
    assert hub["civil_affairs elsewhere"].ask(OF_HOUSEHOLD, {"id": home})["household"] is None
    assert hub["civil_affairs elsewhere"].ask(OF_PERSON, {"id": person})["person"] is None
    assert hub["education_aid"].ask("query ($id: ID!) { household(id: $id) { id } }", {"id": home})["household"] is None


def test_who_moved_to_another_county_is_still_told_of_without_who_they_are(hub: Running) -> None:
    home, _, son = couple(hub)
    moved = {**son, "relation": "02", "since": "2023-06-01", "change": "MOVE"}
    register(hub, household(hub, moved, division=ELSEWHERE))
    (stay,) = [node for node in told(hub, home, who="civil_affairs here")["nodes"] if node["until"]]
    assert stays([stay]) == [("20", "2010-01-01", "2023-06-01", None)]
    assert (stay["person"], stay["household"]) == (None, {"id": home})
