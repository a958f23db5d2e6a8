"""How values are spelled: what is put in quotes unescaped is no text that anybody wrote, and no JSON already."""

import re
from collections.abc import Iterator

import pytest
from graphql import GraphQLObjectType, get_named_type, get_nullable_type, is_list_type

import connectors
from planner.shape import SPELLINGS as OF_GRAPHQL
from planner.shape import Choice, Column, Spelling
from policy.catalogue import load
from registry.tables import declared
from schema.compose import Graph, compose
from schema.fields.scalars import SPELLINGS
from tests.hub_running import Running
from tests.schema.acts import household, member, register

KNOWN = {**OF_GRAPHQL, **SPELLINGS}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return compose(load(connectors.discover()))


def unescaped(graph: Graph) -> Iterator[tuple[str, str, Spelling]]:
    """The fields that are not escaped, and the SQL of each."""
    for name, shape in graph.shapes.items():
        type_ = graph.core.type_map[name]
        if isinstance(shape, Choice) or not isinstance(type_, GraphQLObjectType):
            continue
        for field, part in shape.items():
            declared_as = type_.fields[field].type
            by_scalar = None if is_list_type(get_nullable_type(declared_as)) else get_named_type(declared_as).name
            spelling = isinstance(part, Column) and (part.json or KNOWN.get(by_scalar or ""))
            if isinstance(part, Column) and spelling and spelling.how != "escaped":
                yield f"{name}.{field}", part.sql if isinstance(part.sql, str) else "", spelling


def test_no_json_is_spelled_a_second_time(graph: Graph) -> None:
    found = list(unescaped(graph))
    assert len(found) > 100
    assert not [field for field, sql, _ in found if re.search(r"->'\w+'$", sql)]


def test_what_goes_in_quotes_unescaped_is_no_text(graph: Graph) -> None:
    texts = {
        (table.name, column.name)
        for table in declared(load(connectors.discover())).tables.values()
        for column in table.columns
        if "TEXT" in str(column.type)
    }
    columns = {column for _, column in texts}
    plain = [(field, sql) for field, sql, spelling in unescaped(graph) if spelling.how == "quoted"]
    named = [(field, match[1]) for field, sql in plain if (match := re.fullmatch(r"\{row\}(?:_d)?\.(\w+)", sql))]
    assert len(named) > 40
    assert not [field for field, column in named if column in columns]


def test_whatever_people_write_comes_back_as_they_wrote_it(hub: Running) -> None:
    written = 'a "quote", a \\ backslash, \u2028, 😀, {"~":"id_number:0"}, \'and\' {row} %s $1'
    (registered,) = register(hub, household(hub, member(hub.number()), address=written, number='"N\\1" {row}'))
    assert registered["__typename"] == "Registered", registered
    asked = """query ($id: ID!) { household(id: $id) {
      address number members { person { nameMasked idNumber household { address } } } } }"""
    found = hub["civil_affairs"].ask(asked, {"id": registered["household"]}, X_Purpose="verification")["household"]
    assert (found["address"], found["number"]) == (written, '"N\\1" {row}')
    assert found["members"][0]["person"]["household"]["address"] == written
    assert found["members"][0]["person"]["idNumber"].startswith("629901")
