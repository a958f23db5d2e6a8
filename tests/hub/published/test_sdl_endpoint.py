"""The SDL over HTTP: three views of it, for whoever may read it."""

import httpx
import pytest
from graphql import build_schema

from hub.published.sdl import published
from tests.hub_running import Running


def schema(hub: Running, asker: str, view: str | None = None, language: str = "en") -> httpx.Response:
    headers = {"Authorization": f"Bearer {hub[asker].token}", "Accept-Language": language}
    return hub.http.get("/schema.graphql", params={"view": view} if view else {}, headers=headers)


def test_the_whole_graph_is_told_to_who_may_read_it(hub: Running) -> None:
    told = schema(hub, "reader")
    assert told.headers["content-type"] == "text/plain; charset=utf-8"
    assert told.text == published().whole == schema(hub, "housing", "whole").text


def test_a_router_is_told_the_subgraph(hub: Running) -> None:
    assert schema(hub, "reader", "subgraph").text == published().subgraph


def test_a_department_is_told_what_it_may_use(hub: Running) -> None:
    mine = build_schema(schema(hub, "housing", "mine").text)
    assert "HousingRecord" in mine.type_map
    assert "HealthRecord" not in mine.type_map
    assert "Household" not in build_schema(schema(hub, "reader", "mine").text).type_map


@pytest.mark.parametrize("language", ["en", "zh-CN"])
def test_an_unknown_view_is_refused_with_those_there_are(hub: Running, language: str) -> None:
    answer = schema(hub, "reader", "theirs", language)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (422, "UNKNOWN_CODE")
    assert "whole, subgraph, mine" in error["message"]


def test_without_a_token_nobody_is_told_anything(hub: Running) -> None:
    answer = hub.http.get("/schema.graphql", params={"view": "mine"})
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["code"]) == (401, "MISSING_TOKEN")
    assert "Bearer" in answer.headers["WWW-Authenticate"]
