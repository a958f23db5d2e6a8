"""Mismatches: what comes under another name than the registered one is listed, decided, and can be decided again."""

from typing import Any

from tests.hub_running import ELSEWHERE, HOME, Running, done
from tests.schema.acts import CHAIN, feed, feedback, household, member, register
from tests.schema.register.test_corrections import CORRECT

LISTED = """query ($filter: MismatchFilter, $after: String) { mismatches(filter: $filter, first: 200, after: $after) {
  pageInfo { hasNextPage endCursor } nodes {
  id state reportedNameMasked departments { code } person { nameMasked household { id } }
  records { month department { code } } reason } } }"""
DECIDE = """mutation ($input: DecideMismatchInput!) { decided: decideMismatch(input: $input) { __typename
  ... on Mismatch { state reason records { id } } ... on Refused { code path message } } }"""
WAITING = "{ waitingMismatches(by: COUNTY) { division { code } waiting unknown longestDays } }"
HOUSING = """mutation ($items: [HousingFeedbackInput!]!) { fed: feedBackHousing(items: $items) {
  ... on FeedbackReport { outcomes { __typename } } } }"""
OWN = """query ($id: String!) { records(filter: { externalId: $id }) { nodes {
  ... on EducationAidRecord { externalId identityStatus } } } }"""
CORRECTIONS = """query ($after: String) { corrections(box: IN, first: 200, after: $after) {
  pageInfo { hasNextPage endCursor } nodes { state fact doubt dueOn household { id } } } }"""
STAGE = """query ($id: ID!) { household(id: $id) { members { person { facts {
  ... on EducationAidFacts { studentStage } } } } } }"""
FACTS = """mutation ($items: [EducationAidFactsInput!]!) { reportFactsEducationAid(items: $items) { __typename
  ... on FactsReport { outcomes { __typename } } } }"""


def listed(hub: Running, household_id: str, **filter: Any) -> list[dict[str, Any]]:
    nodes = hub["civil_affairs"].every(LISTED, {"filter": {"department": "education_aid", **filter}})
    return [node for node in nodes if node["person"]["household"] == {"id": household_id}]


def chain_kinds(hub: Running, household_id: str) -> list[str]:
    nodes = hub["civil_affairs"].ask(CHAIN, {"id": household_id})["household"]["chain"]["nodes"]
    return sorted(done(nodes))


def decide(hub: Running, id: str, decision: str, who: str = "civil_affairs", **stated: str) -> dict[str, Any]:
    given = {"id": id, "decision": decision, "reason": "户口簿核对", **stated}
    answer: dict[str, Any] = hub[who].ask(DECIDE, {"input": given})["decided"]
    return answer


def report(hub: Running, number: str, name: str, stage: str) -> None:
    item = {"idNumber": number, "name": name, "asOf": "2024-03-01", "sourceRecordId": f"{number}-{name}"}
    hub["education_aid"].ask(FACTS, {"items": [{**item, "person": {"studentStage": stage}}]})


def test_what_came_before_registration_under_another_name_is_listed_and_not_the_persons(hub: Running) -> None:
    number = hub.number("20100101")
    feed(hub, feedback(hub, number, f"{number}-a", name="完全不同"), feedback(hub, number, f"{number}-b", second="又"))
    report(hub, number, "另一个人", "SENIOR")
    report(hub, number, "王甲", "JUNIOR")
    (home,) = register(hub, household(hub, member(number)))
    assert chain_kinds(hub, home["household"]) == ["ASSISTED"]
    facts = hub["civil_affairs"].ask(STAGE, {"id": home["household"]})["household"]["members"][0]["person"]["facts"]
    assert [fact["studentStage"] for fact in facts if fact] == ["JUNIOR"]
    waiting = listed(hub, home["household"])
    assert sorted((m["reportedNameMasked"], m["state"], len(m["records"])) for m in waiting) == [
        ("另**", "OPEN", 0),
        ("完**", "OPEN", 1),
    ]
    assert all(m["departments"] == [{"code": "education_aid"}] for m in waiting)


def void(hub: Running, number: str, of: str, **stated: str) -> None:
    told = {"status": "VOIDED", "record": of, "reason": "录错人", "name": "王乙", **stated}
    (outcome,) = feed(hub, feedback(hub, number, f"{of}-v", **told))
    assert outcome["__typename"] == "FeedbackAccepted", outcome


