"""What is asked of the graph itself holds nobody else, is asked once in a request, and answered once for all."""

import json
import threading
import uuid
from typing import Any

import pytest
from graphql import get_introspection_query

from tests.hub_running import Asker, Running

WHOLE = get_introspection_query(input_value_deprecation=True)
ME = "{ me { client } }"
COSTS = "QUERY_TOO_LARGE"


def unseen(query: str) -> str:
    """The same question in a document that nobody has sent."""
    return f"{query} # {uuid.uuid4()}"


def meanwhile(asker: Asker, query: str, other: Asker) -> tuple[Any, int]:
    """The answer to a question, and how many another client had before it."""
    answers = list[Any]()
    asking = threading.Thread(target=lambda: answers.append(asker.post(query).json()))
    other.ask(ME)
    asking.start()
    before = 0
    while asking.is_alive():
        other.ask(ME)
        before += asking.is_alive()
    return answers[0], before


def test_another_client_is_answered_while_the_whole_graph_is_told(hub: Running) -> None:
    answer, before = meanwhile(hub["housing"], unseen(WHOLE), hub["education_aid"])
    assert len(answer["data"]["__schema"]["types"]) > 300
    assert before > 0


@pytest.mark.parametrize("fragments", [False, True])
@pytest.mark.parametrize(
    "asked", ["__schema { queryType { name } }", "_service { sdl }", '__type(name: "Query") { name }']
)
def test_each_way_to_ask_for_the_graph_is_taken_once_in_a_request(hub: Running, asked: str, fragments: bool) -> None:
    assert list(hub["reader"].ask(f"{{ a: {asked} }}")) == ["a"]
    second = f"...B }} fragment B on Query {{ b: {asked} }}" if fragments else f"b: {asked} }}"
    error = hub["reader"].post(f"{{ a: {asked} {second}").json()["errors"][0]
    assert error["extensions"]["code"] == COSTS
    assert error["message"].startswith(f"{asked.split('(')[0].split()[0]} is 2 here and at most 1")


def test_what_asks_for_millions_of_names_is_broken_off(hub: Running) -> None:
    deep = "fields { name type { kind name } args { name } }"
    inner = " ".join(f"f{n}: fields {{ type {{ ofType {{ {deep} again: {deep} }} }} }}" for n in range(14))
    assert hub["reader"].refused(f"{{ __schema {{ types {{ {inner} }} }} }}") == [COSTS]


def test_the_graph_is_told_beside_what_is_asked_of_the_register(hub: Running) -> None:
    query = """query ($of: String!, $no: Boolean!) { me { client } type: __type(name: $of) { name }
      __schema @skip(if: $no) { queryType { name } } households(first: 1) { nodes { id } }
      none: explain(programme: "ZJ-03", household: "018e4e2a-0000-7000-8000-000000000000") { certainty } }"""
    first = hub["civil_affairs"].ask("{ households(first: 1) { nodes { id } } }")["households"]
    query = query.replace("018e4e2a-0000-7000-8000-000000000000", first["nodes"][0]["id"])
    for of, no in (("Household", False), ("Person", True), ("Household", True)):
        data = hub["civil_affairs"].ask(query, {"of": of, "no": no})
        assert data["type"] == {"name": of}
        assert ("__schema" in data) is not no
        assert data["households"] == first
        assert data["none"]


def test_what_was_kept_is_told_only_to_who_may_ask(hub: Running) -> None:
    query = unseen("{ __schema { queryType { name } } totals { records } }")
    assert hub["civil_affairs"].ask(query)["__schema"] == {"queryType": {"name": "Query"}}
    assert hub["reader"].refused(query) == ["MISSING_SCOPE"]


def test_a_name_with_half_a_surrogate_is_one_that_the_graph_has_not(hub: Running) -> None:
    asker = hub["reader"]
    body = json.dumps({"query": "query ($of: String!) { __type(name: $of) { name } }", "variables": {"of": "\ud800"}})
    headers = {"Authorization": f"Bearer {asker.token}", "Content-Type": "application/json"}
    assert asker.http.post("/graphql", content=body, headers=headers).json()["data"] == {"__type": None}


def test_an_argument_that_does_not_fit_is_refused(hub: Running) -> None:
    query = 'query ($old: Boolean = true) { __type(name: "Query") { fields(includeDeprecated: $old) { name } } }'
    assert hub["reader"].refused(query, {"old": None}) == ["BAD_USER_INPUT"]
