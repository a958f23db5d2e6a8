"""Counts: what is too few to be shown cannot be worked out from what is beside it either."""

from typing import Any

import pytest

from tests.hub_running import HOME, Running
from tests.schema.acts import feed, feedback

COVERAGE = """query ($division: String) { coverage(division: $division) {
  programme { department { code } } targets unknown helped unhelped } }"""
TOTALS = """query ($division: String, $from: Date, $to: Date) { totals(division: $division, from: $from, to: $to) {
  programme { number } records subjects granted paid } }"""


def small(row: dict[str, Any]) -> bool:
    return any(row[cell] is not None and 0 < row[cell] < 5 for cell in ("targets", "unknown", "helped", "unhelped"))


@pytest.mark.parametrize("who", ["finance", "housing", "education_aid here"])
def test_a_small_cell_is_shown_of_ones_own_programmes_only(hub: Running, who: str) -> None:
    rows = hub[who].ask(COVERAGE, {"division": HOME})["coverage"]
    assert rows
    for row in rows:
        assert not small(row) or who.startswith(row["programme"]["department"]["code"]), row
        parts = (row["helped"], row["unhelped"])
        assert None not in parts or parts == (None, None), "one part and the whole tell the other"


def test_who_reads_the_register_sees_every_cell(hub: Running) -> None:
    rows = hub["civil_affairs"].ask(COVERAGE)["coverage"]
    assert any(small(row) for row in rows)
    assert all(row["targets"] == row["helped"] + row["unhelped"] for row in rows)


def test_totals_count_what_was_given_in_the_days_asked_for(hub: Running) -> None:
    division = "620122000000"
    days = {"division": division, "from": "2024-01-05", "to": "2024-01-06"}
    given: dict[str, Any] = {"division": division, "happenedOn": "2024-01-05", "amount": 1000}
    payment = {"paidOn": "2024-01-06", "amount": 400}
    items = [feedback(hub, hub.number(), f"total-{n}", **given, payments=[payment]) for n in range(5)]
    feed(hub, *items[:4])
    (few,) = hub["finance"].ask(TOTALS, days)["totals"]
    assert few == {"programme": {"number": "JY-02"}, "records": None, "subjects": None, "granted": None, "paid": None}
    feed(hub, items[4])
    (enough,) = hub["finance"].ask(TOTALS, days)["totals"]
    assert (enough["records"], enough["subjects"], enough["granted"], enough["paid"]) == (5, 5, 5000, 2000)
    assert hub["finance"].ask(TOTALS, {**days, "from": "2024-01-06"}) == {"totals": []}
