"""The graph as published: fresh and described in both languages."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
)

from connectors import discover
from hub.published.sdl import sdl
from policy.catalogue import load
from schema.compose import Ungoverned, compose

PUBLISHED = Path(__file__).parents[3] / "schema" / "schema.graphql"
CHINESE = re.compile("[一-鿿]")
FEDERATIONS = re.compile(r"^(_|__|link__|federation__)")


@pytest.fixture(scope="module")
def core() -> GraphQLSchema:
    return compose(load(discover())).core


def test_the_published_sdl_is_fresh() -> None:
    assert PUBLISHED.read_text() == sdl(), "scripts/sdl writes it anew: read what moved"


def test_everything_in_the_graph_is_described_with_its_chinese_term(core: GraphQLSchema) -> None:
    assert [place for place, text in described(core) if not text or not CHINESE.search(text)] == []


def described(core: GraphQLSchema) -> Iterator[tuple[str, str | None]]:
    for name, type_ in core.type_map.items():
        if FEDERATIONS.match(name) or name in ("String", "Int", "Float", "Boolean", "ID"):
            continue
        yield name, type_.description
        if isinstance(type_, GraphQLObjectType | GraphQLInterfaceType):
            for field, declared in type_.fields.items():
                if not FEDERATIONS.match(field):
                    yield f"{name}.{field}", declared.description
                    yield from ((f"{name}.{field}({a})", arg.description) for a, arg in declared.args.items())
        if isinstance(type_, GraphQLInputObjectType):
            yield from ((f"{name}.{field}", declared.description) for field, declared in type_.fields.items())
        if isinstance(type_, GraphQLEnumType):
            yield from ((f"{name}.{value}", declared.description) for value, declared in type_.values.items())


def test_a_field_that_declares_no_rule_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    import strawberry

    from schema import compose as composing

    whole = composing.query_type

    def with_a_slip(*given: object) -> type:
        made = whole(*given)  # type: ignore[arg-type] # as it was called
        return strawberry.type(type("Query", (made,), {"__annotations__": {"slip": str}, "slip": "x"}), name="Query")

    monkeypatch.setattr(composing, "query_type", with_a_slip)
    with pytest.raises(Ungoverned, match=r"Query\.slip"):
        compose(load(discover()))


def test_an_argument_that_may_be_left_out_says_so_by_its_type_alone() -> None:
    assert "= null" not in PUBLISHED.read_text()
