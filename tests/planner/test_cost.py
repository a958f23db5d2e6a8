"""Documents that are too large are seen to be so before anything else is done with them."""

import pytest
from graphql import GraphQLSyntaxError

from planner import cost
from planner.cost import Limits
from planner.document import read
from registry.errors import Refusal

LIMITS = Limits()


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
