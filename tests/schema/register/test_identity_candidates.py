"""Identity candidates: two who may be one are shown with the evidence; a person tells them apart, or merges them."""

import asyncio
import datetime
from typing import Any
from uuid import UUID

from psycopg import AsyncRawCursor

from registry.people.identity_candidates import Finding, Found, forget, of_persons, put
from registry.store.connection import Connection
from tests.hub_running import ELSEWHERE, Running
from tests.schema.register.test_corrections import kinds, registered
from tests.schema.register.test_merges import merge, unmerge
from tests.schema.register.test_mismatches import decide as decide_mismatch
from tests.schema.register.test_unregistered_persons import listed as unregistered
from tests.schema.register.test_unregistered_persons import set_aside, told

WAITING = """query ($filter: IdentityCandidateFilter, $after: String) {
  identityCandidates(filter: $filter, first: 200, after: $after) { pageInfo { hasNextPage endCursor } nodes {
  id kind state changedAt probability likelihood meaning meaningEn reason department { code }
  person { id nameMasked } other { id idNumberMasked } unregistered { id nameMasked } mismatch { id reportedNameMasked }
  evidence { attribute agreement finding meaning weight } } } }"""
DECIDE = """mutation ($input: DecideIdentityCandidateInput!) { decided: decideIdentityCandidate(input: $input) { __typename
  ... on IdentityCandidate { id state changedAt reason person { id } } ... on Refused { code path message } } }"""
EVIDENCE = [
    Finding("NAME", "SAME_SOUND", "NEARLY", 26),
    Finding("BIRTH_DATE", "SAME_BIRTH_DATE", "AGREES", 42),
    Finding("NUMBER_ENDING", None, "MISSING", 0),
]
OTHER_EVIDENCE = [Finding("NAME", "SAME_NAME", "AGREES", 34), *EVIDENCE[1:]]
RUN = datetime.datetime(2024, 3, 15, tzinfo=datetime.UTC)


def found(hub: Running, *candidates: Found, run: datetime.datetime = RUN) -> None:
    """As a run of the linkage writes them down."""

    async def write() -> None:
        async with await Connection.connect(hub.owner, cursor_factory=AsyncRawCursor) as connection:
            await put(connection, candidates, run)

    asyncio.run(write())


def ended(hub: Running) -> None:
    """As a later run leaves out what it has not found."""

    async def forgotten() -> None:
        async with await Connection.connect(hub.owner, cursor_factory=AsyncRawCursor) as connection:
            await forget(connection, RUN + datetime.timedelta(days=1))

    asyncio.run(forgotten())


def pair(first: str, second: str, evidence: list[Finding] = EVIDENCE, probability: int = 97) -> Found:
    return of_persons(UUID(first), UUID(second), probability, evidence)


def waiting(hub: Running, *sides: str, who: str = "civil_affairs here", **filter: Any) -> list[dict[str, Any]]:
    """The pairs of this person."""
    nodes = hub[who].every(WAITING, {"filter": filter or None})
    return [node for node in nodes if {node["person"]["id"], (node["other"] or {}).get("id")} & set(sides)]


def decide(hub: Running, one: Any, decision: str = "NOT_THE_SAME", who: str = "civil_affairs here") -> Any:
    given = {"id": one["id"], "decision": decision, "reason": "双胞胎，户口簿核对", "seen": one["changedAt"]}
    return hub[who].ask(DECIDE, {"input": given})["decided"]


def test_two_who_may_be_one_are_shown_with_what_speaks_for_and_against_it(hub: Running) -> None:
    (_, first), (_, second) = registered(hub, hub.number(), "李晓明"), registered(hub, hub.number(), "李小明")
    found(hub, pair(first, second))
    (one,) = waiting(hub, first)
    assert {one["person"]["id"], one["other"]["id"]} == {first, second}
    assert (one["kind"], one["state"], one["probability"], one["likelihood"]) == ("PERSON", "OPEN", 97, "LIKELY")
    assert (one["meaning"], one["meaningEn"]) == (
        "较大可能：十之八九为同一人",
        "likely: nine in ten are one person",
    )
    assert [(e["attribute"], e["agreement"], e["finding"], e["meaning"], e["weight"]) for e in one["evidence"]] == [
        ("NAME", "NEARLY", "SAME_SOUND", "同音异字", 26),
        ("BIRTH_DATE", "AGREES", "SAME_BIRTH_DATE", "日期一致", 42),
        ("NUMBER_ENDING", "MISSING", None, "一方缺失", 0),
    ]
    assert waiting(hub, first, likelihood="LIKELY", kind="PERSON") == [one]
    assert waiting(hub, first, likelihood="POSSIBLE") == waiting(hub, first, kind="MISMATCH") == []
    assert waiting(hub, first, who="civil_affairs", division=ELSEWHERE) == []


