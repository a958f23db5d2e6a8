"""Documents that are too large are seen to be so before anything else is done with them."""

from typing import Any

import pytest
import toy
from graphql import GraphQLSyntaxError

from planner import cost
from planner.cost import Limits
from planner.document import coerced, read
from planner.planner import Planner
from planner.price import MUTATION, SEALED
from registry.errors import Refusal

LIMITS = Limits()


def priced(text: str, **variables: Any) -> int:
    document, planner = read(text), toy.planner()
    cost.refuse(document, LIMITS)
    values = coerced(planner.schema, document.operation(None), variables)
    return planner.plan(document, None, values).price.total(values.coerced)


@pytest.mark.parametrize(
    ("text", "counted", "found"),
    [
        ("{" + "me{department}" * 201 + "}", "fields", 402),
        ("{ me {" + "".join(f"a{n}:department " for n in range(31)) + "} }", "aliases", 31),
        ("{ me @a {" + "department @skip(if: true) " * 50 + "} }", "directives", 51),
        ("{a" * 16 + "}" * 16, "depth", 16),
        ("{" + "me{department}" * 21 + "}", "roots", 21),
    ],
)
def test_each_limit_is_told_with_what_was_counted(text: str, counted: str, found: int) -> None:
    with pytest.raises(Refusal, match="QUERY_TOO_LARGE") as refused:
        cost.refuse(read(text), LIMITS)
    assert (refused.value.values["name"], refused.value.values["count"]) == (counted, found)
    assert str(refused.value.values["most"]) in refused.value.en
    assert str(refused.value.values["most"]) in refused.value.zh


def test_a_doubling_bomb_is_counted_in_full_without_being_unfolded() -> None:
    fragments = [f"fragment F{n} on Query {{ ...F{n + 1} ...F{n + 1} }}" for n in range(28)]
    bomb = "{ ...F0 } " + " ".join([*fragments, "fragment F28 on Query { __typename }"])
    with pytest.raises(Refusal, match="QUERY_TOO_LARGE") as refused:
        cost.refuse(read(bomb), LIMITS)
    assert (refused.value.values["name"], refused.value.values["count"]) == ("fields", 2**28)


def test_a_fragment_inside_itself_is_left_to_validation() -> None:
    cost.refuse(read("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A __typename }"), LIMITS)


def test_more_than_a_thousand_tokens_are_not_parsed() -> None:
    with pytest.raises(GraphQLSyntaxError):
        read("{" + "a " * 1000 + "}")


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
