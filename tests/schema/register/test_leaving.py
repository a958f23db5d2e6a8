"""Leaving a household: for a reason, without another; the chain stays, the person is found, and may come back."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from registry.people.facts import fact_table_name
from tests.hub_running import ELSEWHERE, Running, done
from tests.schema.acts import CHAIN, DETERMINE, END, FACTS, feed, feedback, household, member, register

LEAVE = """mutation ($input: LeaveHouseholdInput!) { leaveHousehold(input: $input) { __typename
  ... on Refused { code message path }
  ... on HouseholdLeft { headless person { id leftOn leftBecause household { id } categories { code } }
    household { id closedOn closedReason members { relation recordedAt person { id } } } } } }"""
PERSON = """query ($number: String!) { person(idNumber: $number, purpose: {code: verification}) { id leftOn leftBecause
  household { id } chain(first: 50) { nodes { kind note } } } }"""
CLOSED = """query ($id: ID!) { household(id: $id) { closedOn closedReason members { person { id } } } }"""
LISTED = "query ($number: String) { households(filter: {number: $number}) { nodes { id } } }"


def leave(hub: Running, who: str, on: str = "2024-03-10", reason: str = "EMIGRATION", **stated: Any) -> dict[str, Any]:
    given = {"person": who, "on": on, "reason": reason, **stated}
    by = given.pop("by", "civil_affairs")
    told: dict[str, Any] = hub[by].ask(LEAVE, {"input": given})["leaveHousehold"]
    return told


def person(hub: Running, number: str, who: str = "civil_affairs") -> dict[str, Any]:
    found: dict[str, Any] = hub[who].ask(PERSON, {"number": number})["person"]
    return found


def couple(hub: Running) -> tuple[dict[str, Any], str, str, str]:
    """A household of two: as it was told, its id, and the numbers of head and wife."""
    head, wife = hub.number("19500101"), hub.number("19550101")
    known = household(hub, member(head), member(wife, "10"))
    (registered,) = register(hub, known)
    return known, registered["household"], head, wife


def chain(hub: Running, home: str) -> list[str]:
    return done(hub["civil_affairs"].ask(CHAIN, {"id": home})["household"]["chain"]["nodes"])


def test_who_has_left_is_found_by_number_with_the_chain(hub: Running) -> None:
    _, home, head, wife = couple(hub)
    left = leave(hub, person(hub, head)["id"], note="to a daughter abroad")
    assert left["__typename"] == "HouseholdLeft", left
    assert left["headless"]
    assert left["person"] | {"id": ""} == {
        "id": "", "leftOn": "2024-03-10", "leftBecause": "EMIGRATION", "household": None, "categories": [],
    }  # fmt: skip # in the order of the question
    assert [one["person"]["id"] for one in left["household"]["members"]] == [person(hub, wife)["id"]]
    assert left["household"]["closedOn"] is None
    assert person(hub, head)["chain"]["nodes"] == [{"kind": "LEFT", "note": "EMIGRATION: to a daughter abroad"}]
    assert chain(hub, home) == ["LEFT"]
    again = leave(hub, person(hub, head)["id"])
    assert (again["code"], again["path"]) == ("ALREADY_LEFT", "input.person")


def test_help_after_leaving_stands_in_the_chain_of_the_last_household(hub: Running) -> None:
    pupil = hub.number()
    (registered,) = register(hub, household(hub, member(hub.number("19800101")), member(pupil, "20")))
    leave(hub, person(hub, pupil)["id"], reason="ENTERED_INSTITUTION")
    (fed,) = feed(hub, feedback(hub, pupil, f"after leaving {pupil[-6:]}", happenedOn="2024-03-12"))
    assert fed["__typename"] == "FeedbackAccepted", fed
    assert sorted(chain(hub, registered["household"])) == ["ASSISTED", "LEFT"]


def test_who_comes_back_is_a_member_again_and_the_chain_goes_on(hub: Running) -> None:
    known, home, _, wife = couple(hub)
    leave(hub, person(hub, wife)["id"], reason="WHEREABOUTS_UNKNOWN")
    early = {**known, "members": [member(wife, "10", since="2024-03-09")], "asOf": "2024-03-14"}
    (refused,) = register(hub, early)
    assert (refused["code"], refused["path"]) == ("BEFORE_LEAVING", "items[0].members[0].since")
    (back,) = register(hub, {**early, "members": [member(wife, "10", since="2024-03-12")]})
    assert back["__typename"] == "Registered"
    assert person(hub, wife)["household"] == {"id": home}
    assert chain(hub, home) == ["HOUSEHOLD_CHANGED", "LEFT"]


def test_who_comes_into_another_household_brings_the_chain(hub: Running) -> None:
    pupil = hub.number()
    known = household(hub, member(hub.number("19800101")), member(pupil, "20"))
    (old,) = register(hub, known)
    feed(hub, feedback(hub, pupil, f"before leaving {pupil[-6:]}", happenedOn="2024-02-12"))
    leave(hub, person(hub, pupil)["id"], reason="MARRIED_OUT")
    # The other county takes in whom this one has let go.
    (new,) = register(
        hub, household(hub, member(pupil, since="2024-03-11"), division=ELSEWHERE), who="civil_affairs elsewhere"
    )
    assert new["__typename"] == "Registered", new
    assert chain(hub, new["household"]) == ["HOUSEHOLD_CHANGED", "LEFT", "ASSISTED"]
    assert chain(hub, old["household"]) == ["HOUSEHOLD_CHANGED", "LEFT", "ASSISTED"]
    assert person(hub, pupil, "civil_affairs elsewhere")["household"] == {"id": new["household"]}


def test_a_death_is_told_to_all_that_reads_deaths_and_determinations_stay(hub: Running) -> None:
    _, home, head, _ = couple(hub)
    given = {"household": home, "category": "subsistence_allowance", "validFrom": "2024-01-01"}
    hub["civil_affairs"].ask(DETERMINE, {"input": given})
    left = leave(hub, person(hub, head)["id"], reason="DEATH", on="2024-03-02")
    assert left["person"]["categories"] == [{"code": "subsistence_allowance"}]
    facts = f"""SELECT f.deceased_on::text, f.as_of::text FROM {fact_table_name("civil_affairs", "person")} f
    JOIN persons p ON p.identity_id = f.identity_id WHERE p.id = %s AND f.superseded_at IS NULL"""
    assert hub.rows(facts, left["person"]["id"]) == [("2024-03-02", "2024-03-02")]
    one = {**given, "category": "near_subsistence", "person": left["person"]["id"], "basis": "SINGLE_PERSON"}
    assert hub["civil_affairs"].ask(DETERMINE, {"input": one})["determine"]["code"] == "NOT_A_MEMBER"


def test_a_determination_is_ended_after_its_person_has_moved_and_left(hub: Running) -> None:
    _, home, head, _ = couple(hub)
    given = {"household": home, "category": "near_subsistence", "validFrom": "2024-01-01", "basis": "SINGLE_PERSON"}
    who = person(hub, head)["id"]
    (id,) = hub["civil_affairs"].ask(DETERMINE, {"input": {**given, "person": who}})["determine"]["determinations"]
    register(hub, household(hub, member(head, change="MOVE", since="2024-03-04")))
    last = leave(hub, who, reason="EMIGRATION")["household"]["id"]
    assert (
        hub["civil_affairs"].ask(END, {"id": id, "on": "2024-03-10"})["endDetermination"]["__typename"] == "Determined"
    )
    assert chain(hub, last)[:2] == ["DETERMINATION_ENDED", "LEFT"]


def test_the_dead_come_back_only_after_their_death_was_taken_back(hub: Running) -> None:
    known, home, head, _ = couple(hub)
    leave(hub, person(hub, head)["id"], reason="DEATH", on="2024-03-02")
    again = {**known, "asOf": "2024-03-10", "members": [member(head, since="2024-03-10")]}
    (refused,) = register(hub, again)
    assert (refused["code"], refused["path"]) == ("RECORDED_DEAD", "items[0].members[0]")
    item = {"idNumber": head, "name": "王甲", "asOf": "2024-03-09", "sourceRecordId": "alive"}
    document = FACTS.replace("EducationAid", "CivilAffairs")
    hub["civil_affairs"].ask(document, {"items": [{**item, "person": {"deceasedOn": None}}]})
    (back,) = register(hub, again)
    assert back["__typename"] == "Registered", back
    assert person(hub, head)["household"] == {"id": home}


def test_a_household_without_living_members_closes_and_opens_again(hub: Running) -> None:
    known, home, head, wife = couple(hub)
    leave(hub, person(hub, wife)["id"], reason="DEATH", on="2024-03-01")
    closed = leave(hub, person(hub, head)["id"], reason="IMPRISONMENT", on="2024-03-05")["household"]
    assert (closed["closedOn"], closed["closedReason"], closed["members"]) == ("2024-03-05", "LEFT", [])
    numbered = {"number": known["number"]}
    assert hub["civil_affairs"].ask(LISTED, numbered)["households"]["nodes"] == []
    targets = "SELECT count(*) FROM targets WHERE household_id = %s AND until IS NULL AND person_id IS NULL"
    assert hub.rows(targets, home) == [(0,)]
    assert chain(hub, home) == ["LEFT", "LEFT"]
    register(hub, {**known, "asOf": "2024-03-10", "members": [member(head, since="2024-03-10")]})
    opened = hub["civil_affairs"].ask(CLOSED, {"id": home})["household"]
    assert (opened["closedOn"], opened["closedReason"], len(opened["members"])) == (None, None, 1)
    assert hub["civil_affairs"].ask(LISTED, numbered)["households"]["nodes"] == [{"id": home}]


def test_a_death_that_is_reported_as_a_fact_closes_a_household_too(hub: Running) -> None:
    alone = hub.number("19400101")
    (registered,) = register(hub, household(hub, member(alone)))
    item = {"idNumber": alone, "name": "王甲", "asOf": "2024-03-03", "sourceRecordId": "d1"}
    document = FACTS.replace("EducationAid", "CivilAffairs")
    hub["civil_affairs"].ask(document, {"items": [{**item, "person": {"deceasedOn": "2024-03-02"}}]})
    closed = hub["civil_affairs"].ask(CLOSED, {"id": registered["household"]})["household"]
    assert (closed["closedOn"], closed["closedReason"]) == ("2024-03-02", "LEFT")


def test_a_household_that_all_have_moved_from_is_closed(hub: Running) -> None:
    _, home, head, wife = couple(hub)
    moved = [member(head, change="MOVE", since="2024-03-04"), member(wife, "10", change="MOVE", since="2024-03-04")]
    register(hub, household(hub, *moved))
    closed = hub["civil_affairs"].ask(CLOSED, {"id": home})["household"]
    assert (closed["closedOn"], closed["closedReason"]) == ("2024-03-04", "MOVED")


@pytest.mark.parametrize(
    ("wrong", "code", "path"),
    [
        ({"on": "2024-03-16"}, "FUTURE_DATE", "on"),
        ({"on": "2024-02-28"}, "BEFORE_MEMBERSHIP", "on"),
        ({"household": "01890000-0000-7000-8000-000000000000"}, "NOT_A_MEMBER", "household"),
        ({"person": "01890000-0000-7000-8000-000000000000"}, "UNKNOWN_PERSON", "person"),
        ({"seen": "2024-03-01T00:00:00Z"}, "CHANGED_SINCE", "seen"),
        ({"seen": "9999-12-31T23:00:00Z"}, "SEEN_AHEAD", "seen"),
        ({"by": "civil_affairs elsewhere"}, "UNKNOWN_PERSON", "person"),
    ],
)
def test_a_leaving_that_cannot_be_is_refused(hub: Running, wrong: dict[str, Any], code: str, path: str) -> None:
    _, _, head, _ = couple(hub)
    refused = leave(
        hub, **{"who": person(hub, head)["id"], **{"who" if k == "person" else k: v for k, v in wrong.items()}}
    )
    assert (refused.get("code"), refused.get("path")) == (code, f"input.{path}"), refused


def test_of_two_officers_who_end_a_membership_at_once_one_is_told(hub: Running) -> None:
    _, _, head, _ = couple(hub)
    who = person(hub, head)["id"]
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda reason: leave(hub, who, reason=reason), ("DEATH", "OTHER")))
    assert sorted(one.get("code", one["__typename"]) for one in told) == ["ALREADY_LEFT", "HouseholdLeft"]