def test_a_stranger_sees_no_pair_and_decides_none(hub: Running) -> None:
    (_, first), (_, second) = registered(hub, hub.number()), registered(hub, hub.number())
    found(hub, pair(first, second))
    (one,) = waiting(hub, first)
    assert waiting(hub, first, who="civil_affairs elsewhere") == []
    assert decide(hub, one, who="civil_affairs elsewhere")["code"] == "UNKNOWN_CANDIDATE"
    deciding = {"input": {"id": one["id"], "decision": "NOT_THE_SAME", "reason": "x", "seen": one["changedAt"]}}
    for stranger in ("education_aid", "supervisor here"):
        assert hub[stranger].refused(WAITING)[0] == "MISSING_SCOPE"
        assert hub[stranger].refused(DECIDE, deciding)[0] == "MISSING_SCOPE"
    assert hub["nobody"].post(WAITING).status_code == 401
    assert waiting(hub, first)[0]["state"] == "OPEN"


def test_of_a_pair_in_two_counties_only_who_sees_both_sees_it(hub: Running) -> None:
    (_, here), (_, there) = registered(hub, hub.number()), registered(hub, hub.number(), division=ELSEWHERE)
    found(hub, pair(here, there))
    assert waiting(hub, here) == waiting(hub, here, who="civil_affairs elsewhere") == []
    (one,) = waiting(hub, here, who="civil_affairs")
    for county in ("civil_affairs here", "civil_affairs elsewhere"):
        assert decide(hub, one, who=county)["code"] == "UNKNOWN_CANDIDATE"
    assert decide(hub, one, who="civil_affairs")["state"] == "NOT_THE_SAME"


def test_who_was_told_apart_is_offered_again_only_upon_other_evidence(hub: Running) -> None:
    (home, first), (other_home, second) = registered(hub, hub.number()), registered(hub, hub.number())
    found(hub, pair(first, second))
    (one,) = waiting(hub, first)
    assert decide(hub, one, "NOT_THE_SAME")["reason"] == "双胞胎，户口簿核对"
    assert decide(hub, one)["code"] == "CHANGED_SINCE"
    assert kinds(hub, home) == kinds(hub, other_home) == ["TOLD_APART"]
    found(hub, pair(second, first, probability=98))
    assert waiting(hub, first) == []
    (kept,) = waiting(hub, first, state="NOT_THE_SAME")
    assert (kept["department"], kept["probability"]) == ({"code": "civil_affairs"}, 98)
    found(hub, pair(first, second, OTHER_EVIDENCE))
    (again,) = waiting(hub, first)
    assert (again["id"], again["reason"]) == (one["id"], "双胞胎，户口簿核对")


def test_a_decision_covers_the_evidence_that_was_seen_and_no_other(hub: Running) -> None:
    (home, first), (_, second) = registered(hub, hub.number()), registered(hub, hub.number())
    found(hub, pair(first, second))
    (seen,) = waiting(hub, first)
    found(hub, pair(first, second, OTHER_EVIDENCE))
    refused = decide(hub, seen)
    assert (refused["code"], refused["path"]) == ("CHANGED_SINCE", "input.seen")
    assert kinds(hub, home) == []
    (shown,) = waiting(hub, first)
    assert [one["finding"] for one in shown["evidence"]] == [one.finding for one in OTHER_EVIDENCE]
    found(hub, pair(first, second, OTHER_EVIDENCE, 98))
    assert decide(hub, shown)["state"] == "NOT_THE_SAME"


def test_a_decision_on_evidence_is_kept_whatever_was_found_in_between(hub: Running) -> None:
    (_, first), (_, second) = registered(hub, hub.number()), registered(hub, hub.number())
    found(hub, pair(first, second))
    (one,) = waiting(hub, first)
    decide(hub, one)
    found(hub, pair(first, second, OTHER_EVIDENCE))
    assert len(waiting(hub, first)) == 1
    found(hub, pair(first, second))
    assert waiting(hub, first) == []
    found(hub, pair(first, second, OTHER_EVIDENCE))
    ended(hub)
    assert waiting(hub, first) == waiting(hub, first, state="NOT_THE_SAME") == []
    found(hub, pair(first, second))
    assert waiting(hub, first) == []
    (kept,) = waiting(hub, first, state="NOT_THE_SAME")
    assert (kept["department"], kept["reason"]) == ({"code": "civil_affairs"}, "双胞胎，户口簿核对")
    decide(hub, kept, "OPEN")
    found(hub, pair(first, second, OTHER_EVIDENCE))
    found(hub, pair(first, second))
    assert len(waiting(hub, first)) == 1


