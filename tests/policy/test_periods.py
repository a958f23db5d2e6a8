"""Periods: which days an assistance stands for, and what its period is called."""

from datetime import date

import pytest

from connectors import discover
from policy.catalogue import load
from policy.departments import PERIODS
from policy.periods import Span, periods, semester, span


@pytest.mark.parametrize(
    ("day", "term"),
    [
        (date(2023, 8, 1), "2023-autumn"),
        (date(2024, 1, 31), "2023-autumn"),
        (date(2024, 2, 1), "2024-spring"),
        (date(2024, 7, 31), "2024-spring"),
    ],
)
def test_a_semester_runs_over_the_turn_of_the_year(day: date, term: str) -> None:
    assert semester(day) == term


def test_only_what_is_declared_names_a_term() -> None:
    assert [periods()["semester"].year_named(name) for name in ("2024-spring", "2024-summer", "2024", "24-spring")] == [
        2024,
        None,
        None,
        None,
    ]
    assert [periods()["yearly"].year_named(name) for name in ("2024", "2024-", "2024-spring")] == [2024, None, None]


def test_help_by_the_month_is_open_until_an_end_is_stated() -> None:
    assert span("monthly", date(2024, 3, 1)) == Span(date(2024, 3, 1), None, None)
    stated = span("monthly", date(2024, 3, 10), date(2024, 3, 1), date(2024, 3, 31))
    assert stated == Span(date(2024, 3, 1), date(2024, 4, 1), None)


def test_one_help_stands_for_its_day_or_its_event() -> None:
    assert span("one_off", date(2024, 3, 1)) == Span(date(2024, 3, 1), date(2024, 3, 2), "2024-03-01")
    assert span("one_off", date(2024, 3, 1), event="fire").label == "fire"


@pytest.mark.parametrize(("day", "label"), [(date(2023, 11, 1), "2023"), (date(2024, 3, 1), "2023")])
def test_a_heating_season_is_named_by_the_year_it_began_in(day: date, label: str) -> None:
    assert span("heating_season", day).label == label


@pytest.mark.parametrize(
    ("period", "starts", "ends"),
    [
        ("semester", date(2023, 8, 31), date(2024, 2, 29)),
        ("semester", date(2024, 2, 29), date(2024, 8, 29)),
        ("yearly", date(2024, 2, 29), date(2025, 2, 28)),
        ("yearly", date(2023, 12, 1), date(2024, 12, 1)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(period: str, starts: date, ends: date) -> None:
    assert span(period, starts).ends == ends


@pytest.mark.parametrize("period", ["monthly", "continuous", "as_needed"])
def test_open_ended_help_has_no_name_of_its_period(period: str) -> None:
    assert span(period, date(2024, 3, 1), term="2024-spring").label is None


def test_every_period_of_the_catalogue_is_known_here() -> None:
    used = {programme.period for programme in load(discover()).programmes.values()}
    assert used <= set(PERIODS)
    for period in PERIODS:
        assert span(period, date(2024, 3, 1)).starts == date(2024, 3, 1)