def test_help_that_was_voided_is_listed_no_more(hub: Running) -> None:
    number = hub.number("20100101")
    (home,) = register(hub, household(hub, member(number)))
    told = feedback(hub, number, f"{number}-a", name="王乙")
    feed(hub, told, {**told, "externalId": f"{number}-b", "second": "又"})
    void(hub, number, f"{number}-b")
    (waiting,) = listed(hub, home["household"])
    assert len(waiting["records"]) == 1
    void(hub, number, f"{number}-a")
    assert listed(hub, home["household"]) == []
    (withdrawn,) = listed(hub, home["household"], state="WITHDRAWN")
    assert decide(hub, withdrawn["id"], "UNKNOWN", seen="WITHDRAWN")["code"] == "NOTHING_REPORTED"
    feed(hub, {**told, "externalId": f"{number}-c", "term": "2023-autumn"})
    assert [one["state"] for one in listed(hub, home["household"])] == ["OPEN"]


def test_what_is_entered_anew_under_the_right_name_waits_no_more(hub: Running) -> None:
    number = hub.number("20100101")
    (home,) = register(hub, household(hub, member(number)))
    feed(hub, feedback(hub, number, f"{number}-a", name="王乙"))
    right = feedback(hub, number, f"{number}-b", replaces=f"{number}-a", reason="姓名有误")
    assert feed(hub, right)[0]["__typename"] == "FeedbackAccepted"
    assert listed(hub, home["household"]) == []


def test_facts_under_another_name_wait_on_when_the_help_beside_them_is_voided(hub: Running) -> None:
    number = hub.number("20100101")
    (home,) = register(hub, household(hub, member(number)))
    feed(hub, feedback(hub, number, f"{number}-a", name="王乙"))
    report(hub, number, "王乙", "SENIOR")
    void(hub, number, f"{number}-a")
    assert [(one["state"], one["records"]) for one in listed(hub, home["household"])] == [("OPEN", [])]


def test_what_was_voided_or_refused_never_comes_into_the_queue(hub: Running) -> None:
    number, known = hub.number("20100101"), hub.number("20100101")
    feed(hub, feedback(hub, number, f"{number}-a", name="王乙"))
    void(hub, number, f"{number}-a")
    (home,) = register(hub, household(hub, member(number)))
    assert listed(hub, home["household"]) == []
    (other,) = register(hub, household(hub, member(known)))
    ended = feedback(hub, known, f"{known}-a", name="王乙", status="ENDED", record="no such", reason="停发")
    assert feed(hub, ended)[0]["code"] == "RECORD_NOT_FOUND"
    assert listed(hub, other["household"]) == []


def test_who_is_registered_under_the_name_by_now_is_no_other_person(hub: Running) -> None:
    number = hub.number("20100101")
    (home,) = register(hub, household(hub, member(number)))
    feed(hub, feedback(hub, number, f"{number}-a", name="王乙"))
    (mismatch,) = listed(hub, home["household"])
    ((person, seen),) = hub.rows(
        "SELECT p.id::text, p.recorded_at::text FROM persons p JOIN memberships m ON m.person_id = p.id"
        " WHERE m.household_id = %s",
        home["household"],
    )
    change = {"person": person, "name": "王乙", "reason": "录入有误", "basis": "户口簿", "seen": seen.replace(" ", "T")}
    assert hub["civil_affairs"].ask(CORRECT, {"input": change})["corrected"]["__typename"] == "PersonCorrection"
    for decision in ("ANOTHER_PERSON", "UNKNOWN"):
        refused = decide(hub, mismatch["id"], decision, seen="SAME_PERSON")
        assert (refused["code"], refused["path"]) == ("NAME_REGISTERED", "input.decision")
    assert chain_kinds(hub, home["household"]) == ["ASSISTED", "CORRECTED"]


def test_the_reporter_sees_that_it_waits_and_not_for_whom(hub: Running) -> None:
    registered, stranger = hub.number("20100101"), hub.number("20100101")
    register(hub, household(hub, member(hub.number("19800101")), member(registered, "20")))
    told = []
    for number, name in ((registered, "王乙"), (stranger, "王乙"), (registered, "王甲")):
        (outcome,) = feed(hub, feedback(hub, number, f"{number}-{name}", name=name, term="2023-autumn"))
        assert outcome["__typename"] == "FeedbackAccepted"
        (record,) = hub["education_aid"].ask(OWN, {"id": f"{number}-{name}"})["records"]["nodes"]
        told.append(record["identityStatus"])
    assert told[0] == told[1] == "PENDING_IDENTITY"


