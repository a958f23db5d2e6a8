"""Merges of persons: one human registered twice goes on as one, nothing is lost, and it can be taken apart."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.hub_running import HOME, Running, done
from tests.schema.acts import CHAIN, DETERMINE, feed, feedback, household, member, register
from tests.schema.matters.test_matters import step
from tests.schema.register.test_corrections import HOUSING, correct, kinds, know, person_of, registered
from tests.schema.register.test_determinations import CORRECT as CORRECT_DETERMINATION

MERGE = """mutation ($input: MergePersonsInput!) { merged: mergePersons(input: $input) { __typename
  ... on PersonMerge { id person { id } duplicate { id } } ... on Refused { code message path } } }"""
UNMERGE = """mutation ($id: ID!) { undone: unmergePersons(duplicate: $id, reason: "two after all") { __typename
  ... on PersonMerge { undoneBecause } ... on Refused { code path } } }"""
GRADE = """mutation ($items: [HousingFactsInput!]!) { reportFactsHousing(items: $items) { __typename } }"""
ROW = """SELECT id::text, to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') FROM determinations
    WHERE person_id = %s AND superseded_at IS NULL"""
END_IT = """mutation ($id: ID!) { did: endDetermination(determination: $id, on: "2024-02-01", reason: "误录") {
  __typename } }"""
WHO = """query ($id: ID, $n: String) { person(id: $id, idNumber: $n) { id household { id }
  merges { reason undoneAt duplicate { id nameMasked } } categories { code }
  chain(first: 100) { nodes { kind person { id } } } } }"""


def who(hub: Running, **named: str) -> dict[str, Any]:
    person: dict[str, Any] = hub["civil_affairs"].ask(WHO, named, X_Purpose="review")["person"]
    return person


def merging(hub: Running, keep: str, duplicate: str, **given: Any) -> dict[str, Any]:
    """What is handed in for a merge."""
    seen = given.pop("seen", None) or max(person_of(hub, one)["recordedAt"] for one in (keep, duplicate))
    known = {"keep": keep, "duplicate": duplicate, "reason": "同一人重复登记", "basis": "户口簿", "seen": seen}
    return {**known, **given}


def merge(hub: Running, keep: str, duplicate: str, by: str = "civil_affairs", **given: Any) -> dict[str, Any]:
    answer: dict[str, Any] = hub[by].ask(MERGE, {"input": merging(hub, keep, duplicate, **given)})["merged"]
    return answer


def unmerge(hub: Running, duplicate: str, by: str = "civil_affairs") -> dict[str, Any]:
    answer: dict[str, Any] = hub[by].ask(UNMERGE, {"id": duplicate})["undone"]
    return answer


def determine(hub: Running, home: str, category: str, **given: Any) -> None:
    known = {"household": home, "category": category, "validFrom": "2024-01-01", **given}
    assert hub["civil_affairs"].ask(DETERMINE, {"input": known})["determine"]["__typename"] == "Determined"


def standing(hub: Running, person: str) -> list[str]:
    found = "SELECT category FROM determinations WHERE person_id = %s AND superseded_at IS NULL ORDER BY 1"
    return [category for (category,) in hub.rows(found, person)]


def test_one_human_goes_on_as_one_person_and_is_two_again(hub: Running) -> None:
    kept_number, other_number = hub.number("20100101"), hub.number("20100101")
    home, kept = registered(hub, kept_number)
    other_home, other = registered(hub, other_number)
    feed(hub, feedback(hub, kept_number, f"{kept_number}-a"), feedback(hub, other_number, f"{other_number}-a"))
    know(hub, other_number, "JUNIOR")
    determine(hub, other_home, "near_subsistence")
    merged = merge(hub, kept, other)
    assert (merged["__typename"], merged["person"]["id"], merged["duplicate"]["id"]) == ("PersonMerge", kept, other)
    for named in ({"id": kept}, {"id": other}, {"n": kept_number}, {"n": other_number}):
        now = who(hub, **named)
        assert (now["id"], now["household"]) == (kept, {"id": home})
        assert sorted(done(now["chain"]["nodes"])) == ["ASSISTED", "ASSISTED", "DETERMINED", "MERGED"]
        assert [one["duplicate"]["id"] for one in now["merges"]] == [other]
        assert [category["code"] for category in now["categories"]] == ["near_subsistence"]
    assert kinds(hub, home) == ["ASSISTED", "ASSISTED", "DETERMINED", "MERGED"]
    feed(hub, feedback(hub, other_number, f"{other_number}-b", term="2023-autumn"))
    assert kinds(hub, home).count("ASSISTED") == 3
    assert unmerge(hub, other) == {"__typename": "PersonMerge", "undoneBecause": "two after all"}
    assert kinds(hub, home) == ["ASSISTED", "MERGED", "UNMERGED"]
    assert kinds(hub, other_home) == ["ASSISTED", "ASSISTED", "DETERMINED", "MERGED", "UNMERGED"]
    again = who(hub, n=other_number)
    assert (again["id"], again["household"]) == (other, {"id": other_home})
    assert [category["code"] for category in again["categories"]] == ["near_subsistence"]
    assert who(hub, id=kept)["categories"] == []
    facts = "SELECT p.id::text FROM education_aid_person_facts f JOIN persons p ON p.identity_id = f.identity_id WHERE f.superseded_at IS NULL AND p.id IN (%s, %s)"
    assert hub.rows(facts, kept, other) == [(other,)]


def test_nobody_is_a_member_twice_nor_in_a_category_twice(hub: Running) -> None:
    first, second = hub.number("20100101"), hub.number("20100101")
    (home,) = register(hub, household(hub, member(first), member(second, "20")))
    rows = hub.rows(
        "SELECT person_id::text FROM memberships WHERE household_id = %s ORDER BY relation", home["household"]
    )
    (kept,), (other,) = rows
    determine(hub, home["household"], "near_subsistence")
    assert merge(hub, kept, other)["__typename"] == "PersonMerge"
    current = (
        "SELECT person_id::text FROM memberships WHERE household_id = %s AND valid_to IS NULL AND superseded_at IS NULL"
    )
    assert hub.rows(current, home["household"]) == [(kept,)]
    assert (standing(hub, kept), standing(hub, other)) == (["near_subsistence"], [])
    assert unmerge(hub, other)["__typename"] == "PersonMerge"
    assert len(hub.rows(current, home["household"])) == 2
    assert (standing(hub, kept), standing(hub, other)) == (["near_subsistence"], ["near_subsistence"])


def test_what_cannot_be_merged_is_refused(hub: Running) -> None:
    (home, kept), (other_home, other) = registered(hub, hub.number()), registered(hub, hub.number())
    assert merge(hub, kept, kept)["code"] == "SAME_PERSON"
    assert merge(hub, kept, other, seen="2024-01-01T00:00:00Z")["code"] == "CHANGED_SINCE"
    assert merge(hub, kept, other, seen="9999-12-31T23:00:00Z")["code"] == "SEEN_AHEAD"
    assert unmerge(hub, other)["code"] == "NOT_MERGED"
    determine(hub, home, "subsistence_allowance")
    determine(hub, other_home, "extreme_hardship", support="dispersed")
    assert merge(hub, kept, other)["code"] == "CATEGORIES_EXCLUDE"


def test_no_merge_ends_basic_living_sooner(hub: Running) -> None:
    """社会救助法 47–48: the category of the kept person would stand, which ends sooner."""
    (home, kept), (other_home, other) = registered(hub, hub.number()), registered(hub, hub.number())
    determine(hub, home, "subsistence_allowance", validTo="2024-04-01")
    determine(hub, other_home, "subsistence_allowance")
    refused = merge(hub, kept, other)
    assert (refused["code"], refused["path"]) == ("MERGE_WOULD_END", "input.keep")
    assert merge(hub, other, kept)["__typename"] == "PersonMerge"
    assert standing(hub, other) == ["subsistence_allowance"]


@pytest.mark.parametrize(
    ("less", "more"),
    [
        ({"basis": "SINGLE_PERSON"}, {"basis": "HOUSEHOLD"}),
        ({"validFrom": "2024-02-01"}, {"validFrom": "2024-01-01"}),
        (
            {"category": "extreme_hardship", "support": "dispersed"},
            {"category": "extreme_hardship", "support": "institutional"},
        ),
        (
            {"category": "near_subsistence", "validTo": "2024-04-01"},
            {"category": "near_subsistence", "validTo": "2024-05-01"},
        ),
    ],
)
def test_no_merge_leaves_somebody_with_less(hub: Running, less: dict[str, str], more: dict[str, str]) -> None:
    (home, kept), (other_home, other) = registered(hub, hub.number()), registered(hub, hub.number())
    for where, person, given in ((home, kept, less), (other_home, other, more)):
        alone = {"person": person} if given.get("basis") == "SINGLE_PERSON" else {}
        determine(hub, where, **{"category": "subsistence_allowance", **alone, **given})
    refused = merge(hub, kept, other)
    assert (refused["code"], refused["path"]) == ("MERGE_WOULD_END", "input.keep")
    assert merge(hub, other, kept)["__typename"] == "PersonMerge"


def test_where_neither_has_as_much_as_the_other_who_is_kept_is_put_right_first(hub: Running) -> None:
    (home, kept), (other_home, other) = registered(hub, hub.number()), registered(hub, hub.number())
    determine(hub, home, "subsistence_allowance", validFrom="2024-02-01")
    determine(hub, other_home, "subsistence_allowance", validTo="2024-06-01")
    assert merge(hub, kept, other)["code"] == merge(hub, other, kept)["code"] == "MERGE_WOULD_END"
    ((id, seen),) = hub.rows(ROW, kept)
    right = {"determination": id, "seen": seen, "reason": "同一人", "validFrom": "2024-01-01"}
    assert "code" not in hub["civil_affairs"].ask(CORRECT_DETERMINATION, {"input": right})["did"]
    assert merge(hub, kept, other)["__typename"] == "PersonMerge"


def test_what_was_never_in_force_keeps_nothing_from_coming_over(hub: Running) -> None:
    (home, kept), (other_home, other) = registered(hub, hub.number()), registered(hub, hub.number())
    determine(hub, home, "near_subsistence", validFrom="2024-02-01")
    ended = hub["civil_affairs"].ask(END_IT, {"id": hub.rows(ROW, kept)[0][0]})["did"]
    assert ended["__typename"] == "Determined"
    determine(hub, other_home, "near_subsistence")
    assert merge(hub, kept, other)["__typename"] == "PersonMerge"
    assert [one["code"] for one in who(hub, id=kept)["categories"]] == ["near_subsistence"]


def test_what_a_procedure_is_about_is_decided_before_a_merge_and_before_it_is_taken_apart(hub: Running) -> None:
    (home, kept), (other_home, other) = registered(hub, hub.number()), registered(hub, hub.number())
    for where in (home, other_home):
        determine(hub, where, "subsistence_allowance")

    def proposed(where: str, person: str) -> str:
        given = {"household": where, "determination": hub.rows(ROW, person)[0][0], "ground": "OTHER", "factsFound": "x"}
        id: str = step(hub, "proposeEnding", "civil_affairs", "... on Ending { id }", **given)["id"]
        return id

    of_the_other = proposed(other_home, other)
    refused = hub["civil_affairs"].ask(MERGE, {"input": merging(hub, kept, other)})["merged"]
    assert (refused["code"], refused["path"]) == ("ENDING_OPEN", "input.duplicate")
    assert f"{of_the_other}: hear, waiveHearing, keepHelp" in refused["message"]
    step(hub, "keepHelp", "civil_affairs", "", id=of_the_other, keptBecause="同一人")
    # That of the kept person goes on.
    of_the_kept = proposed(home, kept)
    assert merge(hub, kept, other)["__typename"] == "PersonMerge"
    assert unmerge(hub, other)["code"] == "ENDING_OPEN"
    step(hub, "keepHelp", "civil_affairs", "", id=of_the_kept, keptBecause="同一人")
    assert unmerge(hub, other)["__typename"] == "PersonMerge"


def test_who_was_merged_is_acted_on_as_the_one_who_is_kept(hub: Running) -> None:
    number = hub.number()
    (_, kept), (_, other), (_, third) = (registered(hub, one) for one in (hub.number(), number, hub.number()))
    assert merge(hub, kept, other)["__typename"] == "PersonMerge"
    seen = person_of(hub, third)["recordedAt"]
    assert correct(hub, other, name="王乙", seen=seen)["code"] == "PERSON_MERGED"
    assert merge(hub, third, other, seen=seen)["code"] == "PERSON_MERGED"
    assert correct(hub, third, idNumber=number)["code"] == "NUMBER_OF_ANOTHER"


def test_of_two_officers_who_merge_at_once_one_wins_and_the_other_is_told(hub: Running) -> None:
    (_, kept), (_, other) = registered(hub, hub.number()), registered(hub, hub.number())
    seen = max(person_of(hub, one)["recordedAt"] for one in (kept, other))
    pairs = ((kept, other), (other, kept))
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda pair: merge(hub, *pair, seen=seen), pairs))
    assert sorted(answer["__typename"] for answer in answers) == ["PersonMerge", "Refused"]
    assert {answer["code"] for answer in answers if "code" in answer} <= {"CHANGED_SINCE", "PERSON_MERGED"}


def test_both_must_lie_in_the_officers_divisions(hub: Running) -> None:
    (home, kept), (_, other) = registered(hub, hub.number()), registered(hub, hub.number())
    seen = max(person_of(hub, one)["recordedAt"] for one in (kept, other))
    assert merge(hub, kept, other, "civil_affairs elsewhere", seen=seen)["code"] == "UNKNOWN_PERSON"
    given = {"keep": kept, "duplicate": other, "reason": "x", "basis": "x", "seen": seen}
    assert hub["education_aid"].refused(MERGE, {"input": given}) == ["MISSING_SCOPE"]
    assert merge(hub, kept, other)["__typename"] == "PersonMerge"
    assert unmerge(hub, other, "civil_affairs elsewhere")["code"] == "NOT_MERGED"
    nodes = hub["civil_affairs"].ask(CHAIN, {"id": home})["household"]["chain"]["nodes"]
    assert done(nodes) == ["MERGED"]
    log = "SELECT count(*)::int FROM access_log WHERE kind = 'ANSWER' AND ARRAY[%s::uuid, %s::uuid] <@ subjects"
    assert hub.rows(log, kept, other) == [(1,)]


def test_a_duplicate_reported_under_its_own_number_and_name_is_the_kept_person(hub: Running) -> None:
    kept_number, other_number = hub.number("20100101"), hub.number("20100101")
    home, kept = registered(hub, kept_number)
    (other_home,) = register(hub, household(hub, member(other_number, name="王小名")))
    other = who(hub, n=other_number)["id"]
    assert merge(hub, kept, other)["__typename"] == "PersonMerge"
    feed(hub, feedback(hub, other_number, f"{other_number}-a", name="王小名"))
    assert kinds(hub, home).count("ASSISTED") == 1
    again = feed(hub, feedback(hub, other_number, f"{other_number}-b"))
    assert [one.get("code") for one in again] == ["ALREADY_REPORTED"]
    unmerge(hub, other)
    assert kinds(hub, other_home["household"]).count("ASSISTED") == 1


def test_help_of_a_household_of_which_everybody_was_merged_is_help_of_where_they_live(hub: Running) -> None:
    numbers = [hub.number() for _ in range(3)]
    (home, kept), (helped_home, helped), (third_home, third) = [registered(hub, number) for number in numbers]
    for each, number in zip((home, helped_home, third_home), numbers, strict=True):
        determine(hub, each, "subsistence_allowance")
        graded = {"idNumber": number, "name": "王甲", "asOf": "2024-03-01", "sourceRecordId": f"{number}-grade"}
        hub["housing"].ask(GRADE, {"items": [{**graded, "housing": {"dangerGrade": "D"}}]})
    house = {"programme": "ZJ-03", "status": "GRANTED", "happenedOn": "2024-03-15", "division": HOME, "mode": "REPAIR"}
    repair = {"externalId": f"{numbers[1]}-a", "idNumber": numbers[1], "name": "王甲", **house, "amount": 3500000}
    (told,) = hub["housing"].ask(HOUSING, {"items": [repair]})["fed"]["outcomes"]
    assert told["__typename"] == "FeedbackAccepted", told
    assert (is_helped(hub, home), is_helped(hub, helped_home)) == ([False], [True])
    merge(hub, third, helped)
    assert (is_helped(hub, third_home), is_helped(hub, helped_home)) == ([True], [])
    merge(hub, kept, third)
    assert is_helped(hub, home) == [True]
    unmerge(hub, third)
    unmerge(hub, helped)
    assert [is_helped(hub, each) for each in (home, helped_home, third_home)] == [[False], [True], [False]]


def is_helped(hub: Running, home: str) -> list[bool]:
    found = """SELECT t.helped FROM targets t JOIN programmes g ON g.code = t.programme
    WHERE t.household_id = %s AND g.number = 'ZJ-03' AND t.until IS NULL AND t.certainty = 'MET'"""
    return [helped for (helped,) in hub.rows(found, home)]
