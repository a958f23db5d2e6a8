"""Exports: a whole list as lines, under the same slice, rights and log as the pages it is made of."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from hub.exports.export import FIRST
from hub.exports.export import PAGE as BYTES
from planner.shape import Page
from tests.hub_running import Asker, Running
from tests.registry.journal.test_access_log import unwritable_log
from tests.schema.test_every_door import DOORS, GRAPH, OPEN

HOUSEHOLDS = "{ households { nodes { id number members { relation person { id nameMasked } } } } }"
PAGE = (
    "query ($after: String) { households(first: 7, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }"
)
PAGES = {name for name, part in dict(GRAPH.shapes["Query"]).items() if isinstance(part, Page)}  # type: ignore[call-overload] # an object
# What is asked with a purpose has its own stories (tests/schema/register/test_contacts.py, test_found_persons.py).
LISTS = sorted(PAGES - {"personsByPhone", "findPersons"})
TARGETS = "query T($p: String!) { eligibleTargets(programme: $p) { nodes { id certainty household { id } } } }"


def taken(asker: Asker, query: str, variables: Any = None, **headers: str) -> httpx.Response:
    """What /export answers, to its end."""
    asked = {"Authorization": f"Bearer {asker.token}", **{k.replace("_", "-"): v for k, v in headers.items()}}
    return asker.http.post("/export", json={"query": query, "variables": variables or {}}, headers=asked)


def lines(answer: httpx.Response) -> list[Any]:
    assert answer.status_code == 200, answer.text
    assert answer.text.endswith("\n")
    return [json.loads(line) for line in answer.text.splitlines()]


def export(asker: Asker, query: str, variables: Any = None, **headers: str) -> tuple[list[Any], dict[str, Any]]:
    """The nodes, and the end."""
    *nodes, end = lines(taken(asker, query, variables, **headers))
    assert [list(line) for line in nodes] == [["node"]] * len(nodes)
    assert (list(end), end["end"]["count"]) == (["end"], len(nodes))
    return [line["node"] for line in nodes], end["end"]


def by_hand(asker: Asker, query: str, **variables: Any) -> Iterator[tuple[list[Any], str]]:
    """The same list page by page at /graphql."""
    more = True
    while more:
        (page,) = asker.ask(query, variables).values()
        more, variables["after"] = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]
        yield page["nodes"], variables["after"]


def refused(asker: Asker, query: str, variables: Any = None, **headers: str) -> tuple[int, list[str]]:
    answer = taken(asker, query, variables, **headers)
    return answer.status_code, [error["extensions"]["code"] for error in answer.json()["errors"]]


def logged(hub: Running, request: str) -> list[tuple[Any, ...]]:
    return hub.rows(
        "SELECT kind, count, refusal, cardinality(subjects), operation, purpose, department FROM access_log"
        " WHERE request = %s ORDER BY id",
        request,
    )


def test_an_export_is_the_pages_that_are_walked_by_hand(hub: Running) -> None:
    walked = list(by_hand(hub["civil_affairs"], PAGE))
    nodes, end = export(hub["civil_affairs"], "{ households { nodes { id } } }")
    assert len(walked) > 3
    assert nodes == [node for page, _ in walked for node in page]
    assert end["endCursor"] == walked[-1][1]


def test_what_stood_inline_in_an_export_stands_in_the_log_in_the_places_of_the_kept_document(hub: Running) -> None:
    _, cursor = next(by_hand(hub["civil_affairs"], PAGE))
    answer = taken(hub["civil_affairs"], f'{{ households(after: "{cursor}") {{ nodes {{ id }} }} }}')
    lines(answer)
    rows = hub.rows(
        "SELECT d.text, a.variables FROM access_log a JOIN documents d ON d.hash = a.document WHERE request = %s",
        answer.headers["x-request-id"],
    )
    assert {text for text, _ in rows} == {'{ households ( after : "$1" ) { nodes { id } } }'}
    assert all(json.loads(variables)["$inline"] == [cursor] for _, variables in rows)


def test_a_line_is_what_a_node_is_at_graphql(hub: Running) -> None:
    (page,) = hub["housing"].ask(HOUSEHOLDS.replace("households", "households(first: 200)")).values()
    assert export(hub["housing"], HOUSEHOLDS)[0] == page["nodes"]


def test_it_is_labelled_as_lines_and_kept_by_nobody_on_the_way(hub: Running) -> None:
    answer = taken(hub["housing"], HOUSEHOLDS)
    assert answer.headers["content-type"] == "application/x-ndjson; charset=utf-8"
    assert (answer.headers["cache-control"], answer.headers["x-accel-buffering"]) == ("no-store", "no")


def test_it_begins_behind_the_cursor_of_a_page_and_goes_on_from_its_own(hub: Running) -> None:
    (_, cursor), *rest = by_hand(hub["civil_affairs"], PAGE)
    query = "query ($c: String) { households(after: $c, first: 5) { nodes { id } } }"
    nodes, end = export(hub["civil_affairs"], query, {"c": cursor})
    assert nodes == [node for page, _ in rest for node in page]
    assert export(hub["civil_affairs"], query, {"c": end["endCursor"]}) == ([], {**end, "count": 0})


def test_what_changed_is_taken_out_once_and_then_from_the_end_on(hub: Running) -> None:
    query = 'query ($since: String) { targetChanges(programme: "ZJ-03", since: $since) { nodes { kind householdId } } }'
    nodes, end = export(hub["housing"], query)
    assert nodes
    assert export(hub["housing"], query, {"since": end["endCursor"]}) == ([], {**end, "count": 0})


def test_an_edge_is_taken_with_its_cursor_and_a_line_so_says_where_to_go_on(hub: Running) -> None:
    query = "query ($c: String) { households(after: $c) { totalCount edges { ...E } } } fragment E on HouseholdEdge { cursor node { id } }"
    *edges, end = lines(taken(hub["civil_affairs"], query))
    assert end["end"]["count"] == len(edges)
    *rest, _ = lines(taken(hub["civil_affairs"], query, {"c": edges[9]["cursor"]}))
    assert rest == edges[10:]


def test_names_fragments_and_variables_stay_the_callers_own(hub: Running) -> None:
    query = """query Other { me { client } }
      query Mine($size: Residence = rural, $cursor: Boolean = true, $first: Int = 3) {
        ...Root }
      fragment Root on Query { mine: households(first: $first, filter: { residence: $size }) {
        __typename pageInfo { endCursor } ...Rows } }
      fragment Rows on HouseholdConnection { nodes { ...Row pageInfo: number @include(if: $cursor) } }
      fragment Row on Household { id residence }"""
    asked = {"query": query, "operationName": "Mine"}
    token = {"Authorization": f"Bearer {hub['civil_affairs'].token}"}
    *nodes, _ = lines(hub.http.post("/export", json=asked, headers=token))
    assert len(nodes) > 3
    assert {line["node"]["residence"] for line in nodes} == {"rural"}
    assert {frozenset(line["node"]) for line in nodes} == {frozenset({"id", "residence", "pageInfo"})}


def test_pages_are_as_large_as_they_may_be_unless_the_caller_says_less(hub: Running) -> None:
    for first, most in (("(first: 9)", 9), ("(first: 9999)", 200), ("", 200)):
        answer = taken(hub["civil_affairs"], f"{{ households{first} {{ nodes {{ id }} }} }}")
        *pages, (kind, count, *_) = logged(hub, answer.headers["x-request-id"])
        assert (kind, count) == ("EXPORT", len(answer.text.splitlines()) - 1)
        shown = [subjects for _, _, _, subjects, *_ in pages]
        assert (sum(shown), shown[0]) == (count, min(most, FIRST))
        assert max(shown) == min(most, count - FIRST)


def test_pages_of_large_nodes_are_as_small_as_keeps_them_to_a_mebibyte(hub: Running) -> None:
    many = " ".join(f"{'longname' * 128}{n}: residence" for n in range(30))
    answer = taken(hub["civil_affairs"], f"{{ households {{ nodes {{ {many} }} }} }}")
    *pages, (_, count, *_) = logged(hub, answer.headers["x-request-id"])
    first, *others = [subjects for _, _, _, subjects, *_ in pages]
    assert (first, first + sum(others)) == (FIRST, count)
    node = len(answer.text) // count
    assert len(others) > 1
    assert max(others) * node <= BYTES < (max(others) + 2) * node


def test_dear_nodes_come_in_smaller_pages_and_a_page_that_is_too_dear_is_refused(hub: Running) -> None:
    dear = (
        "nodes { id members { person { categories { name } } } chain(first: 30) { nodes { id department { name } } } }"
    )
    answer = taken(hub["civil_affairs"], f"{{ households {{ {dear} }} }}")
    *pages, (_, count, *_) = logged(hub, answer.headers["x-request-id"])
    assert (sum(page[3] for page in pages), len(lines(answer)) - 1) == (count, count)
    assert max(page[3] for page in pages) <= 50 < count
    query = f"{{ households(first: 200) {{ {dear} }} }}"
    assert refused(hub["civil_affairs"], query) == (422, ["QUERY_TOO_LARGE"])


def test_every_page_stands_in_the_log_and_the_count_behind_them(hub: Running) -> None:
    answer = taken(hub["housing"], TARGETS.replace("programme: $p", "programme: $p, first: 2"), {"p": "ZJ-03"})
    count = len(lines(answer)) - 1
    *pages, end = logged(hub, answer.headers["x-request-id"])
    assert len(pages) == -(-count // 2) > 1
    assert {(kind, lines_, refusal) for kind, lines_, refusal, *_ in pages} == {("ANSWER", None, None)}
    assert end == ("EXPORT", count, None, 0, "T", None, "housing")


def test_the_log_is_told_the_document_that_was_sent(hub: Running) -> None:
    query = "query Sent { households(first: 3) { nodes { id } } }"
    hub["housing"].ask(query)
    (sent,) = hub.rows("SELECT document FROM access_log ORDER BY id DESC LIMIT 1")
    request = taken(hub["housing"], query).headers["x-request-id"]
    assert set(hub.rows("SELECT document FROM access_log WHERE request = %s", request)) == {sent}


def test_a_page_that_cannot_be_logged_is_not_shown(hub: Running) -> None:
    with unwritable_log(hub):
        assert refused(hub["housing"], HOUSEHOLDS) == (500, ["INTERNAL"])


def test_an_end_that_cannot_be_logged_is_not_told(hub: Running) -> None:
    with unwritable_log(hub):
        *_, last = lines(taken(hub["housing"], "{ divisions(level: CITY) { nodes { code } } }"))
    assert last["error"]["code"] == "INTERNAL"
    assert last["error"]["requestId"]


def test_each_takes_out_its_own_slice(hub: Running) -> None:
    everyone, here, elsewhere = (
        {node["id"] for node in export(hub[who], "{ households { nodes { id } } }")[0]}
        for who in ("civil_affairs", "civil_affairs here", "civil_affairs elsewhere")
    )
    assert everyone > here | elsewhere
    assert not here & elsewhere
    mine, theirs = (export(hub[who], "{ records { nodes { id } } }")[0] for who in ("housing", "education_aid"))
    assert mine
    assert theirs
    assert not {node["id"] for node in mine} & {node["id"] for node in theirs}


def test_another_departments_programme_is_an_empty_list(hub: Running) -> None:
    assert export(hub["education_aid"], TARGETS, {"p": "housing.rural_house_renovation"})[0] == []


def test_nobody_takes_anything_out_without_a_token_or_a_scope(hub: Running) -> None:
    answer = taken(hub["nobody"], HOUSEHOLDS, Accept_Language="zh-CN")
    assert (answer.status_code, answer.headers["www-authenticate"][:6]) == (401, "Bearer")
    assert "令牌" in answer.json()["errors"][0]["message"]
    answer = taken(hub["reader"], HOUSEHOLDS)
    (error, *_) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"], error["path"]) == (403, "MISSING_SCOPE", ["households"])
    assert logged(hub, answer.headers["x-request-id"])[0][:3] == ("ATTEMPT", None, "MISSING_SCOPE")


def test_a_column_that_is_not_shared_is_refused_before_the_first_line(hub: Running) -> None:
    assert refused(hub["education_aid"], "{ households { nodes { perCapitaIncome } } }") == (403, ["NOT_SHARED"])


def test_clear_numbers_need_a_purpose_and_are_then_opened_page_by_page(hub: Running) -> None:
    query = "{ households(first: 40) { nodes { members { person { idKind idNumber idNumberMasked } } } } }"
    assert refused(hub["civil_affairs"], query) == (403, ["PURPOSE_REQUIRED"])
    answer = taken(hub["civil_affairs"], query, X_Purpose="review")
    people = [m["person"] for line in lines(answer)[:-1] for m in line["node"]["members"]]
    assert len({one["idNumber"] for one in people}) == len(people) > 40
    residents = [one for one in people if one["idKind"] == "ID_CARD"]  # some have another paper
    assert all(one["idNumber"].startswith("629901") and len(one["idNumber"]) == 18 for one in residents)
    assert all(one["idNumberMasked"] == "*" * 18 for one in residents)
    assert {row[5] for row in logged(hub, answer.headers["x-request-id"])} == {"review"}


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ me { client } }", "EXPORT_ONE_LIST"),
        ("{ programmes { code } }", "EXPORT_ONE_LIST"),
        ("{ __schema { types { name } } }", "EXPORT_ONE_LIST"),
        ('{ household(number: "CASE-01") { number chain { nodes { id } } } }', "EXPORT_ONE_LIST"),
        ('{ household(number: "CASE-01") { members { since } } }', "EXPORT_ONE_LIST"),
        ("{ households { nodes { id } } records { nodes { id } } }", "EXPORT_ONE_LIST"),
        ("{ a: households { nodes { id } } ... { b: households { nodes { id } } } }", "EXPORT_ONE_LIST"),
        ("mutation { registerHouseholds(items: []) { __typename } }", "EXPORT_ONE_LIST"),
        ("subscription { referralPushed { cursor } }", "EXPORT_ONE_LIST"),
        ("{ households { totalCount } }", "EXPORT_SELECTS_NODES"),
        ("{ households { nodes { id } a: nodes { id } } }", "EXPORT_SELECTS_NODES"),
        ("{ households { edges { cursor } } }", "EXPORT_SELECTS_NODES"),
        ("{ households { edges { end: node { id } } } }", "EXPORT_SELECTS_NODES"),
        ("{ households { nodes @skip(if: true) { id } } }", "EXPORT_SELECTS_NODES"),
        ('{ households(after: "x") { nodes { id } } }', "BAD_CURSOR"),
        ("{ households(first: 0) { nodes { id } } }", "PAGE_SIZE"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(hub: Running, query: str, code: str) -> None:
    answer = taken(hub["civil_affairs"], query)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (422, code)
    assert error["path"]


@pytest.mark.parametrize("declared", ["", "query ($id: ID)", "query ($id: ID = null)"])
def test_a_list_by_no_id_is_no_one_object_and_nothing_of_it_is_taken_for_the_whole(hub: Running, declared: str) -> None:
    query = "%s { targetSnapshots(id: %s) { nodes { items { nodes { householdId } } } } }"
    asked = query % (declared, "$id" if declared else "null")
    assert refused(hub["housing"], asked) == (422, ["EXPORT_ONE_LIST"])
    if declared:
        assert refused(hub["housing"], asked, {"id": None}) == (422, ["EXPORT_ONE_LIST"])


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("{ households {", "GRAPHQL_PARSE_FAILED"),
        ("{ households { nodes { nothing } } }", "GRAPHQL_VALIDATION_FAILED"),
        ("query ($c: String!) { households(after: $c) { nodes { id } } }", "BAD_USER_INPUT"),
    ],
)
def test_a_document_that_is_none_is_refused_as_at_graphql(hub: Running, query: str, code: str) -> None:
    assert refused(hub["civil_affairs"], query) == (400, [code])


@pytest.mark.parametrize("name", LISTS)
def test_every_list_of_the_graph_can_be_taken_out_by_whom_its_scope_lets_in(hub: Running, name: str) -> None:
    needed = {"programme": "MZ-02", "since": "2024-01-01"}
    asked = ", ".join(f'{key}: "{value}"' for key, value in needed.items() if f'{key}: "x"' in DOORS[name])
    given = f"({asked})" if asked else ""
    door = f"{{ {name}{given} {{ totalCount nodes {{ __typename }} }} }}"
    assert taken(hub["nobody"], door).status_code == 401
    if name not in OPEN:
        assert refused(hub["reader"], door) == (403, ["MISSING_SCOPE"])
    # No client has their scopes by itself.
    who = {"webhooks": "civil_affairs here", "officers": "system_administrator"}.get(name, "civil_affairs")
    _, end = export(hub[who], door)
    assert min(end["count"], 10_001) == hub[who].ask(door)[name]["totalCount"]
