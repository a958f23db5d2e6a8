"""Stories of who looked at me: the person is told at the window, without relatives' affairs; nobody else is."""

from typing import Any

import pytest

from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.acts import household, member, register

LOOKS = """query ($number: String!, $first: Int! = 50, $after: String) {
  subjectAccess(idNumber: $number, basis: "本人申请，身份证原件", first: $first, after: $after) {
    looks { at kind department actorKind own purpose opened actor client operation note } endCursor } }"""
PERSON = "query Person($id: ID!) { person(id: $id) { nameMasked } }"
HOUSEHOLD = "query Household($id: ID!) { household(id: $id) { number } }"
COMPLAINT = {"X_Purpose": "complaint"}


def told(hub: Running, who: str, number: str, **page: Any) -> Any:
    return hub[who].ask(LOOKS, {"number": number, **page}, **COMPLAINT)["subjectAccess"]


def person_of(hub: Running, number: str) -> str:
    asked = "query ($number: String!) { person(idNumber: $number) { id } }"
    return str(hub["civil_affairs"].ask(asked, {"number": number}, X_Purpose="review")["person"]["id"])


@pytest.fixture
def couple(hub: Running) -> tuple[str, str, str]:
    """Two who live together: their household and their numbers."""
    one, other = hub.number("19700101"), hub.number("19700101")
    (home,) = register(hub, household(hub, member(one), member(other, relation="10"), division=HOME))
    return str(home["household"]), one, other


def test_a_person_is_told_who_looked_and_what_for(hub: Running, couple: tuple[str, str, str]) -> None:
    _, number, _ = couple
    person = person_of(hub, number)
    hub["clerk"].post(PERSON, {"id": person})
    hub["civil_affairs"].ask(PERSON, {"id": person}, X_Purpose="verification")
    newest, *_ = told(hub, "window", number)["looks"][1:]  # before it the question itself
    assert (newest["department"], newest["actorKind"], newest["own"]) == ("civil_affairs", "PROGRAM", True)
    assert newest["purpose"] == "verification"
    assert {newest[name] for name in ("actor", "client", "operation", "note")} == {None}


def test_asking_stands_in_the_log_with_the_paper_it_rests_on(hub: Running, couple: tuple[str, str, str]) -> None:
    _, number, _ = couple
    told(hub, "window", number)
    newest, *_ = told(hub, "auditor", number)["looks"][1:]
    assert (newest["actor"], newest["purpose"], newest["note"]) == ("张某", "complaint", "本人申请，身份证原件")


def test_what_concerned_a_relative_alone_is_not_told(hub: Running, couple: tuple[str, str, str]) -> None:
    home, number, other = couple
    relative = person_of(hub, other)
    before = len(told(hub, "window", number)["looks"])
    hub["civil_affairs"].ask(PERSON, {"id": relative})
    both = "query ($home: ID!, $person: ID!) { household(id: $home) { number } person(id: $person) { nameMasked } }"
    hub["civil_affairs"].ask(both, {"home": home, "person": relative})
    assert len(told(hub, "window", number)["looks"]) == before + 1  # that it was asked before
    hub["civil_affairs"].ask(HOUSEHOLD, {"id": home})
    _, look, *_ = told(hub, "window", number)["looks"]
    assert not look["own"]


def test_pages_hold_every_look_once(hub: Running, couple: tuple[str, str, str]) -> None:
    _, number, _ = couple
    for _ in range(3):
        told(hub, "window", number)
    whole = told(hub, "auditor", number)["looks"]
    page = told(hub, "auditor", number, first=2)
    seen = page["looks"]
    while page["endCursor"]:
        page = told(hub, "auditor", number, first=2, after=page["endCursor"])
        seen += page["looks"]
    assert seen[1:] == whole  # before it the question for the first page
    assert hub["window"].refused(LOOKS, {"number": number, "after": "1"}, **COMPLAINT) == ["BAD_CURSOR"]


def test_strangers_and_departments_are_refused_and_so_is_who_says_no_purpose(
    hub: Running, couple: tuple[str, str, str]
) -> None:
    _, number, _ = couple
    for who in ("civil_affairs", "education_aid", "clerk", "reader"):
        assert hub[who].refused(LOOKS, {"number": number}, **COMPLAINT) == ["MISSING_SCOPE"], who
    assert hub["nobody"].post(LOOKS, {"number": number}).status_code == 401
    assert hub["window"].refused(LOOKS, {"number": number}) == ["PURPOSE_REQUIRED"]


def test_who_lives_elsewhere_is_not_there_as_who_is_nobody(hub: Running) -> None:
    elsewhere = hub.number("19700101")
    register(hub, household(hub, member(elsewhere), division=ELSEWHERE))
    for number in (elsewhere, hub.number("19700101")):
        assert hub["window"].refused(LOOKS, {"number": number}, **COMPLAINT) == ["NO_SUBJECT"]
