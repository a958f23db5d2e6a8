"""Cursors: none but one's own, and a page of a sensible size, before any SQL."""

import pytest
import toy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_page import CHAIN, HOUSEHOLDS, page
from toy_hub import ToyHub

from registry.errors import Refusal


def test_a_cursor_of_another_list_is_refused(toy_hub: ToyHub) -> None:
    one, other = str(toy.uuid(1, 1)), str(toy.uuid(1, 2))
    after = page(toy_hub, CHAIN, first=2, household=one)["pageInfo"]["endCursor"]
    for variables in ({"household": other}, {"household": one, "asOf": "2024-03-03"}):
        with pytest.raises(Refusal, match="BAD_CURSOR") as refused:
            page(toy_hub, CHAIN, after=after, **variables)
        assert refused.value.field == ("household", "chain")
    with pytest.raises(Refusal, match="BAD_CURSOR"):
        page(toy_hub, HOUSEHOLDS, after=after)


@given(st.text(max_size=60) | st.from_regex(r"[A-Za-z0-9_-]{0,80}", fullmatch=True))
@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
def test_a_broken_cursor_is_refused_before_sql(toy_hub: ToyHub, after: str) -> None:
    with pytest.raises(Refusal, match="BAD_CURSOR"):
        toy_hub.bound(HOUSEHOLDS, {"after": after})


@pytest.mark.parametrize("first", [0, -1, 201, 2**31 - 1])
def test_a_page_of_no_sensible_size_is_refused(toy_hub: ToyHub, first: int) -> None:
    with pytest.raises(Refusal, match="PAGE_SIZE"):
        toy_hub.bound(HOUSEHOLDS, {"first": first})


@pytest.mark.parametrize("selected", ["totalCount", "__typename", "nodes { chain(first: $first) { totalCount } }"])
def test_so_it_is_where_no_row_of_it_is_asked_for(toy_hub: ToyHub, selected: str) -> None:
    size = "5" if "chain" in selected else "$first"
    query = f"query ($first: Int!) {{ households(first: {size}) {{ {selected} }} }}"
    for first in (0, -1, 201):
        with pytest.raises(Refusal, match="PAGE_SIZE"):
            toy_hub.bound(query, {"first": first})
        written = query.replace("($first: Int!)", "").replace("$first", str(first))
        with pytest.raises(Refusal, match="PAGE_SIZE"):
            toy_hub.bound(written, {})
