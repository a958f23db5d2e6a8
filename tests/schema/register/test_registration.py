"""Registrations and determinations that cannot be: each named by code and place, and nothing changed."""

from typing import Any

import pytest

from registry.identity.identity_numbers import with_check_digit
from tests.hub_running import Running
from tests.schema.acts import DETERMINE, END, FACTS, household, member, register
from tests.schema.living import FACTS as LIVING_FACTS

UNKNOWN = "01890000-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    ("wrong", "code", "path"),
    [
        ({"asOf": "2024-03-16"}, "FUTURE_DATE", "asOf"),
        ({"asOf": "2024-W10-1"}, "BAD_DATE", "asOf"),
        ({"asOf": "0202-03-01"}, "EARLY_DATE", "asOf"),
        ({"channel": "FAX"}, "UNKNOWN_CODE", "channel"),
        ({"residence": "suburban"}, "UNKNOWN_CODE", "residence"),
        ({"perCapitaIncome": -1}, "BAD_AMOUNT", "perCapitaIncome"),
        ({"perCapitaIncome": 2**63}, "BAD_AMOUNT", "perCapitaIncome"),
        ({"address": "a\u0000b"}, "BAD_TEXT", "address"),
        ({"number": ""}, "MISSING", "number"),
        ({"members": []}, "NO_MEMBER", "members"),
    ],
)
def test_a_wrong_field_of_a_household_is_named(hub: Running, wrong: dict[str, Any], code: str, path: str) -> None:
    before = hub.rows("SELECT count(*) FROM households")
    (outcome,) = register(hub, {**household(hub, member(hub.number())), **wrong})
    assert (outcome["code"], outcome["path"]) == (code, f"items[0].{path}")
    assert hub.rows("SELECT count(*) FROM households") == before


@pytest.mark.parametrize(
    ("wrong", "code", "path"),
    [
        ({"relation": "head"}, "UNKNOWN_CODE", "members[0].relation"),
        ({"since": "2025-01-01"}, "FUTURE_DATE", "members[0].since"),
        ({"since": "2009-01-01"}, "BEFORE_BIRTH", "members[0].since"),
        ({"since": "0202-01-01"}, "EARLY_DATE", "members[0].since"),
        ({"change": "DIVORCE"}, "UNKNOWN_CODE", "members[0].change"),
        ({"name": " "}, "BAD_TEXT", "members[0].name"),
        ({"idNumber": with_check_digit("62990120990101001")}, "ID_NUMBER_BIRTH_DATE", "members[0].idNumber"),
        ({"idNumber": with_check_digit("62990120240316001")}, "ID_NUMBER_BIRTH_DATE", "members[0].idNumber"),
        ({"idNumber": "629901209913011234"}, "ID_NUMBER_CHECK_DIGIT", "members[0].idNumber"),
    ],
)
def test_a_wrong_field_of_a_member_is_named(hub: Running, wrong: dict[str, Any], code: str, path: str) -> None:
    (outcome,) = register(hub, household(hub, {**member(hub.number()), **wrong}))
    assert (outcome["code"], outcome["path"]) == (code, f"items[0].{path}")


@pytest.mark.parametrize("name", ["\u200b", "张\u202e三\u202c", "张\u0085三", "张\u2028三", "\u3164", "·"])
def test_a_name_that_cannot_be_read_is_refused_and_its_neighbour_registered(hub: Running, name: str) -> None:
    unread, plain = register(
        hub, household(hub, {**member(hub.number()), "name": name}), household(hub, member(hub.number()))
    )
    assert (unread["code"], unread["path"]) == ("BAD_TEXT", "items[0].members[0].name")
    assert plain["__typename"] == "Registered"


def test_a_household_has_one_head_and_nobody_twice(hub: Running) -> None:
    one, other = hub.number(), hub.number()
    heads, twice = register(
        hub, household(hub, member(one), member(other)), household(hub, member(one), member(one, "20"))
    )
    assert (heads["code"], heads["path"]) == ("TWO_HEADS", "items[0].members")
    assert (twice["code"], twice["path"]) == ("MEMBER_TWICE", "items[1].members[1].idNumber")


def test_a_household_keeps_one_head_through_later_registrations(hub: Running) -> None:
    head, wife, other = hub.number("19700101"), hub.number("19710101"), hub.number("19720101")
    known = household(hub, member(head), member(wife, "10"))
    register(hub, known, household(hub, member(other)))

    def told(*members: dict[str, str]) -> str:
        (outcome,) = register(hub, {**known, "asOf": "2024-03-10", "members": list(members)})
        code: str = outcome.get("code", outcome["__typename"])
        return code

    assert told(member(wife)) == "TWO_HEADS"
    assert told(member(other, change="MERGE")) == "TWO_HEADS"
    assert told(member(head, "10"), member(wife)) == "Registered"
    assert told() == "Registered"
    relations = "SELECT m.relation FROM memberships m JOIN households h ON h.id = m.household_id WHERE h.number = %s"
    current = f"{relations} AND m.superseded_at IS NULL ORDER BY 1"
    assert hub.rows(current, known["number"]) == [("02",), ("10",)]


def test_a_household_whose_head_moved_away_says_that_it_has_none(hub: Running) -> None:
    head, wife = hub.number("19700101"), hub.number("19710101")
    known = household(hub, member(head), member(wife, "10"))
    register(hub, known)
    moved, left = register(hub, household(hub, member(head, change="SPLIT")), {**known, "members": []})
    assert (moved["headless"], left["headless"]) == (False, True)


