"""Corrections of persons: a mistyped name or number is put right, and what stood before can be read back."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from tests.hub_running import ELSEWHERE, HOME, Running, done
from tests.schema.acts import CHAIN, feed, feedback, household, member, register

PERSON = """query ($id: ID!) { person(id: $id) { id recordedAt name idNumber idNumberMasked sex birthDate
  household { id } corrections { id attributes reason basis oldName newName oldNameMasked oldSex oldBirthDate
    oldIdNumber oldIdNumberMasked lines { id kind entity decision department { code } asOf record { month } } } } }"""
CORRECT = """mutation ($input: CorrectPersonInput!) { corrected: correctPerson(input: $input) { __typename
  ... on PersonCorrection { id attributes lines { id kind entity department { code } asOf decision } }
  ... on Refused { code path message } } }"""
DECIDE = """mutation ($id: ID!, $lines: [LineDecisionInput!]!) { decided: decideCorrection(correction: $id, lines: $lines) {
  __typename ... on PersonCorrection { lines { id decision } } ... on Refused { code path message } } }"""
OPEN = """query ($filter: PersonCorrectionFilter) { personCorrections(filter: $filter, first: 200) {
  nodes { id oldNameMasked person { id } } } }"""
STAGE = """query ($id: ID!) { household(id: $id) { members { person { facts {
  ... on EducationAidFacts { studentStage } } } } } }"""
FACTS = """mutation ($items: [EducationAidFactsInput!]!) { reportFactsEducationAid(items: $items) { __typename
  ... on FactsReport { outcomes { __typename } } } }"""
HOUSING = """mutation ($items: [HousingFeedbackInput!]!) { fed: feedBackHousing(items: $items) {
  ... on FeedbackReport { outcomes { __typename } } } }"""
DAMAGE = """mutation ($items: [EmergencyManagementFeedbackInput!]!) {
  fed: feedBackEmergencyManagement(items: $items, checkOnly: true) {
  ... on FeedbackReport { outcomes { __typename ... on FeedbackAccepted { clashes { department same } } } } } }"""


def registered(hub: Running, number: str, name: str = "王甲", **stated: Any) -> tuple[str, str]:
    """A household of one, and its member."""
    (home,) = register(hub, household(hub, {**member(number), "name": name}, **stated))
    ((person,),) = hub.rows("SELECT person_id::text FROM memberships WHERE household_id = %s", home["household"])
    return home["household"], person


def person_of(hub: Running, id: str) -> dict[str, Any]:
    person: dict[str, Any] = hub["civil_affairs"].ask(PERSON, {"id": id}, X_Purpose="verification")["person"]
    return person


def correct(hub: Running, id: str, who: str = "civil_affairs", **given: Any) -> dict[str, Any]:
    seen = given.pop("seen", None) or person_of(hub, id)["recordedAt"]
    known = {"person": id, "reason": "窗口录入有误", "basis": "户口簿", "seen": seen}
    answer: dict[str, Any] = hub[who].ask(CORRECT, {"input": {**known, **given}})["corrected"]
    return answer


def kinds(hub: Running, home: str) -> list[str]:
    return sorted(done(hub["civil_affairs"].ask(CHAIN, {"id": home})["household"]["chain"]["nodes"]))


def stages(hub: Running, home: str) -> list[str]:
    facts = hub["civil_affairs"].ask(STAGE, {"id": home})["household"]["members"][0]["person"]["facts"]
    return [fact["studentStage"] for fact in facts if fact]


def know(hub: Running, number: str, stage: str, name: str = "王甲") -> None:
    item = {"idNumber": number, "name": name, "asOf": "2024-03-01", "sourceRecordId": f"{number}-{stage}"}
    hub["education_aid"].ask(FACTS, {"items": [{**item, "person": {"studentStage": stage}}]})


def test_help_under_the_right_name_stands_in_the_chain_once_the_name_is_corrected(hub: Running) -> None:
    number = hub.number("19800101")
    home, person = registered(hub, number, "李小名")
    house = {"programme": "ZJ-03", "status": "GRANTED", "happenedOn": "2024-03-15", "division": HOME}
    repair = {"externalId": f"{number}-a", "idNumber": number, "name": "李小明", **house, "amount": 3500000}
    hub["housing"].ask(HOUSING, {"items": [{**repair, "mode": "REPAIR"}]})
    assert kinds(hub, home) == []
    assert correct(hub, person, name="李小明")["attributes"] == ["NAME"]
    assert kinds(hub, home) == ["ASSISTED", "CORRECTED"]
    rebuilding = {**repair, "externalId": f"{number}-b", "programme": "emergency_management.damaged_house_rebuilding"}
    (outcome,) = hub["emergency_management"].ask(DAMAGE, {"items": [rebuilding]})["fed"]["outcomes"]
    assert [clash["same"] for clash in outcome["clashes"]] == ["house"]
    now = person_of(hub, person)
    (correction,) = now["corrections"]
    assert (now["name"], correction["oldName"], correction["newName"]) == ("李小明", "李小名", "李小明")
    assert (correction["reason"], correction["basis"]) == ("窗口录入有误", "户口簿")
    listed = "SELECT state FROM mismatches WHERE person_id = %s"
    assert hub.rows(listed, person) == [("SAME_PERSON",)]


def test_what_is_reported_under_the_former_name_remains_the_persons(hub: Running) -> None:
    number = hub.number("20100101")
    home, person = registered(hub, number, "王申")
    feed(hub, feedback(hub, number, f"{number}-a", name="王申"))
    correct(hub, person, name="王甲")
    feed(hub, feedback(hub, number, f"{number}-b", name="王申", term="2023-autumn"))
    assert kinds(hub, home) == ["ASSISTED", "ASSISTED", "CORRECTED"]


def test_a_corrected_number_takes_along_what_it_says_and_lists_what_stood_under_the_old(hub: Running) -> None:
    wrong, right = hub.number("20100101"), hub.number("20110202")
    home, person = registered(hub, wrong)
    feed(hub, feedback(hub, wrong, f"{wrong}-a"), feedback(hub, wrong, f"{wrong}-b", term="2023-autumn"))
    know(hub, wrong, "JUNIOR")
    feed(hub, feedback(hub, right, f"{right}-a", term="2023-spring"), feedback(hub, right, f"{right}-b", name="王乙"))
    corrected = correct(hub, person, idNumber=right)
    assert {"ID_NUMBER", "BIRTH_DATE"} <= set(corrected["attributes"])
    assert kinds(hub, home) == ["ASSISTED", "ASSISTED", "ASSISTED", "CORRECTED"]
    now = person_of(hub, person)
    assert (now["idNumber"], now["birthDate"]) == (right, f"{right[6:10]}-{right[10:12]}-{right[12:14]}")
    assert now["corrections"][0]["oldIdNumber"] == wrong
    assert hub["civil_affairs"].ask(
        "query ($n: String!) { person(idNumber: $n) { id } }", {"n": wrong}, X_Purpose="review"
    ) == {"person": None}
    lines = now["corrections"][0]["lines"]
    assert sorted((line["kind"], line["entity"], line["decision"]) for line in lines) == [
        ("FACTS", "person", None), ("RECORD", None, None), ("RECORD", None, None),
    ]  # fmt: skip # line by line
    waiting = hub["civil_affairs"].ask(OPEN, {"filter": {"open": True}})["personCorrections"]["nodes"]
    assert [node["person"]["id"] for node in waiting if node["id"] == corrected["id"]] == [person]
    (names,) = hub.rows("SELECT array_agg(reported_name) FROM mismatches WHERE person_id = %s", person)
    assert names == (["王乙"],)


def test_a_line_that_stays_is_the_persons_no_more_and_is_its_bearers_once_registered(hub: Running) -> None:
    wrong, right = hub.number("20100101"), hub.number("20100101")
    home, person = registered(hub, wrong)
    feed(hub, feedback(hub, wrong, f"{wrong}-a"), feedback(hub, wrong, f"{wrong}-b", term="2023-autumn"))
    know(hub, wrong, "JUNIOR")
    corrected = correct(hub, person, idNumber=right)
    assert stages(hub, home) == ["JUNIOR"]
    first, second, third = corrected["lines"]
    moves = {"RECORD": True, "FACTS": False}
    decided = [{"id": line["id"], "moves": moves[line["kind"]]} for line in (first, second, third)]
    (record,) = [line for line in decided if line["moves"]][:1]
    record["moves"] = False
    answer = hub["civil_affairs"].ask(DECIDE, {"id": corrected["id"], "lines": decided})["decided"]
    assert sorted(line["decision"] for line in answer["lines"]) == ["MOVES", "STAYS", "STAYS"]
    assert kinds(hub, home) == ["ASSISTED", "CORRECTED", "DETACHED", "DETACHED"]
    assert stages(hub, home) == []
    again = [{"id": record["id"], "moves": True}]
    assert (
        hub["civil_affairs"].ask(DECIDE, {"id": corrected["id"], "lines": again})["decided"]["code"] == "CHANGED_SINCE"
    )
    other_name, _ = registered(hub, hub.number("20100101"))
    bearer, _ = registered(hub, wrong)
    assert kinds(hub, bearer) == ["ASSISTED"]
    assert stages(hub, bearer) == ["JUNIOR"]
    assert kinds(hub, home) == ["ASSISTED", "CORRECTED", "DETACHED", "DETACHED"]
    assert other_name != bearer


def test_what_stays_is_not_taken_over_by_a_bearer_of_another_name(hub: Running) -> None:
    wrong, right = hub.number("20100101"), hub.number("20100101")
    _, person = registered(hub, wrong)
    feed(hub, feedback(hub, wrong, f"{wrong}-a"))
    corrected = correct(hub, person, idNumber=right)
    lines = [{"id": line["id"], "moves": False} for line in corrected["lines"]]
    hub["civil_affairs"].ask(DECIDE, {"id": corrected["id"], "lines": lines})
    bearer, other = registered(hub, wrong, "赵乙")
    assert kinds(hub, bearer) == []
    assert hub.rows("SELECT reported_name, state FROM mismatches WHERE person_id = %s", other) == [("王甲", "OPEN")]


def test_a_number_goes_back_and_everything_with_it(hub: Running) -> None:
    first, second = hub.number("20100101"), hub.number("20100101")
    home, person = registered(hub, first)
    feed(hub, feedback(hub, first, f"{first}-a"))
    know(hub, first, "JUNIOR")
    assert correct(hub, person, idNumber=second)["__typename"] == "PersonCorrection"
    assert correct(hub, person, idNumber=first)["__typename"] == "PersonCorrection"
    assert person_of(hub, person)["idNumber"] == first
    assert kinds(hub, home) == ["ASSISTED", "CORRECTED", "CORRECTED"]
    assert stages(hub, home) == ["JUNIOR"]


@pytest.mark.parametrize(
    ("given", "code", "path"),
    [
        ({}, "NOTHING_TO_CORRECT", "input"),
        ({"name": "王甲"}, "NOTHING_TO_CORRECT", "input"),
        ({"name": "\u200b"}, "BAD_TEXT", "input.name"),
        ({"idNumber": "629901209913011234"}, "ID_NUMBER_CHECK_DIGIT", "input.idNumber"),
        ({"idNumber": "Q620000005", "idKind": "ID_CARD"}, "ID_KIND_DIFFERS", "input.idKind"),
        ({"idKind": "ID_CARD"}, "MISSING", "input.idNumber"),
        ({"sex": "3"}, "UNKNOWN_CODE", "input.sex"),
        ({"birthDate": "2024-03-16"}, "FUTURE_DATE", "input.birthDate"),
        ({"name": "王乙", "seen": "2024-01-01T00:00:00Z"}, "CHANGED_SINCE", "input.seen"),
        ({"name": "王乙", "seen": "9999-12-31T23:00:00Z"}, "SEEN_AHEAD", "input.seen"),
        ({"name": "王乙", "seen": "yesterday"}, "BAD_INSTANT", "input.seen"),
        ({"name": "王乙", "reason": " "}, "BAD_TEXT", "input.reason"),
        ({"name": "王乙", "basis": ""}, "MISSING", "input.basis"),
    ],
)
def test_a_correction_that_cannot_be_is_refused(hub: Running, given: dict[str, Any], code: str, path: str) -> None:
    _, person = registered(hub, hub.number())
    refused = correct(hub, person, **given)
    assert (refused["code"], refused["path"]) == (code, path)
    assert person_of(hub, person)["corrections"] == []


def test_a_number_of_another_registered_person_is_a_merge(hub: Running) -> None:
    taken = hub.number()
    registered(hub, taken)
    _, person = registered(hub, hub.number())
    refused = correct(hub, person, idNumber=taken)
    assert (refused["code"], refused["path"]) == ("NUMBER_OF_ANOTHER", "input.idNumber")
    assert "mergePersons" in refused["message"]


def test_sex_and_birth_date_are_corrected_by_themselves_and_targets_follow(hub: Running) -> None:
    _, person = registered(hub, hub.number("20100101"))
    before = person_of(hub, person)
    assert correct(hub, person, sex="2" if before["sex"] == "1" else "1", birthDate="2010-02-01")["attributes"] == [
        "SEX", "BIRTH_DATE",
    ]  # fmt: skip # what was corrected
    now = person_of(hub, person)
    assert (now["sex"] != before["sex"], now["birthDate"]) == (True, "2010-02-01")
    assert now["corrections"][0]["oldBirthDate"] == before["birthDate"]


def test_of_two_officers_who_correct_at_once_one_wins_and_the_other_is_told(hub: Running) -> None:
    _, person = registered(hub, hub.number())
    seen = person_of(hub, person)["recordedAt"]
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda name: correct(hub, person, name=name, seen=seen), ("王乙", "王丙")))
    assert sorted(answer["__typename"] for answer in answers) == ["PersonCorrection", "Refused"]
    assert [answer["code"] for answer in answers if "code" in answer] == ["CHANGED_SINCE"]
    assert len(person_of(hub, person)["corrections"]) == 1


def test_only_civil_affairs_of_the_place_corrects_and_reads_corrections(hub: Running) -> None:
    number = hub.number()
    home, person = registered(hub, number)
    seen = person_of(hub, person)["recordedAt"]
    assert correct(hub, person, "civil_affairs elsewhere", name="王乙", seen=seen)["code"] == "UNKNOWN_PERSON"
    given = {"person": person, "name": "王乙", "reason": "x", "basis": "x", "seen": seen}
    assert hub["education_aid"].refused(CORRECT, {"input": given}) == ["MISSING_SCOPE"]
    assert hub["nobody"].post(CORRECT, {"input": given}).status_code == 401
    corrected = correct(hub, person, idNumber=hub.number(), seen=seen)
    lines = [{"id": home, "moves": True}]
    decide = {"id": corrected["id"], "lines": lines}
    assert hub["civil_affairs elsewhere"].ask(DECIDE, decide)["decided"]["code"] == "UNKNOWN_CORRECTION"
    assert hub["civil_affairs"].ask(DECIDE, decide)["decided"]["code"] == "UNKNOWN_LINE"
    elsewhere = hub["civil_affairs elsewhere"].ask(OPEN, {})["personCorrections"]["nodes"]
    assert corrected["id"] not in [node["id"] for node in elsewhere]
    asked = {"filter": {"idNumber": number}}
    found = hub["civil_affairs"].ask(OPEN, asked, X_Purpose="supervision")["personCorrections"]["nodes"]
    assert [node["id"] for node in found] == [corrected["id"]]
    assert hub["civil_affairs"].refused(OPEN, asked) == ["PURPOSE_REQUIRED"]
    log = "SELECT count(*)::int FROM access_log WHERE document IS NOT NULL AND %s::uuid = ANY(subjects) AND kind = 'ANSWER'"
    assert hub.rows(log, person)[0][0] >= 3
    numbers = "SELECT count(*)::int FROM access_log WHERE variables LIKE %s"
    assert hub.rows(numbers, f"%{number}%") == [(0,)]


def test_a_number_in_the_words_of_a_correction_is_left_out(hub: Running) -> None:
    number = hub.number()
    _, person = registered(hub, number)
    correct(hub, person, name="王乙", reason=f"number {number} belongs to 王乙")
    assert person_of(hub, person)["corrections"][0]["reason"] == "number … belongs to 王乙"


def test_what_stays_waits_for_the_bearer_who_was_registered_before_it_was_decided(hub: Running) -> None:
    wrong, right = hub.number("20100101"), hub.number("20100101")
    home, person = registered(hub, wrong)
    feed(hub, feedback(hub, wrong, f"{wrong}-a"))
    corrected = correct(hub, person, idNumber=right)
    bearers_home, bearer = registered(hub, wrong, "李乙", division=ELSEWHERE)
    lines = [{"id": line["id"], "moves": False} for line in corrected["lines"]]
    assert hub["civil_affairs"].ask(DECIDE, {"id": corrected["id"], "lines": lines})["decided"]["lines"]
    waiting = """SELECT person_id::text, state FROM mismatches WHERE person_id IN (%s, %s)"""
    assert hub.rows(waiting, person, bearer) == [(bearer, "OPEN")]
    assert (kinds(hub, home), kinds(hub, bearers_home)) == (["CORRECTED", "DETACHED"], [])


def test_what_stays_is_the_bearers_of_the_same_name_who_was_registered_before(hub: Running) -> None:
    wrong, right = hub.number("20100101"), hub.number("20100101")
    _, person = registered(hub, wrong)
    feed(hub, feedback(hub, wrong, f"{wrong}-a"))
    corrected = correct(hub, person, idNumber=right)
    bearers_home, _ = registered(hub, wrong)
    lines = [{"id": line["id"], "moves": False} for line in corrected["lines"]]
    hub["civil_affairs"].ask(DECIDE, {"id": corrected["id"], "lines": lines})
    assert kinds(hub, bearers_home) == ["ASSISTED"]


def test_of_a_number_corrected_twice_each_line_is_decided_once(hub: Running) -> None:
    first, second, third = (hub.number("20100101") for _ in range(3))
    home, person = registered(hub, first)
    feed(hub, feedback(hub, first, f"{first}-a"))
    know(hub, first, "JUNIOR")
    one = correct(hub, person, idNumber=second)
    feed(hub, feedback(hub, second, f"{second}-a", term="2023-autumn"))
    two = correct(hub, person, idNumber=third)
    assert ([len(each["lines"]) for each in (one, two)], kinds(hub, home).count("ASSISTED")) == ([2, 1], 2)
    for corrected in (one, two):
        lines = [{"id": line["id"], "moves": False} for line in corrected["lines"]]
        assert hub["civil_affairs"].ask(DECIDE, {"id": corrected["id"], "lines": lines})["decided"]["lines"]
    (of_first, _), (of_second, _) = registered(hub, first), registered(hub, second)
    assert [kinds(hub, each).count("ASSISTED") for each in (home, of_first, of_second)] == [0, 1, 1]
    assert [stages(hub, each) for each in (home, of_first, of_second)] == [[], ["JUNIOR"], []]


def test_a_birth_date_lies_before_what_happened_to_the_person(hub: Running) -> None:
    number = hub.number("20100101")
    _, person = registered(hub, number)
    feed(hub, feedback(hub, number, f"{number}-a", happenedOn="2024-03-05"))
    refused = correct(hub, person, birthDate="2024-03-06")
    assert (refused["code"], refused["path"]) == ("BEFORE_BIRTH", "input.birthDate")
    assert correct(hub, person, birthDate="2011-01-01")["attributes"] == ["BIRTH_DATE"]
