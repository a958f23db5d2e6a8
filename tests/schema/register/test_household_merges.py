"""Merging a household that was entered twice, and taking the merge apart: both chains stay readable."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import pytest

from tests.hub_running import ELSEWHERE, HOME, Running, done
from tests.schema.acts import CHAIN, feed, feedback, household, member, register
from tests.schema.matters.test_matters import referred
from tests.schema.register.test_corrections import HOUSING
from tests.schema.register.test_leaving import leave, person

KEPT = "id number closedOn closedReason mergedInto members { relation since recordedAt person { id } }"
MERGE = f"""mutation ($input: MergeHouseholdsInput!) {{ mergeHouseholds(input: $input) {{ __typename
  ... on Refused {{ code message path }} ... on HouseholdsMerged {{ kept {{ {KEPT} }} duplicate {{ {KEPT} }} }} }} }}"""
UNMERGE = f"""mutation ($duplicate: ID!, $reason: String!) {{ unmergeHouseholds(duplicate: $duplicate, reason: $reason) {{
  __typename ... on Refused {{ code message path }}
  ... on HouseholdsUnmerged {{ kept {{ {KEPT} }} duplicate {{ {KEPT} }} elsewhere }} }} }}"""
BY_NUMBER = "query ($number: String!) { household(number: $number) { id mergedInto closedReason } }"
MEMBERS = "query ($id: ID) { household(id: $id) { members { person { idNumber } } } }"
UNKNOWN = "01890000-0000-7000-8000-000000000000"


class Twice(NamedTuple):
    """A household that was entered twice: the father under one number, wife and child under another."""

    keep: str
    duplicate: str
    number: str
    wife: str
    child: str


def entered_twice(hub: Running, **stated: Any) -> Twice:
    father, wife, child = hub.number("19800101"), hub.number("19820101"), hub.number()
    again = household(hub, member(wife), member(child, "20"), **stated)
    kept, duplicate = register(hub, household(hub, member(father)), again)
    return Twice(kept["household"], duplicate["household"], again["number"], wife, child)


def merge(hub: Running, one: Twice, who: str = "civil_affairs", **stated: Any) -> dict[str, Any]:
    wife = {"person": person(hub, one.wife)["id"], "relation": "10"}
    given = {"keep": one.keep, "duplicate": one.duplicate, "reason": "the same family", "basis": "hukou booklet"}
    told: dict[str, Any] = hub[who].ask(MERGE, {"input": {**given, "relations": [wife], **stated}})["mergeHouseholds"]
    return told


def unmerge(hub: Running, duplicate: str, reason: str = "two families") -> dict[str, Any]:
    variables = {"duplicate": duplicate, "reason": reason}
    told: dict[str, Any] = hub["civil_affairs"].ask(UNMERGE, variables)["unmergeHouseholds"]
    return told


def chain(hub: Running, home: str, **stated: str) -> list[str]:
    return done(hub["civil_affairs"].ask(CHAIN, {"id": home, **stated})["household"]["chain"]["nodes"])


def now(hub: Running) -> str:
    ((instant,),) = hub.rows(
        "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')"
    )
    return str(instant)


def members(told: dict[str, Any]) -> list[str]:
    return sorted(one["relation"] for one in told["members"])


def test_members_and_chain_of_the_duplicate_come_over_and_its_number_says_where_it_went(hub: Running) -> None:
    one = entered_twice(hub)
    (fed,) = feed(hub, feedback(hub, one.child, f"merged {one.number}", happenedOn="2024-03-05"))
    assert fed["__typename"] == "FeedbackAccepted", fed
    told = merge(hub, one)
    assert told["__typename"] == "HouseholdsMerged", told
    assert members(told["kept"]) == ["02", "10", "20"]
    gone = told["duplicate"]
    assert (gone["closedOn"], gone["closedReason"], gone["members"]) == ("2024-03-15", "MERGED", [])
    found = hub["civil_affairs"].ask(BY_NUMBER, {"number": one.number})["household"]
    assert found == {"id": one.duplicate, "mergedInto": one.keep, "closedReason": "MERGED"}
    assert chain(hub, one.keep) == ["MERGED", "ASSISTED"]
    assert chain(hub, one.duplicate) == ["MERGED", "ASSISTED"]


def test_a_merge_taken_apart_restores_who_has_not_moved_since(hub: Running) -> None:
    one = entered_twice(hub)
    feed(hub, feedback(hub, one.child, f"apart {one.number}", happenedOn="2024-03-05"))
    merge(hub, one)
    merged = now(hub)
    undone = unmerge(hub, one.duplicate)
    assert undone["__typename"] == "HouseholdsUnmerged", undone
    assert undone["elsewhere"] == []
    assert members(undone["kept"]) == ["02"]
    open_again = undone["duplicate"]
    assert (open_again["closedOn"], open_again["mergedInto"], members(open_again)) == (None, None, ["02", "20"])
    assert [one["since"] for one in open_again["members"]] == ["2024-03-01"] * 2
    assert chain(hub, one.keep) == ["UNMERGED", "MERGED"]
    assert chain(hub, one.duplicate) == ["UNMERGED", "MERGED", "ASSISTED"]
    # What was known while it stood can still be read.
    assert chain(hub, one.keep, knownAt=merged) == ["MERGED", "ASSISTED"]
    assert unmerge(hub, one.duplicate)["code"] == "NOT_MERGED"
    assert merge(hub, one)["__typename"] == "HouseholdsMerged"
    assert chain(hub, one.keep)[-1] == "ASSISTED"


def test_who_has_moved_since_stays_there_when_a_merge_is_taken_apart(hub: Running) -> None:
    one = entered_twice(hub)
    merge(hub, one)
    child = member(one.child, change="MOVE", since="2024-03-15")
    register(hub, household(hub, child))
    undone = unmerge(hub, one.duplicate)
    assert undone["elsewhere"] == [person(hub, one.child)["id"]]
    assert members(undone["duplicate"]) == ["02"]
    not_in_two_places(hub)


def test_who_has_died_or_left_since_belongs_to_the_household_they_were_of(hub: Running) -> None:
    one = entered_twice(hub, division=ELSEWHERE)
    merge(hub, one)
    leave(hub, person(hub, one.child)["id"], on="2024-03-15", reason="DEATH")
    undone = unmerge(hub, one.duplicate)
    assert (undone["elsewhere"], members(undone["duplicate"])) == ([], ["02"])
    assert person(hub, one.child, "civil_affairs here") is None
    gone = person(hub, one.child, "civil_affairs elsewhere")
    assert (gone["leftOn"], gone["leftBecause"]) == ("2024-03-15", "DEATH")
    assert chain(hub, one.duplicate) == ["UNMERGED", "LEFT", "MERGED"]
    assert chain(hub, one.keep) == ["UNMERGED", "MERGED"]
    not_in_two_places(hub)


@pytest.mark.parametrize("apart", [False, True])
def test_who_died_before_the_day_of_the_merge_is_recorded_as_dead_on_that_day(hub: Running, apart: bool) -> None:
    one = entered_twice(hub)
    merge(hub, one)
    child = person(hub, one.child)["id"]
    assert leave(hub, child, on="2024-02-20", reason="DEATH")["code"] == "BEFORE_MEMBERSHIP"
    told = leave(hub, child, on="2024-03-10", reason="DEATH")
    assert (told["household"]["id"], told["headless"]) == (one.keep, False)
    gone = person(hub, one.child)
    assert (gone["leftOn"], gone["leftBecause"]) == ("2024-03-10", "DEATH")
    assert "LEFT" in chain(hub, one.keep)
    assert on_day(hub, one.duplicate, "2024-03-09") == ["02", "20"]
    assert on_day(hub, one.duplicate, "2024-03-10") == ["02"]
    assert on_day(hub, one.keep, "2024-03-10") == ["02"]
    assert leave(hub, child, on="2024-03-11", reason="DEATH")["code"] == "ALREADY_LEFT"
    if apart:
        undone = unmerge(hub, one.duplicate)
        assert (undone["elsewhere"], members(undone["duplicate"])) == ([], ["02"])
        gone = person(hub, one.child)
        assert (gone["leftOn"], gone["leftBecause"]) == ("2024-03-10", "DEATH")
        assert "LEFT" in chain(hub, one.duplicate)
        assert "LEFT" not in chain(hub, one.keep)
    not_in_two_places(hub)


def on_day(hub: Running, home: str, day: str) -> list[str]:
    """The relations of who was a member on a day, as is known now."""
    asked = "query ($id: ID!, $asOf: Date) { household(id: $id) { memberships(asOf: $asOf) { nodes { relation } } } }"
    nodes = hub["civil_affairs"].ask(asked, {"id": home, "asOf": day})["household"]["memberships"]["nodes"]
    return sorted(node["relation"] for node in nodes)


def test_help_reported_while_a_merge_stood_goes_back_with_whom_it_is_for(hub: Running) -> None:
    one = entered_twice(hub)
    merge(hub, one)
    entry = {"happenedOn": "2024-03-15"}
    (fed,) = feed(hub, feedback(hub, one.child, f"meanwhile {one.number}", **entry))
    assert fed["__typename"] == "FeedbackAccepted", fed
    stood = now(hub)
    unmerge(hub, one.duplicate)
    assert chain(hub, one.keep) == ["UNMERGED", "MERGED"]
    # At that moment it was known as help of the one that was kept.
    assert sorted(chain(hub, one.keep, knownAt=stood)) == ["ASSISTED", "MERGED"]
    assert sorted(chain(hub, one.duplicate)) == ["ASSISTED", "MERGED", "UNMERGED"]
    (again,) = feed(hub, feedback(hub, one.child, f"again {one.number}", **entry))
    assert again["code"] == "ALREADY_REPORTED"


def test_who_has_moved_on_since_takes_along_their_own_chain_alone(hub: Running) -> None:
    one = entered_twice(hub)
    (father,) = hub["civil_affairs"].ask(MEMBERS, {"id": one.keep}, X_Purpose="review")["household"]["members"]
    number = father["person"]["idNumber"]
    for who in (number, one.wife):
        house = {"programme": "ZJ-03", "status": "GRANTED", "happenedOn": "2024-03-05", "division": HOME}
        repair = {"externalId": f"{who}-house", "idNumber": who, "name": "王甲", **house, "mode": "REPAIR"}
        (told,) = hub["housing"].ask(HOUSING, {"items": [{**repair, "amount": 3500000}]})["fed"]["outcomes"]
        assert told["__typename"] == "FeedbackAccepted", told
    merge(hub, one)
    homes = register(
        hub,
        household(hub, member(number, change="SPLIT", since="2024-03-15")),
        household(hub, member(one.child, change="SPLIT", since="2024-03-15")),
    )
    assert [chain(hub, home["household"]).count("ASSISTED") for home in homes] == [2, 2]
    unmerge(hub, one.duplicate)
    assert [chain(hub, home["household"]).count("ASSISTED") for home in homes] == [1, 1]


def not_in_two_places(hub: Running) -> None:
    overlapping = """SELECT count(*) FROM memberships a JOIN memberships b ON a.person_id = b.person_id AND a.id < b.id
    WHERE a.superseded_at IS NULL AND b.superseded_at IS NULL
      AND daterange(a.valid_from, a.valid_to) && daterange(b.valid_from, b.valid_to)"""
    assert hub.rows(overlapping) == [(0,)]


def test_open_matters_go_along_and_come_back(hub: Running) -> None:
    one = entered_twice(hub)
    matter = referred(hub, one.duplicate)["id"]
    where = "SELECT household_id::text FROM matters WHERE id = %s"
    merge(hub, one)
    assert hub.rows(where, matter) == [(one.keep,)]
    unmerge(hub, one.duplicate)
    assert hub.rows(where, matter) == [(one.duplicate,)]


def test_help_of_the_duplicate_is_not_given_again_under_the_one_that_is_kept(hub: Running) -> None:
    one = entered_twice(hub)
    feed(hub, feedback(hub, one.child, f"first {one.number}"))
    merge(hub, one)
    (again,) = feed(hub, feedback(hub, one.child, f"second {one.number}"))
    assert again["code"] == "ALREADY_REPORTED"


def test_a_duplicate_in_another_county_follows_and_goes_back(hub: Running) -> None:
    one = entered_twice(hub, division=ELSEWHERE)
    merge(hub, one)
    assert len(person(hub, one.child, "civil_affairs here")["chain"]["nodes"]) == 0
    assert chain(hub, one.duplicate) == ["MERGED"]
    unmerge(hub, one.duplicate)
    assert person(hub, one.child, "civil_affairs here") is None
    assert person(hub, one.child, "civil_affairs elsewhere")["household"] == {"id": one.duplicate}


def test_a_merged_number_takes_no_registration_and_no_second_merge(hub: Running) -> None:
    one, other = entered_twice(hub), entered_twice(hub)
    merge(hub, one)
    (refused,) = register(hub, {**household(hub, member(hub.number())), "number": one.number})
    assert (refused["code"], refused["path"]) == ("HOUSEHOLD_MERGED", "items[0].number")
    assert merge(hub, one)["code"] == "HOUSEHOLD_MERGED"
    into = merge(hub, other, keep=one.duplicate)
    assert (into["code"], into["path"]) == ("HOUSEHOLD_MERGED", "input.keep")


@pytest.mark.parametrize(
    ("wrong", "code", "path"),
    [
        ({"keep": UNKNOWN}, "UNKNOWN_HOUSEHOLD", "keep"),
        ({"duplicate": UNKNOWN}, "UNKNOWN_HOUSEHOLD", "duplicate"),
        ({"relations": []}, "TWO_HEADS", "relations"),
        ({"relations": [{"person": UNKNOWN, "relation": "10"}]}, "NOT_A_MEMBER", "relations"),
        ({"relations": [{"person": UNKNOWN, "relation": "wife"}]}, "UNKNOWN_CODE", "relations[0].relation"),
        ({"seen": "2024-03-01T00:00:00Z"}, "CHANGED_SINCE", "seen"),
        ({"seen": "9999-12-31T23:00:00Z"}, "SEEN_AHEAD", "seen"),
        ({"reason": " "}, "BAD_TEXT", "reason"),
        ({"who": "civil_affairs elsewhere"}, "UNKNOWN_HOUSEHOLD", "keep"),
    ],
)
def test_a_merge_that_cannot_be_is_refused(hub: Running, wrong: dict[str, Any], code: str, path: str) -> None:
    refused = merge(hub, entered_twice(hub), **wrong)
    assert (refused.get("code"), refused.get("path")) == (code, f"input.{path}"), refused


def test_a_household_is_not_merged_into_itself(hub: Running) -> None:
    one = entered_twice(hub)
    assert merge(hub, one, duplicate=one.keep)["code"] == "SAME_HOUSEHOLD"


def test_of_two_officers_who_merge_or_take_apart_at_once_one_is_told(hub: Running) -> None:
    one = entered_twice(hub)
    with ThreadPoolExecutor(2) as pool:
        told = list(pool.map(lambda reason: merge(hub, one, reason=reason), ("a", "b")))
        outcomes = sorted(each.get("code", each["__typename"]) for each in told)
        assert outcomes == ["HOUSEHOLD_MERGED", "HouseholdsMerged"]
        apart = list(pool.map(lambda reason: unmerge(hub, one.duplicate, reason), ("a", "b")))
    assert sorted(each.get("code", each["__typename"]) for each in apart) == ["HouseholdsUnmerged", "NOT_MERGED"]