def test_who_lives_elsewhere_is_not_moved_without_saying_so(hub: Running) -> None:
    child = hub.number()
    register(hub, household(hub, member(hub.number("19800101")), member(child, "20")))
    (silent,) = register(hub, household(hub, member(child)))
    assert (silent["code"], silent["path"]) == ("MEMBER_ELSEWHERE", "items[0].members[0]")
    (renamed,) = register(hub, household(hub, {**member(child, change="SPLIT"), "name": "李四"}))
    assert (renamed["code"], renamed["path"]) == ("NAME_DIFFERS", "items[0].members[0].name")


@pytest.mark.parametrize(
    ("wrong", "code", "path"),
    [
        ({"household": "x"}, "BAD_ID", "household"),
        ({"household": UNKNOWN}, "UNKNOWN_HOUSEHOLD", "household"),
        ({"person": UNKNOWN}, "NOT_A_MEMBER", "person"),
        ({"validFrom": "2024-07-01"}, "TOO_FAR_AHEAD", "validFrom"),
        ({"validFrom": "1899-12-31"}, "EARLY_DATE", "validFrom"),
        ({"validFrom": "2010-08-31"}, "BEFORE_BIRTH", "validFrom"),
        ({"validTo": "2034-03-16"}, "FAR_DATE", "validTo"),
        ({"validFrom": 20240101}, "BAD_DATE", "validFrom"),
        ({"validTo": "2023-01-01"}, "REVERSED_DATES", "validTo"),
        ({"basis": "SINGLE_PERSON"}, "MISSING", "person"),
        ({"support": "dispersed"}, "SUPPORT_ONLY_FOR_EXTREME_HARDSHIP", "support"),
        ({"category": "extreme_hardship"}, "SUPPORT_ONLY_FOR_EXTREME_HARDSHIP", "support"),
        ({"number": "half \u0001"}, "BAD_TEXT", "number"),
    ],
)
def test_a_wrong_determination_is_refused(hub: Running, wrong: dict[str, Any], code: str, path: str) -> None:
    (registered,) = register(hub, household(hub, member(hub.number())))
    given = {"household": registered["household"], "category": "near_subsistence", "validFrom": "2024-01-01", **wrong}
    before = hub.rows("SELECT count(*) FROM determinations")
    refused = hub["civil_affairs"].ask(DETERMINE, {"input": given})["determine"]
    assert (refused["code"], refused["path"]) == (code, f"input.{path}")
    assert hub.rows("SELECT count(*) FROM determinations") == before


def test_who_has_died_is_determined_no_more(hub: Running) -> None:
    number = hub.number("19500101")
    (registered,) = register(hub, household(hub, member(number)))
    item = {"idNumber": number, "name": "王甲", "asOf": "2024-03-10", "sourceRecordId": number}
    reported = {"items": [{**item, "person": {"deceasedOn": "2024-03-01"}}]}
    hub["civil_affairs"].ask(LIVING_FACTS.format("CivilAffairs"), reported)
    person = hub.rows("SELECT person_id::text FROM memberships WHERE household_id = %s", registered["household"])[0][0]
    given = {"household": registered["household"], "person": person, "category": "other_hardship"}

    def determined(valid_from: str) -> dict[str, Any]:
        outcome: dict[str, Any] = hub["civil_affairs"].ask(DETERMINE, {"input": {**given, "validFrom": valid_from}})
        return outcome["determine"]

    refused = determined("2024-03-01")
    assert (refused["code"], refused["path"]) == ("AFTER_DEATH", "input.validFrom")
    assert determined("2024-02-01")["__typename"] == "Determined"


def test_a_determination_ends_once_after_it_began_and_within_ones_divisions(hub: Running) -> None:
    (registered,) = register(hub, household(hub, member(hub.number())))
    given = {"household": registered["household"], "category": "near_subsistence", "validFrom": "2024-01-01"}
    (id,) = hub["civil_affairs"].ask(DETERMINE, {"input": given})["determine"]["determinations"]

    def ended(on: str, who: str = "civil_affairs") -> dict[str, Any]:
        outcome: dict[str, Any] = hub[who].ask(END, {"id": id, "on": on})["endDetermination"]
        return outcome

    assert ended("2024-03-01", "civil_affairs elsewhere")["code"] == "NO_DETERMINATION"
    assert (ended("2023-12-31")["code"], ended("2024-07-16")["code"]) == ("REVERSED_DATES", "TOO_FAR_AHEAD")
    assert ended("2024-03-01")["__typename"] == "Determined"
    assert ended("2024-03-01")["code"] == "NO_DETERMINATION"


def test_facts_are_checked_one_by_one_and_older_ones_do_not_overwrite(hub: Running) -> None:
    item = {"idNumber": hub.number(), "name": "王甲", "asOf": "2024-03-01", "sourceRecordId": "c1"}
    items = [
        {**item, "person": {"studentStage": "NURSERY"}},
        {**item, "asOf": "2024-03-16", "person": {"studentStage": "PRIMARY"}},
        item,
        {**item, "person": {"studentStage": "PRIMARY"}},
        {**item, "asOf": "2024-02-01", "person": {"studentStage": "JUNIOR"}},
    ]
    outcomes = hub["education_aid"].ask(FACTS, {"items": items})["reportFactsEducationAid"]["outcomes"]
    assert [(outcome.get("code"), outcome.get("path")) for outcome in outcomes] == [
        ("UNKNOWN_CODE", "items[0].person.studentStage"),
        ("FUTURE_DATE", "items[1].asOf"),
        ("MISSING", "items[2]"),
        (None, None),
        (None, None),
    ]
    assert (outcomes[3]["note"], outcomes[4]["note"], outcomes[4]["changed"]) == (None, "OLDER_THAN_KNOWN", False)
