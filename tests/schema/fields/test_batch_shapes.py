"""An item of another shape is refused in its place, and its neighbours are taken; in a document it is GraphQL's to refuse."""

from typing import Any

import pytest
from graphql import get_named_type

from connectors import discover
from policy.catalogue import load
from schema.compose import compose
from tests.hub_running import Running
from tests.schema.acts import FEED, feedback, household, member, register

ONE_BY_ONE = """mutation ($first: EducationAidFeedbackInput!, $second: EducationAidFeedbackInput!) {
  feedBackEducationAid(items: [$first, $second]) { __typename } }"""


def test_the_items_around_one_of_another_shape_are_taken(hub: Running) -> None:
    odd: list[Any] = [7, None, [], {"payments": "none"}, {"colour": 1}, {"status": 1}, {"name": None}, {"amount": []}]
    whole = [feedback(hub, hub.number(), f"shape-{n}") for n in range(len(odd) + 1)]
    bent = [{**whole[n], **one} if isinstance(one, dict) else one for n, one in enumerate(odd)]
    outcomes = hub["education_aid"].ask(FEED, {"items": [*bent, whole[-1]]})["feedBackEducationAid"]["outcomes"]
    assert [(outcome.get("code"), outcome.get("path")) for outcome in outcomes] == [
        ("BAD_SHAPE", "items[0]"),
        ("MISSING", "items[1]"),
        ("BAD_SHAPE", "items[2]"),
        ("BAD_SHAPE", "items[3].payments[0]"),
        ("UNKNOWN_FIELD", "items[4]"),
        ("BAD_SHAPE", "items[5].status"),
        ("MISSING", "items[6].name"),
        ("BAD_AMOUNT", "items[7].amount"),
        (None, None),
    ]


def test_a_household_is_refused_for_what_is_deep_in_it(hub: Running) -> None:
    bent = household(hub, member(hub.number()), {"name": "王甲"}), household(hub, member(hub.number()))
    refused, taken = register(hub, *bent)
    assert (refused["code"], refused["path"]) == ("MISSING", "items[0].members[1].relation")
    assert taken["__typename"] == "Registered"


def test_a_batch_of_nothing_that_fits_is_answered_item_by_item(hub: Running) -> None:
    outcomes = register(hub, {"number": 1}, "none")  # type: ignore[arg-type] # on purpose
    assert [outcome["path"] for outcome in outcomes] == ["items[0].number", "items[1]"]


def test_no_value_that_was_handed_in_is_told_in_full(hub: Running) -> None:
    number = hub.number()
    (outcome,) = register(hub, {**household(hub, member(number)), number: "x"})
    assert outcome["code"] == "UNKNOWN_FIELD"
    assert number not in outcome["message"]


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        (FEED, {"items": None}),
        (FEED, {"items": "none"}),
        (FEED, {"items": [], "check": "yes"}),
        (FEED, {"items": [{}] * 1001}),
        (FEED.replace("$items:", "$more: [EducationAidFeedbackInput!]!, $items:"), {"items": [7]}),
        (ONE_BY_ONE, {"first": 7, "second": 8}),
    ],
)
def test_what_is_no_list_of_items_refuses_the_request(hub: Running, query: str, variables: dict[str, Any]) -> None:
    refused = hub["education_aid"].refused(query, variables)
    assert refused[0] in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")


def test_what_is_an_item_is_handed_in_nowhere_else() -> None:
    graph = compose(load(discover()))
    roots = (graph.core.query_type, graph.core.mutation_type, graph.core.subscription_type)
    taken = [
        (name, get_named_type(argument.type))
        for root in roots
        if root
        for field in root.fields.values()
        for name, argument in field.args.items()
    ]
    items = {type_ for name, type_ in taken if name == "items"}
    assert {name for name, type_ in taken if type_ in items} == {"items"}
