"""The graph as published: fresh, described in both languages, and composable with another subgraph."""

import json
import re
import shutil
import subprocess
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
from hub.published import sdl
from policy.catalogue import load
from schema.compose import Ungoverned, compose
from tests.hub_running import Running

PUBLISHED = Path(__file__).parents[2] / "schema" / "schema.graphql"
CHINESE = re.compile("[一-鿿]")
FEDERATIONS = re.compile(r"^(_|__|link__|federation__)")
OTHER = """
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
type Query { visits: [Visit!]! }
type Visit { household: Household! note: String! }
type Household @key(fields: "id") { id: ID! visits: [Visit!]! }
"""
COMPOSE = """
const { composeServices } = require("@apollo/composition"); const { parse } = require("graphql");
const parts = JSON.parse(require("fs").readFileSync(0, "utf8"));
const result = composeServices(parts.map(p => ({ name: p.name, url: "http://" + p.name, typeDefs: parse(p.sdl) })));
if (result.errors) { console.log(result.errors.map(e => e.message).join("\\n")); process.exit(1); }
console.log(result.supergraphSdl.length);
"""


@pytest.fixture(scope="module")
def core() -> GraphQLSchema:
    return compose(load(discover()), lambda value: value).core


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
        compose(load(discover()), lambda value: value)


def test_the_graph_composes_with_another_subgraph(tmp_path: Path) -> None:
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("composing needs node and npm, which this machine has not")
    packages = ["@apollo/composition@2.9.3", "graphql@16"]
    installed = subprocess.run(
        ["npm", "install", "--silent", "--no-audit", "--no-fund", *packages],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    if installed.returncode:
        pytest.skip(f"npm could not install {packages[0]}: {installed.stderr[-200:]}")
    parts = [{"name": "aidhub", "sdl": sdl()}, {"name": "visits", "sdl": OTHER}]
    run = subprocess.run(["node", "-e", COMPOSE], cwd=tmp_path, input=json.dumps(parts), capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_entities_are_answered_by_key_under_the_same_slice(hub: Running) -> None:
    household = hub["civil_affairs"].ask('{ household(number: "CASE-01") { id } }')["household"]["id"]
    query = """query ($of: [_Any!]!) { _entities(representations: $of) { __typename
      ... on Household { id members { person { nameMasked } } } ... on Programme { number } ... on Division { name } } }"""
    of = [
        {"__typename": "Programme", "code": "housing.rural_house_renovation"},
        {"__typename": "Household", "id": household},
        {"__typename": "Division", "code": "620102000000"},
    ]
    programme, mine, division = hub["civil_affairs"].ask(query, {"of": of})["_entities"]
    assert (programme["number"], mine["id"], division["name"]) == ("ZJ-03", household, "城关区")
    elsewhere = hub["civil_affairs elsewhere"].ask(query, {"of": of})["_entities"]
    assert elsewhere[1] is None
    assert hub["reader"].ask("{ _service { sdl } }")["_service"]["sdl"]
