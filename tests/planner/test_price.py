"""Prices: pages cost their size, and what is written or asked by kind costs more."""

from typing import Any

import pytest
import toy
from test_cost import LIMITS

from planner import cost
from planner.cost import Limits
from planner.document import coerced, read
from planner.planner import Planner
from planner.price import MUTATION, SEALED
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