def test_the_same_person_takes_it_into_the_chain_until_somebody_finds_otherwise(hub: Running) -> None:
    number = hub.number("20100101")
    (home,) = register(hub, household(hub, member(number)))
    feed(hub, feedback(hub, number, f"{number}-a", name="王乙"))
    (mismatch,) = listed(hub, home["household"])
    assert decide(hub, mismatch["id"], "SAME_PERSON") == {
        "__typename": "Mismatch",
        "state": "SAME_PERSON",
        "reason": "户口簿核对",
        "records": [],
    }
    assert chain_kinds(hub, home["household"]) == ["ASSISTED", "IDENTIFIED"]
    assert listed(hub, home["household"]) == []
    feed(hub, feedback(hub, number, f"{number}-b", name="王乙", term="2023-autumn"))
    assert chain_kinds(hub, home["household"]) == ["ASSISTED", "ASSISTED", "IDENTIFIED"]
    assert decide(hub, mismatch["id"], "UNKNOWN")["code"] == "CHANGED_SINCE"
    assert decide(hub, mismatch["id"], "UNKNOWN", seen="SAME_PERSON")["state"] == "UNKNOWN"
    assert chain_kinds(hub, home["household"]) == ["IDENTIFIED", "IDENTIFIED"]
    assert [len(m["records"]) for m in listed(hub, home["household"])] == [2]


def test_what_another_county_paid_waits_on_while_it_is_unknown_whose_it_is(hub: Running) -> None:
    number = hub.number("20100101")
    (home,) = register(hub, household(hub, member(number)))
    paid_elsewhere = feedback(hub, number, f"{number}-a", name="王乙", division=ELSEWHERE)
    (fed,) = feed(hub, paid_elsewhere, who="education_aid elsewhere")
    assert fed["__typename"] == "FeedbackAccepted", fed
    (mismatch,) = listed(hub, home["household"])
    decide(hub, mismatch["id"], "UNKNOWN", who="civil_affairs here")
    assert [(one["state"], len(one["records"])) for one in listed(hub, home["household"])] == [("UNKNOWN", 1)]
    decided = decide(hub, mismatch["id"], "SAME_PERSON", who="civil_affairs here", seen="UNKNOWN")
    assert decided["state"] == "SAME_PERSON"
    assert chain_kinds(hub, home["household"]) == ["ASSISTED", "IDENTIFIED", "IDENTIFIED"]


def test_another_person_goes_back_to_the_reporter_with_a_deadline_and_without_the_household(hub: Running) -> None:
    number = hub.number("20100101")
    (home,) = register(hub, household(hub, member(number)))
    feed(hub, feedback(hub, number, f"{number}-a", name="王乙"))
    (mismatch,) = listed(hub, home["household"])
    reason = f"户口簿核对 {mismatch['id']}"  # other stories ask for numbers too
    assert decide(hub, mismatch["id"], "ANOTHER_PERSON", reason=reason)["state"] == "ANOTHER_PERSON"
    (asked,) = [node for node in hub["education_aid"].every(CORRECTIONS, {}) if node["doubt"] == reason]
    assert (asked["state"], asked["fact"], asked["household"]) == ("REQUESTED", "idNumber", None)
    assert asked["dueOn"] is not None


def test_what_another_department_brings_of_it_waits_anew(hub: Running) -> None:
    number = hub.number("20100101")
    (home,) = register(hub, household(hub, member(number)))
    feed(hub, feedback(hub, number, f"{number}-a", name="王乙"))
    (mismatch,) = listed(hub, home["household"])
    decide(hub, mismatch["id"], "ANOTHER_PERSON")
    feed(hub, feedback(hub, number, f"{number}-b", name="王乙", term="2023-autumn"))
    assert listed(hub, home["household"]) == []
    house = {"programme": "ZJ-03", "status": "GRANTED", "happenedOn": "2024-03-15", "division": HOME, "mode": "REPAIR"}
    repair = {"externalId": f"{number}-c", "idNumber": number, "name": "王乙", **house}
    hub["housing"].ask(HOUSING, {"items": [repair]})
    assert [one["state"] for one in listed(hub, home["household"])] == ["OPEN"]


def test_a_mismatch_is_the_countys_alone_and_supervision_counts_what_waits(hub: Running) -> None:
    number = hub.number("20100101")
    (home,) = register(hub, household(hub, member(number)))
    feed(hub, feedback(hub, number, f"{number}-a", name="王乙"))
    (mismatch,) = listed(hub, home["household"])
    assert hub["education_aid"].refused(LISTED, {"filter": {}}) == ["MISSING_SCOPE"]
    assert decide(hub, number_less(mismatch["id"]), "SAME_PERSON")["code"] == "UNKNOWN_MISMATCH"
    rows = hub["civil_affairs"].ask(WAITING)["waitingMismatches"]
    county = next(row for row in rows if row["division"]["code"] == HOME[:6] + "000000")
    assert county["waiting"] >= 1
    assert county["longestDays"] >= 0


def number_less(id: str) -> str:
    """An id that nothing has."""
    return id[:-4] + ("0000" if id[-4:] != "0000" else "1111")
