"""A purpose counts wherever the question states it, and only one that exists and was granted."""

from typing import Any

import pytest

from tests.hub_running import Running

PERSON = "person(idNumber: $n, purpose: $p) { id }"
REVIEW = {"code": "review"}


@pytest.mark.parametrize(
    ("query", "variables"),
    [
        (f"query ($n: String!, $p: Purpose) {{ {PERSON} }}", {"p": REVIEW}),
        (f"query ($n: String!, $p: Purpose = {{code: review}}) {{ {PERSON} }}", {}),
        (f"query ($n: String!, $p: Purpose) {{ ...F }} fragment F on Query {{ {PERSON} }}", {"p": REVIEW}),
        (f"query ($n: String!, $p: Purpose) {{ ... on Query {{ ... {{ {PERSON} }} }} }}", {"p": REVIEW}),
        ("query ($n: String!, $c: PurposeCode!) { person(idNumber: $n, purpose: {code: $c}) { id } }", {"c": "review"}),
    ],
)
def test_a_purpose_is_found_wherever_it_is_stated(hub: Running, query: str, variables: dict[str, Any]) -> None:
    assert hub["civil_affairs"].ask(query, {"n": hub.number(), **variables}) == {"person": None}


def test_a_purpose_that_is_none_is_refused_by_name(hub: Running) -> None:
    query = f"query ($n: String!, $p: Purpose) {{ {PERSON} }}"
    assert hub["civil_affairs"].refused(query, {"n": hub.number(), "p": {"code": "fun"}}) == ["BAD_USER_INPUT"]
    assert hub["civil_affairs"].refused("{ me { client } }", X_Purpose="fun") == ["UNKNOWN_CODE"]
