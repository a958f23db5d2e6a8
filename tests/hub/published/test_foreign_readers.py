"""Programs that others wrote read the SDL: generators of client code, and routers that ask the hub through it."""

import json
from typing import Any

import pytest

from hub.published.sdl import published
from tests.hub.conftest import run
from tests.hub_running import Running
from tests.schema.acts import household, member, register


@pytest.fixture(scope="module")
def home(hub: Running) -> tuple[str, str]:
    """A household of the register: its id and its number."""
    given = household(hub, member(hub.number()))
    (registered,) = register(hub, given)
    return registered["household"], given["number"]


def through_routers(node: str, hub: Running, home: tuple[str, str], requires_scopes: bool) -> dict[str, Any]:
    """What each router answers to a question for a lesson and the household it is about."""
    given = {
        "url": f"{hub.url}/graphql",
        "sdl": published(requires_scopes).subgraph,
        "household": home[0],
        "token": hub["civil_affairs"].token,
    }
    answers: dict[str, Any] = run(node, "routers.mjs", json.dumps(given))
    return answers


def test_generators_of_client_code_read_the_whole_graph(node: str) -> None:
    types = run(node, "clients.mjs", published().whole)["types"]
    assert {"Query", "Household", "HousingFeedbackInput", "RegistrationResult"} <= set(types)


def test_routers_compose_the_hub_with_another_subgraph_and_ask_both(
    node: str, hub: Running, home: tuple[str, str]
) -> None:
    client = hub["civil_affairs"].ask("{ me { client } }")
    lesson = {"note": "reading", "household": {"id": home[0], "number": home[1]}}
    answers = through_routers(node, hub, home, requires_scopes=False)
    assert len(answers) == 3
    for router, answer in answers.items():
        assert answer == {"data": {"lessons": [lesson], **client}}, router


def test_a_router_that_knows_no_scopes_does_not_start_with_them(node: str, hub: Running, home: tuple[str, str]) -> None:
    answers = through_routers(node, hub, home, requires_scopes=True)
    assert answers.pop("Hive Gateway")["data"]["lessons"][0]["household"]["id"] == home[0]
    for answer in answers.values():
        assert "requiresScopes/v0.1 is for: SECURITY but is unsupported" in answer["failed"]
