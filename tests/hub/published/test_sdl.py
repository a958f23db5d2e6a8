"""The graph as published: fresh, described in both languages, and the same whoever prints it."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    build_schema,
)
from graphql.utilities import find_schema_changes

from connectors import discover
from hub.published.sdl import published
from policy.catalogue import load
from schema.compose import Ungoverned, compose

PUBLISHED = Path(__file__).parents[3] / "schema" / "schema.graphql"
CHINESE = re.compile("[一-鿿]")
FEDERATIONS = re.compile(r"^(_|__|link__|federation__)")


@pytest.fixture(scope="module")
def core() -> GraphQLSchema:
    return compose(load(discover())).core


def test_the_published_sdl_is_fresh() -> None:
    assert PUBLISHED.read_text() == published().whole, "scripts/sdl writes it anew: read what moved"


def test_a_client_tool_reads_the_whole_graph_and_no_trace_of_federation(core: GraphQLSchema) -> None:
    read = build_schema(PUBLISHED.read_text())
    lost = {change.description for change in find_schema_changes(core, read)}
    assert {"Field Query._entities was removed.", "Field Query._service was removed."} <= lost
    assert [change for change in lost if not re.match(r"(?:Field Query\.)?(?:_|link__|Directive @)", change)] == []


def test_every_worker_prints_the_same() -> None:
    printed = {
        subprocess.run(
            [sys.executable, "-m", "hub.published.sdl", "subgraph"],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert printed == {published().subgraph.encode()}


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


def test_an_argument_that_declares_no_rule_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    from schema.fields.arguments import HouseholdFilter

    declared = next(one for one in HouseholdFilter.__strawberry_definition__.fields if one.python_name == "category")  # type: ignore[attr-defined] # strawberry's own
    monkeypatch.setattr(declared, "metadata", {})
    with pytest.raises(Ungoverned, match=r"Query\.households\(filter\.category\)"):
        compose(load(discover()))


def test_an_argument_that_may_be_left_out_says_so_by_its_type_alone() -> None:
    assert "= null" not in PUBLISHED.read_text()
