"""The endpoint over HTTP: how an answer is labelled, and what a document may do to it."""

import pytest

from tests.hub_running import Running

GRAPHQL = "application/graphql-response+json"


def test_an_answer_is_labelled_as_it_was_asked_for(hub: Running) -> None:
    for wanted, label in (("*/*", "application/json"), (f"{GRAPHQL}, application/json", GRAPHQL)):
        answer = hub["housing"].post("{ me { client } }", Accept=wanted)
        assert (answer.status_code, answer.headers["content-type"]) == (200, label)
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "as_json", "as_graphql"),
    [
        ("{ me {", 200, 400),
        ("{ nothing }", 200, 400),
        ("subscription { me { client } }", 200, 400),
        ("query ($n: Int = 3) { households(first: $n) { nodes { id } } }", 200, 400),
        ("{ totals { records } }", 200, 403),
        ('{ households(filter: {division: "62"}) { totalCount } }', 200, 422),
    ],
)
def test_a_status_tells_the_kind_of_refusal_to_who_understands_it(
    hub: Running, query: str, as_json: int, as_graphql: int
) -> None:
    variables = {"n": None} if "$n" in query else {}
    asked = [hub["housing"].post(query, variables, Accept=accept) for accept in ("application/json", GRAPHQL)]
    assert [answer.status_code for answer in asked] == [as_json, as_graphql]
    assert all(list(answer.json()) == ["errors"] for answer in asked)


def test_what_is_skipped_is_not_answered(hub: Running) -> None:
    query = """query ($no: Boolean!) { __typename a: me @skip(if: $no) { client __typename } ...F @include(if: $no) }
      fragment F on Query { b: me { department { __typename of: code } } }"""
    of = {"department": {"__typename": "Department", "of": "housing"}}
    assert hub["housing"].ask(query, {"no": True}) == {"__typename": "Query", "b": of}
    assert sorted(hub["housing"].ask(query, {"no": False})) == ["__typename", "a"]
    assert hub["housing"].ask("{ me @skip(if: true) { client } }") == {}


def test_a_name_may_be_as_long_as_it_likes(hub: Running) -> None:
    name = "a" * 5000
    assert list(hub["housing"].ask(f"{{ {name}: me {{ client }} }}")) == [name]


@pytest.mark.parametrize(
    "acts",
    [
        "{A} {B}",
        "...F } fragment F on Mutation { {A} {B}",
        "... on Mutation { {A} ... { {B} } }",
        "{A} ...F } fragment F on Mutation { {B}",
    ],
)
def test_two_acts_do_not_go_in_one_request_however_they_are_spread(hub: Running, acts: str) -> None:
    for letter in "AB":
        acts = acts.replace(f"{{{letter}}}", f"{letter}: registerHouseholds(items: []) {{ __typename }}")
    assert hub["civil_affairs"].refused(f"mutation {{ {acts} }}") == ["GRAPHQL_VALIDATION_FAILED"]


def test_a_variable_that_the_operation_does_not_declare_is_refused(hub: Running) -> None:
    query = "query A($n: Int) { households(first: $n) { totalCount } } query B { me { client } }"
    number = hub.number()
    answers = [
        hub["civil_affairs"]
        .http.post(
            "/graphql",
            json={"query": query, "operationName": name, "variables": variables},
            headers={"Authorization": f"Bearer {hub['civil_affairs'].token}"},
        )
        .json()
        for name, variables in (("A", {"n": 1}), ("B", {"n": 1}), ("A", {"n": 1, number: "x"}))
    ]
    assert answers[0]["data"]["households"]["totalCount"]
    (unknown,), (hidden,) = (answer["errors"] for answer in answers[1:])
    assert (unknown["extensions"]["code"], unknown["path"]) == ("UNKNOWN_VARIABLE", ["variables"])
    assert "'n'" in unknown["message"]
    assert number not in hidden["message"]


@pytest.mark.parametrize("extensions", ["text", 1, [], True])
def test_extensions_are_an_object(hub: Running, extensions: object) -> None:
    headers = {"Authorization": f"Bearer {hub['housing'].token}"}
    body = {"query": "{ me { client } }", "extensions": extensions}
    answer = hub.http.post("/graphql", json=body, headers=headers)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "BAD_BODY")
    for good in ({}, {"anything": 1}, None):
        assert hub.http.post("/graphql", json={**body, "extensions": good}, headers=headers).status_code == 200


@pytest.mark.parametrize("path", ["/graphql", "/export", "/schema.graphql"])
def test_two_authorization_headers_are_one_too_many(hub: Running, path: str) -> None:
    held = ("Authorization", f"Bearer {hub['housing'].token}")
    for second in (held, ("authorization", "Basic eDp5")):
        method = "GET" if path.endswith("graphql") and path != "/graphql" else "POST"
        answer = hub.http.request(method, path, headers=[held, second])
        assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (400, "TWO_CREDENTIALS")


def test_a_403_says_what_the_token_lacks(hub: Running) -> None:
    answer = hub["reader"].post("{ changes: coverage { targets } }", Accept=GRAPHQL)
    assert answer.status_code == 403
    assert answer.headers["www-authenticate"].startswith('Bearer realm="aidhub", error="insufficient_scope"')


def test_no_answer_is_guessed_at(hub: Running) -> None:
    asked = [hub.http.get(path) for path in ("/healthz", "/nowhere", "/schema.graphql", "/.well-known/jwks.json")]
    asked += [hub.http.post(path) for path in ("/graphql", "/export", "/oauth/token")]
    assert [answer.headers.get("x-content-type-options") for answer in asked] == ["nosniff"] * len(asked)


def test_of_a_header_that_comes_twice_the_first_is_read_however_it_is_spelled(hub: Running) -> None:
    headers = [("Authorization", f"Bearer {hub['housing'].token}"), ("ACCEPT", GRAPHQL), ("accept", "text/html")]
    answer = hub.http.post("/graphql", json={"query": "{ me { client } }"}, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, GRAPHQL)


def test_only_a_post_is_a_question(hub: Running) -> None:
    assert [hub.http.request(method, "/graphql").status_code for method in ("GET", "PUT", "DELETE")] == [405] * 3
    assert hub.http.post("/graphql/").status_code in (307, 404)
