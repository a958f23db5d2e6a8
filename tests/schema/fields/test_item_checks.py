"""Bad input gets a stable code, a place and what to do, in the reader's language, and changes nothing."""

import json
from typing import Any

import pytest

from tests.hub_running import HOME, Running
from tests.schema.acts import CHAIN, FEED, feedback, household, member, register


@pytest.mark.parametrize(
    ("wrong", "code", "path"),
    [
        ({"idNumber": "62990120100901001A"}, "ID_NUMBER_CHECK_DIGIT", "idNumber"),
        ({"idNumber": "6299012010"}, "ID_NUMBER_LENGTH", "idNumber"),
        ({"division": "629999999999"}, "UNKNOWN_DIVISION", "division"),
        ({"division": "Lanzhou"}, "UNKNOWN_DIVISION", "division"),
        ({"status": "GIVEN"}, "UNKNOWN_CODE", "status"),
        ({"form": "gold"}, "UNKNOWN_CODE", "form"),
        ({"tier": "Z"}, "UNKNOWN_CODE", "tier"),
        ({"periodFrom": "2024-03-01", "periodTo": "2024-02-01"}, "REVERSED_DATES", "periodTo"),
        ({"happenedOn": "2099-01-01"}, "FUTURE_DATE", "happenedOn"),
        ({"happenedOn": "2010-08-31"}, "BEFORE_BIRTH", "happenedOn"),
        ({"happenedOn": "0202-05-01"}, "EARLY_DATE", "happenedOn"),
        ({"periodFrom": "1800-01-01"}, "EARLY_DATE", "periodFrom"),
        ({"periodTo": "2034-03-16"}, "FAR_DATE", "periodTo"),
        ({"term": "2023/24-1"}, "UNKNOWN_TERM", "term"),
        ({"term": "0202-autumn"}, "UNKNOWN_TERM", "term"),
        ({"papersDue": "9999-12-31"}, "FAR_DATE", "papersDue"),
        ({"payments": [{"paidOn": "0202-08-31", "amount": 1}]}, "EARLY_DATE", "payments[0].paidOn"),
        ({"happenedOn": "yesterday"}, "BAD_DATE", "happenedOn"),
        ({"amount": -1}, "BAD_AMOUNT", "amount"),
        ({"amount": 10.5}, "BAD_AMOUNT", "amount"),
        ({"amount": 10**30}, "BAD_AMOUNT", "amount"),
        ({"programme": "housing.rural_house_renovation"}, "PROGRAMME_OF_ANOTHER_DEPARTMENT", "programme"),
        ({"programme": "none.such"}, "UNKNOWN_PROGRAMME", "programme"),
        ({"name": "a\u0000b"}, "BAD_TEXT", "name"),
        ({"reason": "half \ud83d"}, "BAD_TEXT", "reason"),
        ({"externalId": ""}, "MISSING", "externalId"),
        ({"status": "ENDED", "record": "nowhere"}, "REASON_NEEDED", "reason"),
        ({"status": "PAID"}, "MISSING", "record"),
        ({"payments": [{"paidOn": "2099-01-01", "amount": 1}]}, "FUTURE_DATE", "payments[0].paidOn"),
    ],
)
def test_a_wrong_field_is_named(hub: Running, wrong: dict[str, Any], code: str, path: str) -> None:
    before = hub.rows("SELECT count(*) FROM assistance_records")
    body = json.dumps({"query": FEED, "variables": {"items": [feedback(hub, hub.number(), "x1", **wrong)]}})
    headers = {"Authorization": f"Bearer {hub['education_aid'].token}", "Content-Type": "application/json"}
    (outcome,) = hub.http.post("/graphql", content=body, headers=headers).json()["data"]["feedBackEducationAid"][
        "outcomes"
    ]
    assert (outcome["code"], outcome["path"]) == (code, f"items[0].{path}")
    assert outcome["message"]
    assert hub.rows("SELECT count(*) FROM assistance_records") == before


def test_messages_are_chinese_where_chinese_is_asked_for(hub: Running) -> None:
    items = {"items": [feedback(hub, "62990120100901001A", "x1")]}
    data = hub["education_aid"].ask(FEED, items, Accept_Language="zh-CN,zh;q=0.9,en;q=0.5")
    assert "校验码错误" in data["feedBackEducationAid"]["outcomes"][0]["message"]


@pytest.mark.parametrize("count", [0, 1001])
def test_a_batch_of_none_or_too_many_is_refused_whole(hub: Running, count: int) -> None:
    items = {"items": [feedback(hub, "x", str(n)) for n in range(count)]}
    refused = hub["education_aid"].ask(FEED.replace("externalId record", "record"), items)["feedBackEducationAid"]
    assert (refused["code"], refused["path"]) == ("BATCH_SIZE", "items")


