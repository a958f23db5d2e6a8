"""Every column is open exactly to the departments whose folder lists it."""

import pytest
from graphql import GraphQLObjectType, get_named_type

from connectors import discover
from policy.catalogue import load
from schema.compose import Graph, compose
from tests.hub_running import Running

DEPARTMENTS = sorted(set(load(discover()).departments) - {"finance"})


@pytest.fixture(scope="module")
def graph() -> Graph:
    return compose(load(discover()))


def columns(graph: Graph) -> dict[tuple[str, str], str]:
    """The fields of households and persons that show a column, and which."""
    ruled = ((place[0], place[1], rule.column) for place, rule in graph.rules.items() if len(place) == 2)
    return {(type_, field): column for type_, field, column in ruled if column and type_ in ("Household", "Person")}


def asked(graph: Graph, type_: str, field: str) -> str:
    """The field with something selected in it, if it is an object."""
    parent = graph.core.type_map[type_]
    assert isinstance(parent, GraphQLObjectType)
    object_ = isinstance(get_named_type(parent.fields[field].type), GraphQLObjectType)
    return f"{field} {{ __typename }}" if object_ else field


@pytest.mark.parametrize("department", DEPARTMENTS)
def test_a_department_sees_the_columns_of_its_folder_and_no_other(hub: Running, graph: Graph, department: str) -> None:
    sees = hub.catalogue.departments[department].sees
    for (type_, field), column in columns(graph).items():
        inner = asked(graph, type_, field)
        selected = inner if type_ == "Household" else f"members {{ person {{ {inner} }} }}"
        query = f"{{ households(first: 1) {{ nodes {{ {selected} }} }} }}"
        body = hub[department].post(query, X_Purpose="review").json()
        codes = {error["extensions"]["code"] for error in body.get("errors", ())}
        assert codes == (set() if column in sees else {"NOT_SHARED"}), f"{department} asks for {field}"
