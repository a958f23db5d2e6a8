"""What one token may use: a schema of its own, with nothing in it that would be refused."""

import pytest
from graphql import build_schema, parse, validate
from hypothesis import given, settings
from hypothesis import strategies as st

from auth.scopes import defaults, scopes
from connectors import discover
from hub.published.definitions import definitions, printed
from hub.published.own_view import Usable
from hub.published.sdl import Sdl
from planner.rights import Need, Rule, missing
from policy.catalogue import load
from schema.compose import compose
from schema.executed_rights import needs

CATALOGUE = load(discover())
GRAPH = compose(CATALOGUE)
SDL = Sdl(GRAPH)
SCOPES = sorted(scopes(CATALOGUE.departments))
COLUMNS = sorted({column for department in CATALOGUE.departments.values() for column in department.sees})

TOY = build_schema("""
type Query { homes(filter: Filter, purpose: Purpose): [Home!] visits(filter: Filter): Visit pets: [Pet!] }
type Mutation { move(id: ID!, why: Why!): Home }
type Home { id: ID! street: String guests: [Guest!] }
type Visit { homes: [Home!] }
union Guest = Friend
type Friend { name: String }
interface Pet { name: String }
type Cat implements Pet { name: String }
input Filter { street: String number: Int }
input Purpose { code: Code! }
enum Code { REVIEW AUDIT }
enum Why { SPLIT }
""")
RULES = {
    ("Home", "street"): Rule(column="street"),
    ("Query", "homes", "filter.street"): Rule(column="street"),
    ("Query", "visits", "filter.street"): Rule(column="street"),
    ("Friend", "name"): Rule(column="names"),
}


def cut(*columns: str, rules: dict[str, Rule] | None = None, values: dict[str, tuple[str, ...]] | None = None) -> str:
    usable = Usable(RULES, rules or {}, values or {}, lambda rule: rule.column is None or rule.column in columns)
    text = printed(usable.of(definitions(TOY)).values())
    build_schema(text)
    return text


def test_fields_and_inputs_that_may_not_be_asked_are_left_out_with_all_that_leads_nowhere() -> None:
    left = cut()
    assert "street" not in left
    assert "input Filter {\n  number: Int\n}" in left
    assert "Guest" not in left
    assert "Friend" not in left


def test_what_one_of_two_questions_may_be_asked_by_stays() -> None:
    rules = {**RULES, ("Query", "visits", "filter.street"): Rule()}
    usable = Usable(rules, {}, {}, lambda rule: rule.column is None)
    assert "input Filter {\n  street: String" in printed(usable.of(definitions(TOY)).values())


def test_a_type_that_is_never_answered_goes_and_its_interface_with_it() -> None:
    left = cut("street", "names", rules={"Cat": Rule(column="cats")})
    assert "Pet" not in left
    assert "pets" not in left


def test_an_enum_without_values_takes_what_requires_it_along() -> None:
    left = cut(values={"Code": (), "Why": ()})
    assert "Purpose" not in left
    assert "Mutation" not in left
    assert "enum Code {\n  REVIEW\n}" in cut(values={"Code": ("REVIEW",)})


@pytest.mark.parametrize("code", CATALOGUE.departments)
def test_each_department_is_shown_its_own_doors_and_not_those_of_others(code: str) -> None:
    left = SDL.mine(frozenset(defaults(code)), frozenset(CATALOGUE.departments[code].sees))
    graph = build_schema(left)
    others = {other for other in CATALOGUE.departments if other != code}
    for other in others:
        name = "".join(part.capitalize() for part in other.split("_"))
        assert f"feedBack{name}(" not in left
        assert f"{name}Record" not in graph.type_map
    assert ("feedBack" in left) is (code != "finance")


@given(scopes=st.sets(st.sampled_from(SCOPES)), columns=st.sets(st.sampled_from(COLUMNS)))
@settings(max_examples=20, deadline=None)
def test_whatever_a_token_may_do_it_is_shown_a_schema_of_nothing_else(scopes: set[str], columns: set[str]) -> None:
    granted, shared = frozenset({"hub:read", *scopes}), frozenset(columns)
    graph = build_schema(SDL.mine(granted, shared))
    shown = {(name, field) for name, type_ in graph.type_map.items() for field in getattr(type_, "fields", ())}
    rules = {place: rule for place, rule in GRAPH.rules.items() if len(place) == 2 and place in shown}
    asked = [Need(rule, (), ".".join(place)) for place, rule in rules.items()]
    assert missing(asked, granted, shared, purpose=True) == []


def test_what_is_shown_can_be_asked() -> None:
    granted, shared = frozenset(defaults("housing")), frozenset(CATALOGUE.departments["housing"].sees)
    graph = build_schema(SDL.mine(granted, shared))
    question = parse('{ eligibleTargets(programme: "ZJ-03") { nodes { household { number members { relation } } } } }')
    assert validate(graph, question) == []
    assert missing(needs(GRAPH, question), granted, shared) == []
