"""Saved views: one's own, those of one's department, and nobody else's."""

from typing import Any

import pytest

from registry.journal.saved_views import MOST
from tests.hub_running import Running

VIEW = "... on SavedView { id page name filters shared own savedBy { name } } ... on Refused { code path }"
SAVE = f"""mutation ($page: String!, $name: String!, $filters: String!, $shared: Boolean!) {{
  saveView(page: $page, name: $name, filters: $filters, shared: $shared) {{ {VIEW} }} }}"""
CHANGE = f"""mutation ($id: ID!, $name: String, $filters: String, $shared: Boolean) {{
  changeView(id: $id, name: $name, filters: $filters, shared: $shared) {{ {VIEW} }} }}"""
REMOVE = f"mutation ($id: ID!) {{ removeView(id: $id) {{ {VIEW} }} }}"
VIEWS = "query ($page: String) { savedViews(page: $page) { totalCount nodes { id name own shared filters } } }"
ME, COLLEAGUE, STRANGER = "li", "zhang", "housing"


def saved(hub: Running, who: str = ME, **given: Any) -> Any:
    told = {"page": "targets", "name": "待核实", "filters": "programme=MZ-02&certainty=UNKNOWN", "shared": False}
    return hub[who].ask(SAVE, {**told, **given})["saveView"]


def seen(hub: Running, who: str, page: str = "targets") -> list[str]:
    return [one["name"] for one in hub[who].ask(VIEWS, {"page": page})["savedViews"]["nodes"]]


def removed(hub: Running, id: str, who: str = ME) -> Any:
    return hub[who].ask(REMOVE, {"id": id})["removeView"]


def test_a_view_is_ones_own_until_it_is_shared_with_the_department_and_nobody_elses_ever(hub: Running) -> None:
    view = saved(hub)
    assert (view["own"], view["shared"], view["filters"]) == (True, False, "programme=MZ-02&certainty=UNKNOWN")
    assert (seen(hub, ME), seen(hub, COLLEAGUE)) == (["待核实"], [])
    changed = hub[ME].ask(CHANGE, {"id": view["id"], "name": "全县待核实", "shared": True})["changeView"]
    assert (changed["name"], changed["filters"]) == ("全县待核实", view["filters"])
    assert seen(hub, COLLEAGUE) == ["全县待核实"]
    assert hub[COLLEAGUE].ask(VIEWS)["savedViews"]["nodes"][0]["own"] is False
    assert seen(hub, STRANGER) == []
    unknown = {"code": "UNKNOWN_VIEW", "path": "id"}
    assert hub[COLLEAGUE].ask(CHANGE, {"id": view["id"], "name": "别人的"})["changeView"] == unknown
    assert removed(hub, view["id"], COLLEAGUE) == unknown
    assert removed(hub, view["id"], STRANGER) == unknown
    assert removed(hub, view["id"])["id"] == view["id"]
    assert seen(hub, COLLEAGUE) == []
    logged = "SELECT l.variables::json ->> 'id', a.kind FROM access_log l JOIN actors a ON a.id = l.actor_id WHERE l.document IN (SELECT hash FROM documents WHERE text LIKE %s) ORDER BY l.id DESC LIMIT 1"
    assert hub.rows(logged, "%removeView%") == [(view["id"], "OFFICER")]


def test_names_are_given_once_for_a_page_and_a_client_keeps_only_so_many(hub: Running) -> None:
    first, other = saved(hub), saved(hub, page="coverage")
    assert saved(hub) == {"code": "VIEW_KNOWN", "path": "name"}
    second = saved(hub, name="另一个")
    assert hub[ME].ask(CHANGE, {"id": second["id"], "name": "待核实"})["changeView"] == {
        "code": "VIEW_KNOWN",
        "path": "name",
    }
    assert hub[ME].ask(CHANGE, {"id": second["id"], "name": "另一个"})["changeView"]["id"] == second["id"]
    assert saved(hub, COLLEAGUE)["own"] is True
    more = "INSERT INTO saved_views (id, department, asker, page, name, filters, shared) SELECT gen_random_uuid(), department, asker, page, n::text, '', false FROM saved_views, generate_series(1, %s) n WHERE id = %s RETURNING 1"
    hub.rows(more, MOST - 3, first["id"])
    assert saved(hub, name="太多")["code"] == "TOO_MANY_VIEWS"
    assert len(seen(hub, ME, "coverage")) == 1
    hub.rows("DELETE FROM saved_views RETURNING 1")
    assert other["page"] == "coverage"


@pytest.mark.parametrize(
    ("wrong", "code", "path"),
    [
        ({"filters": "name=王甲"}, "BAD_VIEW", "filters"),
        ({"filters": "q=629901199001011234"}, "BAD_VIEW", "filters"),
        ({"filters": "programme=MZ-02&"}, "BAD_VIEW", "filters"),
        ({"filters": "a=" + "b" * 600}, "BAD_VIEW", "filters"),
        ({"name": "找 629901 1990 0101 1234"}, "BAD_VIEW", "name"),
        ({"name": " "}, "BAD_TEXT", "name"),
        ({"name": "长" * 61}, "BAD_TEXT", "name"),
        ({"page": "../targets"}, "BAD_VIEW", "page"),
    ],
)
def test_a_view_holds_codes_and_no_person(hub: Running, wrong: dict[str, str], code: str, path: str) -> None:
    assert saved(hub, **wrong) == {"code": code, "path": path}
    assert hub[ME].ask(VIEWS)["savedViews"]["totalCount"] == 0
