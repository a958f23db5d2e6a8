"""Merges of persons taken apart: each takes back what is theirs, whatever has happened since."""

import datetime
from itertools import permutations
from typing import Any

import pytest

from tests.hub_running import Running
from tests.schema.acts import feed, feedback, household, member, register
from tests.schema.intake.test_payments import entry, fed
from tests.schema.register.test_corrections import DECIDE as DECIDE_LINES
from tests.schema.register.test_corrections import FACTS, correct, kinds, know, registered, stages
from tests.schema.register.test_determinations import CORRECT as CORRECT_DETERMINATION
from tests.schema.register.test_determinations import VOID
from tests.schema.register.test_merges import determine, merge, unmerge, who
from tests.schema.register.test_mismatches import decide, listed

MERGE_HOMES = """mutation ($input: MergeHouseholdsInput!) { merged: mergeHouseholds(input: $input) { __typename } }"""
UNMERGE_HOMES = """mutation ($id: ID!) { unmergeHouseholds(duplicate: $id, reason: "两户") { __typename } }"""


def report(hub: Running, number: str, as_of: str, **facts: Any) -> None:
    item = {"idNumber": number, "name": "王甲", "sourceRecordId": number, "asOf": as_of, "person": facts}
    hub["education_aid"].ask(FACTS, {"items": [item]})


def known(hub: Running, person: str) -> tuple[Any, ...] | None:
    """What stands of a person: the day, stage and whether a freshman."""
    rows = hub.rows(
        "SELECT f.as_of::text, f.student_stage, f.freshman FROM education_aid_person_facts f"
        " JOIN persons p ON p.identity_id = f.identity_id WHERE p.id = %s AND f.superseded_at IS NULL",
        person,
    )
    return rows[0] if rows else None


@pytest.mark.parametrize("order", [*permutations(("of the kept one", "of the other", "older of the other"))])
def test_each_takes_back_what_came_under_its_number_whatever_the_order(hub: Running, order: tuple[str, ...]) -> None:
    kept_number, other_number = hub.number("20100101"), hub.number("20100101")
    (_, kept), (_, other) = registered(hub, kept_number), registered(hub, other_number)
    report(hub, kept_number, "2024-01-05", studentStage="PRIMARY")
    report(hub, other_number, "2024-01-10", freshman=True)
    assert merge(hub, kept, other)["__typename"] == "PersonMerge"
    assert known(hub, kept) == ("2024-01-10", "PRIMARY", True)
    for told in order:
        if told == "of the kept one":
            report(hub, kept_number, "2024-02-10", studentStage="JUNIOR")
        elif told == "of the other":
            report(hub, other_number, "2024-02-20", studentStage="SENIOR")
        else:
            report(hub, other_number, "2024-01-20", freshman=False)
    assert unmerge(hub, other)["__typename"] == "PersonMerge"
    assert known(hub, kept) == ("2024-02-10", "JUNIOR", None)
    newer_first = order.index("of the other") < order.index("older of the other")
    assert known(hub, other) == ("2024-02-20", "SENIOR", newer_first)


def test_who_came_by_two_merges_takes_back_what_is_theirs_alone(hub: Running) -> None:
    numbers = [hub.number("20100101") for _ in range(3)]
    kept, second, third = (registered(hub, number)[1] for number in numbers)
    report(hub, numbers[2], "2024-01-10", studentStage="JUNIOR")
    merge(hub, second, third)
    merge(hub, kept, second)
    report(hub, numbers[1], "2024-02-10", freshman=True)
    report(hub, numbers[2], "2024-02-20", studentStage="SENIOR")
    assert known(hub, kept) == ("2024-02-20", "SENIOR", True)
    assert unmerge(hub, second)["__typename"] == "PersonMerge"
    assert (known(hub, kept), known(hub, second)) == (None, ("2024-02-20", "SENIOR", True))
    assert unmerge(hub, third)["__typename"] == "PersonMerge"
    assert (known(hub, second), known(hub, third)) == (("2024-02-10", None, True), ("2024-02-20", "SENIOR", None))


