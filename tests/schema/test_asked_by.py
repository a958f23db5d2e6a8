"""What is asked by: an argument, a filter and an order tell of a column no more than the column is shown."""

import pytest

from connectors import discover
from planner.rights import Rule
from policy.catalogue import load
from schema.compose import compose
from tests.hub_running import Running
from tests.schema.acts import household, member, register

GRAPH = compose(load(discover()))
ASKED_BY: dict[str, tuple[str, str, str]] = {
    "filter.division": ("households", "household.division", '{division: "621102000000"}'),
    "filter.category": ("households", "household.basis_categories", "{category: extreme_hardship}"),
    "filter.residence": ("households", "household.residence", "{residence: urban}"),
    "filter.number": ("households", "household.number", '{number: "CASE-01"}'),
}
"""The columns of a household by which the households are asked for, each with a value."""
DEPARTMENTS = sorted(set(load(discover()).departments) - {"finance"})


def test_every_filter_of_households_that_reads_a_column_is_tried_here() -> None:
    ruled = {
        place[2]: rule.column
        for place, rule in GRAPH.rules.items()
        if len(place) == 3 and place[:2] == ("Query", "households")
    }
    assert ruled == {path: column for path, (_, column, _) in ASKED_BY.items()}


@pytest.mark.parametrize("path", ASKED_BY)
@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_column_that_is_not_shown_is_not_asked_by(hub: Running, department: str, path: str) -> None:
    field, column, filter_ = ASKED_BY[path]
    shown = column in hub.catalogue.departments[department].sees
    answer = hub[department].post(f"{{ {field}(filter: {filter_}, first: 1) {{ nodes {{ id }} }} }}").json()
    refused = [
        (error["extensions"]["code"], error["extensions"]["need"], error["extensions"]["field"], error["path"])
        for error in answer.get("errors", ())
    ]
    assert refused == ([] if shown else [("NOT_SHARED", column, f"Query.{field}.{path}", [field])])


def test_a_filter_in_a_variable_is_refused_where_it_holds_something_alone(hub: Running) -> None:
    text = "query ($filter: HouseholdFilter) { households(filter: $filter, first: 1) { nodes { id } } }"
    assert hub["education_aid"].refused(text, {"filter": {"category": "extreme_hardship"}}) == ["NOT_SHARED"]
    for nothing in (None, {}, {"category": None}):
        assert "households" in hub["education_aid"].ask(text, {"filter": nothing})


def test_an_export_asks_for_the_same(hub: Running) -> None:
    body = {"query": "{ households(filter: {residence: rural}) { nodes { id } } }"}
    bearer = {"Authorization": f"Bearer {hub['education_aid'].token}"}
    answer = hub.http.post("/export", json=body, headers=bearer)
    assert (answer.status_code, answer.json()["errors"][0]["extensions"]["need"]) == (403, "household.residence")


def test_what_an_act_lists_by_asks_for_it_too() -> None:
    assert GRAPH.rules["Mutation", "takeTargetSnapshot", "division"] == Rule(column="household.division")


def test_the_order_of_members_tells_no_birth_date_that_is_not_shown(hub: Running) -> None:
    numbers = [hub.number(born) for born in ("20120901", "20150901", "20090901")]
    head, *rest = (member(hub.number("19800101")), *(member(number, "30") for number in numbers))
    (registered,) = register(hub, household(hub, head, *rest))
    members = "query ($id: ID!) { household(id: $id) { members { person { id } } } }"

    def ids(department: str) -> list[str]:
        found = hub[department].ask(members, {"id": registered["household"]})["household"]["members"]
        return [one["person"]["id"] for one in found]

    born = hub.rows(
        "SELECT p.id::text FROM memberships m JOIN persons p ON p.id = m.person_id WHERE m.household_id = %s"
        " ORDER BY m.relation, p.birth_date",
        registered["household"],
    )
    assert ids("civil_affairs") == [person for (person,) in born]
    hub.rows(
        "INSERT INTO reach (household_id, department, position, whole, reasons)"
        " SELECT household_id, 'housing', position, true, reasons FROM reach"
        " WHERE household_id = %s AND department = 'civil_affairs' AND person_id IS NULL LIMIT 1 RETURNING 1",
        registered["household"],
    )
    by_relation = hub.rows(
        "SELECT m.person_id::text FROM memberships m WHERE m.household_id = %s ORDER BY m.relation, m.person_id",
        registered["household"],
    )
    assert ids("housing") == [person for (person,) in by_relation]
