"""Pages: every row once, whatever the size of the page, and no cursor but one's own."""

import json
from typing import Any

import pytest
import toy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toy_hub import ToyHub

from registry.errors import Refusal

HOUSEHOLDS = """query ($first: Int, $after: String) {
  households(first: $first, after: $after) {
    nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
  }
}"""
CHAIN = """query ($first: Int, $after: String, $household: ID!, $asOf: Date) {
  household(id: $household) {
    chain(first: $first, after: $after, asOf: $asOf) {
      nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount
    }
  }
}"""
SIZES = st.lists(st.integers(1, 7), min_size=1, max_size=4)


def page(hub: ToyHub, text: str, **variables: Any) -> dict[str, Any]:
    data = json.loads(hub.ask(text, variables))["data"]
    found: dict[str, Any] = data["households"] if "households" in data else data["household"]["chain"]
    return found


def walked(hub: ToyHub, text: str, sizes: list[int], **variables: Any) -> list[str]:
    seen: list[str] = []
    after = None
    while True:
        found = page(hub, text, first=sizes[len(seen) % len(sizes)], after=after, **variables)
        cursors = [edge["cursor"] for edge in found["edges"]]
        assert found["pageInfo"]["hasPreviousPage"] is (after is not None)
        assert [found["pageInfo"]["startCursor"], found["pageInfo"]["endCursor"]] == [cursors[0], cursors[-1]]
        seen += [node["id"] for node in found["nodes"]]
        if not found["pageInfo"]["hasNextPage"]:
            assert found["totalCount"] == len(seen)
            return seen
        after = cursors[-1]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(SIZES)
def test_a_root_page_shows_every_row_once_in_mixed_directions(toy_hub: ToyHub, sizes: list[int]) -> None:
    expected = sorted(toy.ROWS["households"], key=lambda row: (-int(str(row["division"])), str(row["id"])))
    assert walked(toy_hub, HOUSEHOLDS, sizes) == [str(row["id"]) for row in expected]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(SIZES, st.integers(1, 3), st.sampled_from([None, "2024-03-03"]))
def test_a_nested_page_shows_every_row_once(toy_hub: ToyHub, sizes: list[int], number: int, as_of: str | None) -> None:
    seen = walked(toy_hub, CHAIN, sizes, household=str(toy.uuid(1, number)), asOf=as_of)
    links = [row for row in toy.ROWS["links"] if row["household_id"] == toy.uuid(1, number)]
    links = [row for row in links if not as_of or str(row["happened_on"]) <= as_of]
    links.sort(key=lambda row: (str(row["happened_on"]), str(row["id"])), reverse=True)
    assert seen == [str(row["id"]) for row in links]


def test_a_cursor_does_not_depend_on_an_alias_or_the_size_of_the_page(toy_hub: ToyHub) -> None:
    after = page(toy_hub, HOUSEHOLDS, first=2)["pageInfo"]["endCursor"]
    text = "query ($after: String) { other: households(after: $after, first: 9) { nodes { id } } }"
    assert len(json.loads(toy_hub.ask(text, {"after": after}))["data"]["other"]["nodes"]) == 9


def test_a_cursor_is_read_also_where_the_page_is_only_counted(toy_hub: ToyHub) -> None:
    after = page(toy_hub, HOUSEHOLDS, first=2)["pageInfo"]["endCursor"]
    text = "query ($after: String) { households(after: $after) { totalCount } }"
    assert json.loads(toy_hub.ask(text, {"after": after}))["data"]["households"]["totalCount"] == len(
        toy.ROWS["households"]
    )
    with pytest.raises(Refusal, match="BAD_CURSOR"):
        toy_hub.ask(text, {"after": "WyJ4Il0"})


def test_the_last_page_is_read_from_the_index_like_the_first(toy_hub: ToyHub) -> None:
    toy_hub.connection.execute(
        "INSERT INTO households SELECT gen_random_uuid(), 'H', n / 10, 1, NULL, NULL, '{}'"
        " FROM generate_series(1, 20000) n"
    )
    toy_hub.connection.execute("ANALYZE households")
    after = page(toy_hub, HOUSEHOLDS, first=200)["pageInfo"]["endCursor"]
    text = "query ($after: String) { households(after: $after, first: 5) { nodes { id } } }"
    plan, values = toy_hub.bound(text, {"after": after})
    steps = toy_hub.explained(plan, values)
    assert "Sort" not in {step for step, _ in steps}
    assert max(rows for _, rows in steps) <= 20
