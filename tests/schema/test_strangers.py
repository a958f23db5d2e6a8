"""Every door is tried as a stranger: without a token, without the scope, without a purpose."""

import re

import psycopg
import pytest

from tests.hub_running import Running

CLEAR = '{ household(number: "CASE-01") { members { person { name idNumber } } } }'
DOORS = {
    "household": '{ household(number: "CASE-01") { id } }',
    "households": "{ households { totalCount } }",
    "person": '{ person(id: "x") { id } }',
    "eligibleTargets": '{ eligibleTargets(programme: "ZJ-03") { totalCount } }',
    "targetChanges": '{ targetChanges(programme: "ZJ-03") { totalCount } }',
    "records": "{ records { totalCount } }",
    "coverage": "{ coverage { targets } }",
    "totals": "{ totals { records } }",
    "explain": '{ explain(household: "x", programme: "ZJ-03") { certainty } }',
    "registerHouseholds": "mutation { registerHouseholds(items: []) { __typename } }",
    "batch": '{ batch(id: "x") { kind } }',
    "determine": 'mutation { determine(input: {household: "x", category: near_subsistence, validFrom: "2024-01-01"}) { __typename } }',
    "determineListed": "mutation { determineListed(items: []) { __typename } }",
    "correctDetermination": (
        'mutation { correctDetermination(input: {determination: "x", seen: "2024-01-01T00:00:00Z", reason: "x"}) { __typename } }'
    ),
    "voidDetermination": (
        'mutation { voidDetermination(determination: "x", seen: "2024-01-01T00:00:00Z", reason: "x") { __typename } }'
    ),
    "reviewDetermination": (
        'mutation { reviewDetermination(determination: "x", seen: "2024-01-01T00:00:00Z", on: "2024-01-01", reason: "x")'
        " { __typename } }"
    ),
    "endDetermination": 'mutation { endDetermination(determination: "x", on: "2024-01-01", reason: "x") { __typename } }',
    "reportFactsHousing": "mutation { reportFactsHousing(items: []) { __typename } }",
    "feedBackHousing": "mutation { feedBackHousing(items: []) { __typename } }",
}


@pytest.mark.parametrize("door", DOORS)
def test_nobody_gets_in_without_a_token(hub: Running, door: str) -> None:
    answer = hub["nobody"].post(DOORS[door])
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Bearer")


@pytest.mark.parametrize("door", DOORS)
def test_without_the_scope_the_field_is_named_and_nothing_is_executed(hub: Running, door: str) -> None:
    before = hub.rows("SELECT count(*) FROM access_log WHERE kind = 'ANSWER'")
    body = hub["reader"].post(DOORS[door]).json()
    assert body["errors"][0]["extensions"]["code"] == "MISSING_SCOPE"
    assert body["errors"][0]["extensions"]["field"].endswith(door)
    assert body["errors"][0]["extensions"]["need"]
    assert "data" not in body
    assert hub.rows("SELECT count(*) FROM access_log WHERE kind = 'ANSWER'") == before


def test_another_departments_doors_are_closed(hub: Running) -> None:
    assert hub["education_aid"].refused(DOORS["feedBackHousing"]) == ["MISSING_SCOPE"]
    assert hub["education_aid"].refused(DOORS["registerHouseholds"]) == ["MISSING_SCOPE"]


def test_a_column_that_is_not_shared_is_refused_by_name(hub: Running) -> None:
    assert hub["education_aid"].refused("{ households { nodes { perCapitaIncome } } }") == ["NOT_SHARED"]


def test_a_clear_name_or_number_needs_a_purpose_and_is_then_given(hub: Running) -> None:
    assert set(hub["civil_affairs"].refused(CLEAR)) == {"PURPOSE_REQUIRED"}
    data = hub["civil_affairs"].ask(CLEAR, X_Purpose="review; %E5%A4%8D%E6%A0%B8")
    numbers = [member["person"]["idNumber"] for member in data["household"]["members"]]
    assert all(re.fullmatch(r"629901[0-9]{11}[0-9X]", number) for number in numbers)
    ((purpose, attributes),) = hub.rows("SELECT purpose, attributes FROM access_log ORDER BY id DESC LIMIT 1")
    assert (purpose, attributes) == ("review", ["id_number"])