def test_what_was_told_of_help_goes_with_the_help_whichever_number_it_named(hub: Running) -> None:
    kept_number, other_number = hub.number(), hub.number()
    (home, kept), (other_home, other) = registered(hub, kept_number), registered(hub, other_number)
    ids = {name: f"{kept_number}-{name}" for name in ("kept", "before", "since")}

    def given(number: str, name: str, **stated: Any) -> dict[str, Any]:
        return entry(number, ids[name], "GRANTED", "2024-01-10", amount=40000, programme="MZ-07", **stated)

    def adjusted(number: str, name: str) -> dict[str, Any]:
        told = {"record": ids[name], "amount": 30000, "reason": "less", "programme": "MZ-07"}
        return entry(number, f"{ids[name]}-less", "ADJUSTED", "2024-02-10", **told)

    assert fed(hub, given(kept_number, "kept"), given(other_number, "before")) == ["accepted"] * 2
    assert merge(hub, kept, other)["__typename"] == "PersonMerge"
    assert fed(hub, given(other_number, "since", second="another need")) == ["accepted"]
    crossed = [adjusted(other_number, "kept"), adjusted(kept_number, "before"), adjusted(kept_number, "since")]
    assert fed(hub, *crossed) == ["accepted"] * 3
    assert unmerge(hub, other)["__typename"] == "PersonMerge"
    told = (
        "SELECT r.external_id, l.kind FROM chain_links l JOIN assistance_records r ON r.id = l.record_id WHERE {} = %s"
    )
    for place, whose, names in ((home, kept_number, ["kept"]), (other_home, other_number, ["before", "since"])):
        expected = sorted((ids[name], kind) for name in names for kind in ("ADJUSTED", "ASSISTED"))
        assert sorted(hub.rows(told.format("l.household_id"), place)) == expected
        assert sorted(hub.rows(told.format("r.household_id"), place)) == expected
        assert len(who(hub, n=whose)["chain"]["nodes"]) >= 2


def test_a_determination_that_was_corrected_or_taken_back_since_goes_back_so(hub: Running) -> None:
    (_, kept), (home, other) = registered(hub, hub.number()), registered(hub, hub.number())
    determine(hub, home, "near_subsistence")
    determine(hub, home, "other_hardship")
    assert merge(hub, kept, other)["__typename"] == "PersonMerge"
    found = "SELECT id::text FROM determinations WHERE person_id = %s AND category = %s AND superseded_at IS NULL"
    ((near,),), ((hardship,),) = (hub.rows(found, kept, c) for c in ("near_subsistence", "other_hardship"))
    seen = datetime.datetime.now(datetime.UTC).isoformat()
    change = {"determination": near, "validFrom": "2024-02-01", "seen": seen, "reason": "later"}
    assert "code" not in hub["civil_affairs"].ask(CORRECT_DETERMINATION, {"input": change})["did"]
    gone = hub["civil_affairs"].ask(VOID, {"id": hardship, "seen": seen})["did"]
    assert "code" not in gone
    assert unmerge(hub, other)["__typename"] == "PersonMerge"
    stands = "SELECT category, valid_from::text FROM determinations WHERE person_id = %s AND superseded_at IS NULL"
    assert hub.rows(stands, other) == [("near_subsistence", "2024-02-01")]
    assert hub.rows(stands, kept) == []


def test_another_name_under_the_duplicates_number_goes_back_with_the_duplicate(hub: Running) -> None:
    kept_number, other_number = hub.number("20100101"), hub.number("20100101")
    home, kept = registered(hub, kept_number)
    other_home, other = registered(hub, other_number)
    feed(hub, feedback(hub, other_number, f"{other_number}-a", name="李乙"))
    (one,) = listed(hub, other_home)
    merge(hub, kept, other)
    feed(hub, feedback(hub, other_number, f"{other_number}-b", name="李丙"))
    (two,) = [mismatch for mismatch in listed(hub, home) if mismatch["id"] != one["id"]]
    assert decide(hub, one["id"], "SAME_PERSON")["state"] == "SAME_PERSON"
    assert kinds(hub, home).count("ASSISTED") == 1
    unmerge(hub, other)
    assert kinds(hub, home).count("ASSISTED") == 0
    assert kinds(hub, other_home).count("ASSISTED") == 1
    assert [mismatch["id"] for mismatch in listed(hub, other_home)] == [two["id"]]
    assert listed(hub, home) == []
    feed(hub, feedback(hub, other_number, f"{other_number}-c", name="李乙", term="2023-autumn"))
    assert kinds(hub, other_home).count("ASSISTED") == 2


def test_a_merge_is_not_taken_apart_into_one_that_was_merged_since(hub: Running) -> None:
    numbers = [hub.number("20100101") for _ in range(3)]
    (home, first), (second_home, second), (third_home, third) = [registered(hub, number) for number in numbers]
    feed(hub, *(feedback(hub, number, f"{number}-a") for number in numbers))
    merge(hub, second, third)
    merge(hub, first, second)
    refused = unmerge(hub, third)
    assert (refused["code"], refused["path"]) == ("PERSON_MERGED", "duplicate")
    assert unmerge(hub, second)["__typename"] == unmerge(hub, third)["__typename"] == "PersonMerge"
    assert [kinds(hub, each).count("ASSISTED") for each in (home, second_home, third_home)] == [1, 1, 1]