def test_a_decision_can_be_taken_back(hub: Running) -> None:
    (home, first), (_, second) = registered(hub, hub.number()), registered(hub, hub.number())
    found(hub, pair(first, second))
    (one,) = waiting(hub, first)
    apart = decide(hub, one)
    assert decide(hub, apart, "OPEN")["state"] == "OPEN"
    assert [node["id"] for node in waiting(hub, first)] == [one["id"]]
    assert kinds(hub, home) == ["IN_DOUBT", "TOLD_APART"]


def test_what_is_merged_is_settled_and_who_is_taken_apart_is_told_apart(hub: Running) -> None:
    (_, first), (_, second), (_, third) = (registered(hub, hub.number()) for _ in range(3))
    found(hub, pair(first, second), pair(second, third))
    (one,) = (node for node in waiting(hub, first))
    assert merge(hub, first, second)["__typename"] == "PersonMerge"
    assert waiting(hub, second, third) == []
    (settled,) = waiting(hub, first, state="MERGED")
    assert (settled["id"], settled["reason"]) == (one["id"], "同一人重复登记")
    assert decide(hub, one)["code"] == "CHANGED_SINCE"
    assert decide(hub, settled)["code"] == "CANDIDATE_SETTLED"
    assert unmerge(hub, second)["__typename"] == "PersonMerge"
    (apart,) = waiting(hub, first, state="NOT_THE_SAME")
    assert apart["reason"] == "two after all"
    assert len(waiting(hub, third)) == 1


def test_who_was_reported_and_is_in_no_household_may_be_somebody_registered(hub: Running) -> None:
    number = hub.number("20120304")
    _, person = registered(hub, hub.number("20120304"), "周未登")
    told(hub, number)
    (one,) = unregistered(hub, number)
    found(hub, Found("UNREGISTERED", UUID(person), UUID(one["id"]), 99, EVIDENCE))
    (candidate,) = waiting(hub, person)
    assert candidate["unregistered"] == {"id": one["id"], "nameMasked": "周**"}
    assert (candidate["other"], candidate["mismatch"]) == (None, None)
    told_apart = decide(hub, candidate)
    assert told_apart["person"]["id"] == person
    again = decide(hub, told_apart, "OPEN")
    assert again["state"] == "OPEN"
    assert set_aside(hub, one)["state"] == "SET_ASIDE"
    assert waiting(hub, person) == []
    assert decide(hub, again)["code"] == "CANDIDATE_SETTLED"
    assert hub.rows("SELECT birth_date::text, sex FROM identities i JOIN unregistered_persons u ON u.identity_id = i.id WHERE u.id = %s", one["id"]) == [("2012-03-04", "1" if int(number[16]) % 2 else "2")]  # fmt: skip


def test_a_report_under_anothers_number_may_mean_somebody_registered(hub: Running) -> None:
    theirs = hub.number()
    registered(hub, theirs, "王甲")
    _, meant = registered(hub, hub.number(), "周未登")
    told(hub, theirs)
    ((mismatch,),) = hub.rows("SELECT m.id::text FROM mismatches m JOIN persons p ON p.id = m.person_id WHERE reported_name = '周未登' ORDER BY m.since DESC LIMIT 1")  # fmt: skip
    found(hub, Found("MISMATCH", UUID(meant), UUID(mismatch), 91, EVIDENCE))
    (candidate,) = waiting(hub, meant)
    assert candidate["mismatch"] == {"id": mismatch, "reportedNameMasked": "周**"}
    assert decide_mismatch(hub, mismatch, "ANOTHER_PERSON")["__typename"] == "Mismatch"
    assert waiting(hub, meant) == []


def test_what_waits_and_is_found_no_more_is_left_out_and_what_was_decided_stays(hub: Running) -> None:
    (_, first), (_, second), (_, third) = (registered(hub, hub.number()) for _ in range(3))
    found(hub, pair(first, second), pair(first, third))
    open, decided = sorted(waiting(hub, first), key=lambda one: third in (one["person"]["id"], one["other"]["id"]))
    decide(hub, decided)
    ended(hub)
    assert decide(hub, open)["code"] == "UNKNOWN_CANDIDATE"
    assert [one["id"] for one in waiting(hub, first, state="NOT_THE_SAME")] == [decided["id"]]


def test_whose_sides_are_looked_at_stands_in_the_access_log(hub: Running) -> None:
    (_, first), (_, second) = registered(hub, hub.number()), registered(hub, hub.number())
    found(hub, pair(first, second))
    (one,) = waiting(hub, first)
    ((subjects,),) = hub.rows("SELECT subjects::text[] FROM access_log WHERE kind = 'ANSWER' ORDER BY id DESC LIMIT 1")
    assert {one["person"]["id"], one["other"]["id"]} <= set(subjects)
