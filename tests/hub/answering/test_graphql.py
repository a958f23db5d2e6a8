"""The endpoint over HTTP: how an answer is labelled, what a document may do to it, and when the database is away."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import psycopg
import pytest

from hub.database.postgres import Server
from hub.database.roles import addresses
from registry.store.roles import Roles
from tests.conftest import TEMPLATE, Copy
from tests.hub.exports.test_stream import ENDLESS, reader
from tests.hub_running import Running, running

END = """mutation { endDetermination(determination: "01890000-0000-7000-8000-000000000000", on: "2024-01-01",
  reason: "x") { __typename } }"""
GRAPHQL = "application/graphql-response+json"


@pytest.fixture(scope="module")
def hub(
    postgres: Server, template: Roles, new_database: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """A hub of its own: its database is taken away from it."""
    owner = postgres.owner_url(new_database(TEMPLATE))
    copy = Copy(owner, addresses(owner, template, postgres.secrets))
    with running(copy, tmp_path_factory.mktemp("hub"), persons=1) as hub:
        yield hub


@contextmanager
def away(hub: Running, postgres: Server) -> Iterator[None]:
    """Nobody can reach the hub's database."""
    name = psycopg.conninfo.conninfo_to_dict(hub.owner)["dbname"]
    with psycopg.connect(postgres.owner_url("postgres"), autocommit=True) as connection:
        connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())
        connection.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        try:
            yield
        finally:
            connection.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'.encode())


def test_an_answer_is_labelled_as_it_was_asked_for(hub: Running) -> None:
    for wanted, label in (("*/*", "application/json"), (f"{GRAPHQL}, application/json", GRAPHQL)):
        answer = hub["housing"].post("{ me { client } }", Accept=wanted)
        assert (answer.status_code, answer.headers["content-type"]) == (200, label)
        assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("query", "as_json", "as_graphql"),
    [
        ("{ me {", 400, 400),
        ("{ nothing }", 400, 400),
        ("subscription { me { client } }", 400, 400),
        ("query ($n: Int = 3) { households(first: $n) { nodes { id } } }", 400, 400),
        ("{ totals { records } }", 200, 403),
        ('{ households(filter: {residence: "suburban"}) { totalCount } }', 200, 422),
    ],
)
def test_a_status_tells_the_kind_of_refusal_to_who_understands_it(
    hub: Running, query: str, as_json: int, as_graphql: int
) -> None:
    asked = [hub["housing"].post(query, {"n": None}, Accept=accept) for accept in ("application/json", GRAPHQL)]
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


def test_who_comes_without_a_token_is_told_so_in_their_language(hub: Running) -> None:
    answer = hub.http.post("/graphql", json={"query": "{ me { client } }"}, headers={"Accept-Language": "zh-CN"})
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (401, "MISSING_TOKEN")
    assert "令牌" in error["message"]


def test_an_export_whose_database_goes_says_so_in_its_last_line(hub: Running, postgres: Server) -> None:
    with reader(hub, "housing", ENDLESS) as answer, away(hub, postgres):
        *nodes, last = answer.iter_lines()
    error = json.loads(last)["error"]
    assert (error["code"], error["count"]) == ("UNAVAILABLE", len(nodes))
    answered = (hub["housing"].post("{ me { client } }").status_code for _ in range(60))
    assert any(status == 200 for status in answered)


def test_while_the_database_is_away_nobody_is_called_a_stranger_and_all_goes_on_after_it(
    hub: Running, postgres: Server
) -> None:
    query = '{ household(number: "CASE-01") { id } }'
    with away(hub, postgres):
        answer = hub["civil_affairs"].post(query)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert hub["civil_affairs"].refused(END) == ["UNAVAILABLE"]
        assert (hub.http.get("/healthz").status_code, hub.http.get("/readyz").status_code) == (200, 503)
    answered = (hub["civil_affairs"].post("{ me { client } }").status_code for _ in range(60))
    assert any(status == 200 for status in answered)
