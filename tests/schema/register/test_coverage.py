"""Counts: who does not read the register is told published figures, of which no two tell of a few."""

from typing import Any

import pytest

from tests.hub_running import ELSEWHERE, HOME, Running
from tests.schema.acts import feed, feedback, household, member, register
from tests.schema.matters.test_matters import family, on_allowance
from tests.schema.monitoring.test_warnings import warnings
from tests.schema.register.test_corrections import HOUSING
from tests.schema.register.test_merges import GRADE

COVERAGE = """query ($division: String) { coverage(division: $division) {
  programme { number department { code } } targets unknown helped unhelped publishedFor } }"""
SUPERVISED = """query ($division: String) { supervision(by: COUNTY, division: $division) {
  programme { number department { code } } targets covered } }"""
TOTALS = """query ($division: String, $from: Date, $to: Date) { totals(division: $division, from: $from, to: $to) {
  programme { number } records subjects granted paid } }"""


FIGURES = ("targets", "unknown", "helped", "unhelped")
OF = {"from": "2023-10-01", "to": "2023-12-31"}


def published(hub: Running, who: str, division: str | None) -> dict[str, tuple[int | None, ...]]:
    """What somebody is told of a division, by programme, without their own department's."""
    rows = hub[who].ask(COVERAGE, {"division": division})["coverage"]
    assert rows
    return {
        row["programme"]["number"] + row["programme"]["department"]["code"]: tuple(row[name] for name in FIGURES)
        for row in rows
        if not who.startswith(row["programme"]["department"]["code"])
    }


@pytest.mark.parametrize("who", ["finance", "housing", "education_aid here"])
def test_nothing_small_and_no_nought_is_shown_of_the_programmes_of_others(hub: Running, who: str) -> None:
    for figures in published(hub, who, HOME).values():
        assert all(figure is None or figure >= 5 for figure in figures), figures
        assert (figures[2] is None) == (figures[3] is None), "one part and the whole tell the other"


def test_a_department_counts_its_own_targets_of_this_moment(hub: Running) -> None:
    rows = hub["education_aid here"].ask(COVERAGE, {"division": HOME})["coverage"]
    own = [row for row in rows if row["programme"]["department"]["code"] == "education_aid"]
    assert any(0 <= row["unhelped"] < 5 for row in own)
    assert all(row["publishedFor"] is None for row in own)


def test_whoever_asks_and_however_the_same_figure_is_the_same(hub: Running) -> None:
    county = published(hub, "finance", ELSEWHERE)
    assert published(hub, "finance elsewhere", None) == county == published(hub, "supervisor there", None)
    told = hub["finance"].ask(SUPERVISED, {"division": ELSEWHERE})["supervision"]
    assert {
        row["programme"]["number"] + row["programme"]["department"]["code"]: (row["targets"], row["covered"])
        for row in told
    } == {key: (figures[0], figures[2]) for key, figures in county.items()}
    whole = published(hub, "finance", None)
    assert any(figures[0] for figures in whole.values())


def test_below_a_county_nothing_is_told_but_to_who_reads_the_register(hub: Running) -> None:
    for village in ("621102001000", "621102001001"):
        assert all(set(figures) == {None} for figures in published(hub, "finance", village).values())
    assert hub["finance"].refused(SUPERVISED.replace("COUNTY", "TOWNSHIP")) == ["PUBLISHED_ONLY"]


def test_who_comes_to_the_register_changes_nothing_that_others_are_told(hub: Running) -> None:
    asked = [(who, division) for who in ("finance", "finance elsewhere") for division in (None, ELSEWHERE)]
    before = [published(hub, *one) for one in asked], hub["finance"].ask(TOTALS, OF)
    register(hub, household(hub, member(hub.number()), division="620102001001"))
    feed(hub, feedback(hub, hub.number(), "late", division=ELSEWHERE, happenedOn="2023-11-05"))
    assert ([published(hub, *one) for one in asked], hub["finance"].ask(TOTALS, OF)) == before


def test_who_reads_the_register_sees_every_cell(hub: Running) -> None:
    rows = hub["civil_affairs"].ask(COVERAGE)["coverage"]
    assert any(row["helped"] < 5 for row in rows)
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
    feed(hub, *(feedback(hub, hub.number(), f"total-{n}", **given, payments=[payment]) for n in range(2)))
    (told,) = hub["civil_affairs"].ask(TOTALS, days)["totals"]
    assert (told["records"], told["subjects"], told["granted"], told["paid"]) == (2, 2, 2000, 800)
    assert hub["civil_affairs"].ask(TOTALS, {**days, "from": "2024-01-06"}) == {"totals": []}


@pytest.mark.parametrize(
    "days",
    [
        {}, {"from": "2023-10-01"}, {"to": "2023-12-31"}, {"from": "2023-10-01", "to": "2023-12-30"},
        {"from": "2023-07-01", "to": "2023-12-31"}, {"from": "2024-01-01", "to": "2024-03-31"},
        {"from": "2023-12-01", "to": "2023-12-31"}, {"from": "1990-01-01", "to": "1990-03-31"},
    ],
)  # fmt: skip # a line of days
def test_totals_of_other_days_than_a_published_quarter_are_refused_with_one(hub: Running, days: dict[str, str]) -> None:
    for who in ("finance", "supervisor here"):
        (error,) = hub[who].post(TOTALS, days).json()["errors"]
        assert error["extensions"]["code"] == "PUBLISHED_ONLY"
        assert "2023-10-01" in error["message"]


def test_totals_of_a_quarter_are_published_for_every_programme(hub: Running) -> None:
    rows = hub["finance"].ask(TOTALS, OF)["totals"]
    assert len(rows) == len({row["programme"]["number"] for row in rows})
    assert all(row["subjects"] is None or row["subjects"] >= 5 for row in rows)
    assert all((row["subjects"] is None) == (row["paid"] is None) for row in rows)
    home = hub["finance"].ask(TOTALS, {**OF, "division": HOME})["totals"]
    assert len(home) == len(rows)
