"""Counts: what is too few to be shown cannot be worked out from what is beside it either."""

from typing import Any

import pytest

from tests.hub_running import HOME, Running
from tests.schema.acts import feed, feedback
from tests.schema.matters.test_matters import family, on_allowance
from tests.schema.monitoring.test_warnings import warnings
from tests.schema.register.test_corrections import HOUSING
from tests.schema.register.test_merges import GRADE

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


def helped(hub: Running, programme: str) -> int:
    """How many targets of a programme are helped here, as civil affairs reads it."""
    found = hub["civil_affairs"].ask(HELPED, {"programme": programme, "division": HOME})["coverage"]
    return sum(row["helped"] for row in found)


HELPED = """query ($programme: String, $division: String) {
  coverage(programme: $programme, division: $division) { helped } }"""


@pytest.mark.parametrize(("given", "counts"), [("2024-03-01", 1), ("2023-08-01", 0)])
def test_help_given_once_counts_for_as_long_as_the_rules_do_not_ask_for_it_again(
    hub: Running, given: str, counts: int
) -> None:
    number = hub.number("19850101")
    home = family(hub, number)
    on_allowance(hub, home, validFrom="2023-07-01")
    grade = {"idNumber": number, "name": "王甲", "asOf": "2023-07-01", "sourceRecordId": f"{number}-grade"}
    hub["housing"].ask(GRADE, {"items": [{**grade, "housing": {"dangerGrade": "D"}}]})
    before = helped(hub, "ZJ-03")
    house = {"programme": "ZJ-03", "status": "GRANTED", "happenedOn": given, "division": HOME, "mode": "REPAIR"}
    repair = {"externalId": f"{number}-house", "idNumber": number, "name": "王甲", **house, "amount": 3500000}
    (told,) = hub["housing"].ask(HOUSING, {"items": [repair]})["fed"]["outcomes"]
    assert told["__typename"] == "FeedbackAccepted", told
    assert helped(hub, "ZJ-03") == before + counts
    warned = [key for key in warnings(hub, home) if "ZJ-03" in key]
    assert len(warned) == 1 - counts
    # Derived anew with the household, it is as it was kept.
    hub["housing"].ask(GRADE, {"items": [{**grade, "asOf": "2024-03-10", "housing": {"dangerGrade": "D"}}]})
    assert helped(hub, "ZJ-03") == before + counts


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
