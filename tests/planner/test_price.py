"""Prices: pages cost their size, and what is written or asked by kind costs more."""

from typing import Any

import pytest
import toy
from graphql import build_schema
from test_cost import LIMITS

from planner import cost
from planner.cost import Limits
from planner.document import coerced, read
from planner.planner import Planner
from planner.price import COUNTING, ITEM, MUTATION, SEALED, WEIGHT, Cost, heaviest, price
from registry.errors import Refusal


def priced(text: str, **variables: Any) -> int:
    document, planner = read(text), toy.planner()
    cost.refuse(document, LIMITS)
    values = coerced(planner.schema, document.operation(None), variables)
    return planner.plan(document, None, values).price.total(values.coerced)


def test_a_page_costs_its_size_however_the_size_is_said() -> None:
    page = "{ nodes { members { idNumber } } }"
    one = 1 + 4 * (1 + SEALED)
    assert priced(f"{{ households(first: 20) {page} }}") == 1 + 20 * one
    assert priced(f"{{ households(division: 1) {page} }}") == 1 + 50 * one
    assert priced(f"query ($n: Int) {{ households(first: $n) {page} }}", n=20) == 1 + 20 * one
    assert priced(f"query ($n: Int) {{ households(first: $n) {page} }}") == 1 + 50 * one


def test_pages_within_pages_multiply() -> None:
    text = "query ($n: Int) { households(first: $n) { edges { node { chain(first: $n) { nodes { id } } } } } }"
    assert priced(text, n=10) == 1 + 10 * (1 + 1 + 1 + 10)
    with pytest.raises(Refusal, match="QUERY_TOO_LARGE: cost"):
        cost.afford(priced(text, n=200), LIMITS)


def test_a_mutation_costs_more() -> None:
    assert priced('mutation { refer(household: "1") { __typename } }') == MUTATION + 1


def test_an_interface_counts_once_for_each_of_its_types() -> None:
    planner = Planner(toy.schema(), toy.SHAPES, toy.RULES, limits=Limits(written=11))
    document = read("{ records { __typename id programme { code } } }")
    values = coerced(planner.schema, document.operation(None), {})
    with pytest.raises(Refusal, match="QUERY_TOO_LARGE") as refused:
        planner.plan(document, None, values)
    assert (refused.value.values["name"], refused.value.values["count"]) == ("written fields", 12)


def test_what_works_through_a_place_weighs_besides_its_rows() -> None:
    planner = toy.planner()
    planner.schema.query_type.fields["records"].extensions[WEIGHT] = 700
    document = read("{ a: records { id } b: records { id } households(first: 2) { totalCount nodes { id } } }")
    found = price(planner.schema, planner.shapes, document, document.operation(None))
    rows = priced("{ a: records { id } b: records { id } households(first: 2) { totalCount nodes { id } } }")
    assert found.cost({}) == Cost(rows, 2 * 700 + COUNTING)


def test_the_items_of_a_batch_weigh_however_they_come() -> None:
    planner = toy.planner()
    text = "mutation ($items: [Int!]!) { a: feed(items: $items) b: feed(items: [1, 2]) }"
    planner.schema = build_schema("type Query { a: Int } type Mutation { feed(items: [Int!]!): Int }")
    document = read(text)
    found = price(planner.schema, {}, document, document.operation(None))
    assert found.weighs({"items": [1] * 300}) == 302 * ITEM


def test_the_heaviest_fields_are_named_from_the_root_on() -> None:
    planner = toy.planner()
    text = """query ($n: Int) { a: records { id } b: households(first: $n) { ...Page } }
    fragment Page on HouseholdConnection { nodes { id members { idNumber } } }"""
    document = read(text)

    def named(**variables: object) -> str:
        return heaviest(planner.schema, planner.shapes, document, document.operation(None), variables)

    assert named(n=20) == "households.nodes.members.idNumber"
    assert named(n=0).startswith("records")
