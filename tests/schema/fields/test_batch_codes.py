"""A code that is none refuses its item alone, in variables and in the document; everywhere else GraphQL refuses it."""

from typing import Any

import pytest

from tests.hub_running import Running
from tests.schema.acts import FEED, feedback, household, member, register

INLINE = """mutation ($number: String!, $form: AidForm = cash) { feedBackEducationAid(items: [
  {externalId: "inline", idNumber: $number, name: "张三", programme: "JY-02", status: GIVN, form: $form,
   happenedOn: "2024-03-01", division: "620502000000"}
]) { ... on FeedbackReport { outcomes { ... on Refused { code path } } } ... on Refused { code path } } }"""


def test_an_unknown_code_in_a_batch_refuses_its_item_alone(hub: Running) -> None:
    items = [feedback(hub, hub.number(), f"u{n}") for n in range(3)]
    items[1]["status"] = "GIVN"
    items[2]["tier"] = "FOURTH"
    outcomes = hub["education_aid"].ask(FEED, {"items": items})["feedBackEducationAid"]["outcomes"]
    refused = [(outcome.get("code"), outcome.get("path")) for outcome in outcomes]
    assert refused == [(None, None), ("UNKNOWN_CODE", "items[1].status"), ("UNKNOWN_CODE", "items[2].tier")]


def test_so_it_does_deep_in_an_item(hub: Running) -> None:
    home = household(hub, member(hub.number()))
    home["members"][0]["change"] = "ELOPE"
    (outcome,) = register(hub, home)
    assert (outcome["code"], outcome["path"]) == ("UNKNOWN_CODE", "items[0].members[0].change")


def test_so_it_does_where_it_is_written_in_the_document(hub: Running) -> None:
    report = hub["education_aid"].ask(INLINE, {"number": hub.number()})["feedBackEducationAid"]
    assert report == {"outcomes": [{"code": "UNKNOWN_CODE", "path": "items[0].status"}]}


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        (INLINE, {"form": "csh"}),
        (INLINE.replace("= cash", "= csh"), {}),
        (INLINE.replace("GIVN", '"GRANTED"'), {}),
    ],
)
def test_a_code_outside_the_items_is_graphqls_to_refuse(hub: Running, query: str, variables: dict[str, Any]) -> None:
    refused = hub["education_aid"].refused(query, {"number": hub.number(), **variables})
    assert refused[0] in ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED")
