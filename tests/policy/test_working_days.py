"""The calendar of working days, as the State Council's office shifts them."""

from datetime import date, timedelta

import pytest
from holidays import China

from policy.working_days import deadline, holidays, works, years


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2024-03-15", 1, "2024-03-18"),  # over a weekend
        ("2024-04-03", 1, "2024-04-07"),  # over Qingming to the Sunday worked in exchange
        ("2024-09-30", 3, "2024-10-10"),  # over the National Day week
        ("2024-02-09", 1, "2024-02-18"),  # over the Spring Festival
        ("2026-11-28", 30, "2027-01-11"),  # over New Year's Day of a year that is not announced
        ("2027-02-04", 1, "2027-02-09"),  # over the Spring Festival of the law
        ("2031-04-30", 1, "2031-05-05"),  # over 1 and 2 May
        ("2031-09-30", 1, "2031-10-06"),  # over National Day, on which the Mid-Autumn Festival falls too
        ("2031-03-14", 1, "2031-03-17"),  # in a year that is not announced
        ("2024-03-15", 0, "2024-03-15"),
    ],
)
def test_a_deadline_counts_working_days(start: str, days: int, due: str) -> None:
    assert deadline(date.fromisoformat(start), days) == date.fromisoformat(due)


@pytest.mark.parametrize("year", [2027, 2030, 2050])
def test_what_is_off_by_law_is_off_before_any_notice(year: int) -> None:
    off = [(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)]
    assert not any(works(date(year, month, day)) for month, day in off)


def test_the_holidays_of_the_law_are_those_that_others_have_counted() -> None:
    """Thirteen in a year, or fewer where two fall together; the lunar ones are looked up far ahead."""
    ahead = range(max(years()) + 1, max(years()) + 20)
    others = China(years=ahead)
    found = {day for year in ahead for day in _days(year) if any(day in one for one in holidays())}
    assert found == {day for day, name in others.items() if "(observed)" not in name}


def test_each_announced_day_is_as_others_have_entered_it() -> None:
    others = China(years=years().keys())
    for year in years():
        assert [day for day in _days(year) if works(day) != others.is_working_day(day)] == []


def test_an_announced_year_agrees_with_the_law() -> None:
    for year in years().values():
        assert not any(day in one for day in year.work for one in holidays())


def test_a_worked_saturday_is_worked_and_a_holiday_is_not() -> None:
    assert works(date(2026, 2, 14))
    assert not works(date(2026, 2, 16))


def _days(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