def test_a_person_is_found_by_number_only_with_a_purpose_and_leaves_no_number_in_the_log(hub: Running) -> None:
    number = hub["civil_affairs"].ask(CLEAR, X_Purpose="review")["household"]["members"][0]["person"]["idNumber"]
    asked = "query ($n: String!) { person(idNumber: $n) { idNumberMasked } }"
    assert hub["civil_affairs"].refused(asked, {"n": number}) == ["PURPOSE_REQUIRED"]
    with_purpose = "query ($n: String!) { person(idNumber: $n, purpose: {code: review}) { idNumberMasked } }"
    assert hub["civil_affairs"].ask(with_purpose, {"n": number})["person"]
    assert hub.rows("SELECT count(*) FROM access_log WHERE variables LIKE %s", f"%{number}%") == [(0,)]


def test_every_answer_that_holds_persons_stands_in_the_access_log(hub: Running) -> None:
    household = hub["housing"].ask('query Look { household(number: "CASE-03") { id } }')["household"]["id"]
    ((kind, department, operation, subjects, request),) = hub.rows(
        "SELECT kind, department, operation, subjects::text[], request FROM access_log ORDER BY id DESC LIMIT 1"
    )
    assert (kind, department, operation, subjects) == ("ANSWER", "housing", "Look", [household])
    assert request


def test_a_refusal_stands_in_the_log_as_an_attempt(hub: Running) -> None:
    hub["reader"].refused(DOORS["households"])
    assert hub.rows("SELECT kind, refusal FROM access_log ORDER BY id DESC LIMIT 1") == [("ATTEMPT", "MISSING_SCOPE")]


def test_no_row_in_the_log_means_no_answer(hub: Running) -> None:
    ((role,),) = hub.rows("SELECT DISTINCT grantee FROM information_schema.role_table_grants"
                          " WHERE table_name = 'access_log' AND grantee LIKE '%%app'")  # fmt: skip
    with psycopg.connect(hub.owner, autocommit=True) as owner:
        owner.execute(f'REVOKE INSERT ON access_log FROM "{role}"')
        try:
            assert hub["civil_affairs"].refused('{ household(number: "CASE-01") { id } }') == ["INTERNAL"]
        finally:
            owner.execute(f'GRANT INSERT ON access_log TO "{role}"')


def test_federations_entities_open_no_door_that_the_scopes_keep_shut(hub: Running) -> None:
    household = hub["civil_affairs"].ask('{ household(number: "CASE-03") { id members { person { id } } } }')[
        "household"
    ]
    given = [
        {"__typename": "Household", "id": household["id"]},
        {"__typename": "Person", "id": household["members"][0]["person"]["id"]},
    ]
    query = """query ($given: [_Any!]!) { _entities(representations: $given) {
      ... on Household { id } ... on Person { id nameMasked } } }"""
    assert hub["housing"].ask(query, {"given": given})["_entities"][0] == {"id": household["id"]}
    for stranger in ("reader", "finance", "education_aid elsewhere"):
        assert hub[stranger].ask(query, {"given": given}) == {"_entities": [None, None]}


def test_a_rule_of_another_department_is_not_explained_for_it_would_tell_its_facts(hub: Running) -> None:
    household = hub["civil_affairs"].ask('{ household(number: "CASE-01") { id } }')["household"]["id"]
    query = "query ($id: ID!, $programme: String!) { explain(household: $id, programme: $programme) { certainty } }"
    assert hub["education_aid"].ask(query, {"id": household, "programme": "JY-02"})["explain"]
    assert hub["education_aid"].ask(query, {"id": household, "programme": "housing.rural_house_renovation"}) == {
        "explain": []
    }
    assert hub["civil_affairs"].ask(query, {"id": household, "programme": "housing.rural_house_renovation"})["explain"]


def test_scopes_are_asked_for_of_the_operation_that_runs(hub: Running) -> None:
    asked = {"query": "query A { __schema { queryType { name } } } query B { households { totalCount } }"}
    headers = {"Authorization": f"Bearer {hub['reader'].token}"}
    allowed = hub.http.post("/graphql", json={**asked, "operationName": "A"}, headers=headers).json()
    assert allowed["data"] == {"__schema": {"queryType": {"name": "Query"}}}
    refused = hub.http.post("/graphql", json={**asked, "operationName": "B"}, headers=headers).json()
    assert refused["errors"][0]["extensions"]["code"] == "MISSING_SCOPE"