def test_a_person_of_another_household_is_not_determined_here(hub: Running) -> None:
    one, other = register(hub, household(hub, member(hub.number())), household(hub, member(hub.number())))
    query = "query ($id: ID!) { household(id: $id) { members { person { id } } } }"
    person = hub["civil_affairs"].ask(query, {"id": other["household"]})["household"]["members"][0]["person"]["id"]
    determine = (
        """mutation ($input: DeterminationInput!) { determine(input: $input) { ... on Refused { code path } } }"""
    )
    given = {"household": one["household"], "person": person, "category": "near_subsistence", "validFrom": "2024-01-01"}
    assert hub["civil_affairs"].ask(determine, {"input": given})["determine"] == {
        "code": "NOT_A_MEMBER",
        "path": "input.person",
    }


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ('{ household(id: "x") { id } }', "BAD_ID"),
        ('{ eligibleTargets(programme: "nothing") { totalCount } }', "UNKNOWN_PROGRAMME"),
        ('{ households(filter: {division: "62"}) { totalCount } }', "UNKNOWN_DIVISION"),
        ('{ households(filter: {division: "629999999999"}) { totalCount } }', "UNKNOWN_DIVISION"),
        ('{ coverage(division: "Lanzhou") { targets } }', "UNKNOWN_DIVISION"),
        ('{ divisions(below: "620199999999") { totalCount } }', "UNKNOWN_DIVISION"),
        ("{ divisions(level: TOWN) { totalCount } }", "GRAPHQL_VALIDATION_FAILED"),
        ('{ divisions(level: "CITY") { totalCount } }', "GRAPHQL_VALIDATION_FAILED"),
        ('{ programmes(department: "nothing") { code } }', "UNKNOWN_CODE"),
        ('{ earlyWarnings(filter: {rule: "nothing"}) { totalCount } }', "UNKNOWN_CODE"),
        ("{ household { id } }", "MISSING"),
        ("{ person { id } }", "MISSING"),
        ('{ households(first: 201) { nodes { id } } }', "PAGE_SIZE"),
        ('{ households(after: "bm90IG91cnM") { nodes { id } } }', "BAD_CURSOR"),
        ('{ household(number: "CASE-01") { chain(asOf: "soon") { totalCount } } }', "BAD_DATE"),
        ('{ household(number: "CASE-01") { chain(asOf: "2024-W10-1") { totalCount } } }', "BAD_DATE"),
        ('{ household(number: "CASE-01") { chain(asOf: "9999-12-31") { totalCount } } }', "FAR_DATE"),
        ('{ household(number: "CASE-01") { chain(knownAt: "2099-01-01T00:00Z") { totalCount } } }', "FAR_DATE"),
        ('{ records(filter: {happenedFrom: "0001-01-01"}) { totalCount } }', "EARLY_DATE"),
        ('{ household(number: "CASE-01") { chain(knownAt: "0001-01-01T00:00+23:59") { totalCount } } }', "BAD_INSTANT"),
        ('{ household(number: "CASE-01") { chain(knownAt: "2024-01-01") { totalCount } } }', "BAD_INSTANT"),
        ('{ household(number: "a\\u0000b") { id } }', "BAD_TEXT"),
        ("{ nothing }", "GRAPHQL_VALIDATION_FAILED"),
        ("{ me {", "GRAPHQL_PARSE_FAILED"),
        ("mutation { a: registerHouseholds(items: []) { __typename } b: registerHouseholds(items: []) { __typename } }",
         "GRAPHQL_VALIDATION_FAILED"),
        ("query A { me { client } } query B { me { client } }", "UNKNOWN_OPERATION"),
        ("{" + " ".join(f"a{n}: me {{ client }}" for n in range(40)) + "}", "QUERY_TOO_LARGE"),
    ],
)  # fmt: skip
def test_a_wrong_question_is_refused_by_name(hub: Running, query: str, code: str) -> None:
    assert hub["civil_affairs"].refused(query)[0] == code


def test_a_cursor_of_another_list_is_refused(hub: Running) -> None:
    page = hub["civil_affairs"].ask("{ households(first: 1) { pageInfo { endCursor } } }")
    cursor = page["households"]["pageInfo"]["endCursor"]
    other = (
        "query ($after: String) { households(first: 1, after: $after, filter: {residence: rural}) { nodes { id } } }"
    )
    assert hub["civil_affairs"].refused(other, {"after": cursor}) == ["BAD_CURSOR"]


@pytest.mark.parametrize(
    ("content", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "BAD_JSON"),
        (b"\xff", "application/json", 400, "BAD_JSON"),
        (b'{"query": "{ me { client } }", "variables": {"a": NaN}}', "application/json", 400, "BAD_JSON"),
        (b"[" * 100_000, "application/json", 400, "BAD_JSON"),
        (b"[]", "application/json", 400, "NO_BATCHES"),
        (rb'{"query": "{ me { client } }", "operationName": "\ud83d"}', "application/json", 200, "UNKNOWN_OPERATION"),
        (
            rb'{"query": "query($n: Int) { households(first: $n) { totalCount } }", "variables": {"n": "\ud83d"}}',
            "application/json",
            200,
            "BAD_USER_INPUT",
        ),
        (b"{}", "application/json", 400, "BAD_BODY"),
        (b"query={me}", "application/x-www-form-urlencoded", 415, "CONTENT_TYPE"),
        (b'{"query": "' + b" " * 140_000 + b'"}', "application/json", 413, "DOCUMENT_TOO_LARGE"),
        (b'{"query": "' + b" " * 5_000_000 + b'"}', "application/json", 413, "BODY_TOO_LARGE"),
    ],
)
def test_a_request_that_is_no_question(hub: Running, content: bytes, kind: str, status: int, code: str) -> None:
    headers = {"Authorization": f"Bearer {hub['reader'].token}", "Content-Type": kind}
    answer = hub.http.post("/graphql", content=content, headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (status, code)
    assert hub.http.get("/graphql").status_code == 405


def test_an_unknown_household_is_answered_with_null(hub: Running) -> None:
    nobody = "01890000-0000-7000-8000-000000000000"
    assert hub["civil_affairs"].ask(CHAIN, {"id": nobody}) == {"household": None}


def test_the_division_of_a_household_is_at_least_known(hub: Running) -> None:
    (outcome,) = register(hub, household(hub, member(hub.number()), division=HOME[:-1] + "9"))
    assert outcome["code"] == "UNKNOWN_DIVISION"