def test_nobody_comes_back_into_a_household_that_was_merged_since(hub: Running) -> None:
    number, other_number = hub.number(), hub.number()
    _, kept = registered(hub, number)
    (twice,) = register(hub, household(hub, member(other_number), member(hub.number(), "10")))
    other = who(hub, n=other_number)["id"]
    into, _ = registered(hub, hub.number())
    merge(hub, kept, other)
    given = {"keep": into, "duplicate": twice["household"], "reason": "重复", "basis": "户口簿"}
    assert hub["civil_affairs"].ask(MERGE_HOMES, {"input": given})["merged"]["__typename"] == "HouseholdsMerged"
    refused = unmerge(hub, other)
    assert (refused["code"], refused["path"]) == ("HOUSEHOLD_MERGED", "duplicate")


def test_what_a_merge_joined_is_taken_apart_wherever_the_kept_person_has_moved_since(hub: Running) -> None:
    number, other_number = hub.number("20100101"), hub.number("20100101")
    home, kept = registered(hub, number)
    other_home, other = registered(hub, other_number)
    feed(hub, feedback(hub, number, f"{number}-a"), feedback(hub, other_number, f"{other_number}-a"))
    merge(hub, kept, other)
    (moved,) = register(hub, household(hub, member(number, change="MOVE", since="2024-03-10")))
    assert kinds(hub, moved["household"]).count("ASSISTED") == 2
    unmerge(hub, other)
    assert [kinds(hub, each).count("ASSISTED") for each in (home, moved["household"], other_home)] == [1, 1, 1]


def test_merges_of_households_and_of_their_members_are_taken_apart_in_any_order(hub: Running) -> None:
    number, other_number = hub.number(), hub.number()
    home, kept = registered(hub, number)
    other_home, other = registered(hub, other_number)
    for homes_first in (True, False):
        given = {"keep": home, "duplicate": other_home, "reason": "重复", "basis": "户口簿"}
        relations = [{"person": other, "relation": "50"}]
        merged = hub["civil_affairs"].ask(MERGE_HOMES, {"input": {**given, "relations": relations}})["merged"]
        assert merged["__typename"] == "HouseholdsMerged"
        assert merge(hub, kept, other)["__typename"] == "PersonMerge"
        apart = [lambda: hub["civil_affairs"].ask(UNMERGE_HOMES, {"id": other_home}), lambda: unmerge(hub, other)]
        for act in apart if homes_first else reversed(apart):
            act()
        lives = "SELECT household_id::text, relation FROM memberships WHERE person_id = %s AND valid_to IS NULL AND superseded_at IS NULL"
        assert (hub.rows(lives, kept), hub.rows(lives, other)) == ([(home, "02")], [(other_home, "02")])


@pytest.mark.parametrize("joined", ["NAME", "BEFORE", "BETWEEN"])
def test_facts_that_stay_with_an_old_number_do_not_come_back_when_a_join_is_undone(hub: Running, joined: str) -> None:
    """Joined is another name, or a duplicate: before the number is corrected, or before its lines are decided."""
    wrong, right, twice = (hub.number("20100101") for _ in range(3))
    home, person = registered(hub, wrong)
    _, other = registered(hub, twice)
    know(hub, wrong, "JUNIOR")
    if joined == "BEFORE":
        assert merge(hub, person, other)["__typename"] == "PersonMerge"
    corrected = correct(hub, person, idNumber=right)
    if joined == "NAME":
        feed(hub, feedback(hub, right, f"{right}-a", name="王乙"))
        (mismatch,) = listed(hub, home)
        assert decide(hub, mismatch["id"], "SAME_PERSON")["state"] == "SAME_PERSON"
    lines = [{"id": line["id"], "moves": False} for line in corrected["lines"]]
    assert len(lines) == 1
    assert hub["civil_affairs"].ask(DECIDE_LINES, {"id": corrected["id"], "lines": lines})["decided"]["lines"]
    if joined == "BETWEEN":
        assert merge(hub, person, other)["__typename"] == "PersonMerge"
    assert stages(hub, home) == []
    if joined == "NAME":
        assert decide(hub, mismatch["id"], "UNKNOWN", seen="SAME_PERSON")["state"] == "UNKNOWN"
    else:
        assert unmerge(hub, other)["__typename"] == "PersonMerge"
    assert stages(hub, home) == []
