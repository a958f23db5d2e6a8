"""Calendar (工作日历): which days are worked, so that a deadline in working days has a date."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from policy.declarations import Table, each
from policy.spine import read

FILE = Path(__file__).parent / "calendar.toml"
DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Year:
    """A year as announced: what is off though it would be worked, and what is worked though it would be off."""

    year: int
    notice: str
    off: frozenset[date]
    work: frozenset[date]


@cache
def years() -> dict[int, Year]:
    """The years that have been entered."""
    return {year.year: year for year in each("calendar.toml", read(FILE), "year", _year)}


def works(day: date) -> bool:
    """Whether offices are open; in a year that is not entered, from Monday to Friday."""
    year = years().get(day.year)
    if year and day in year.work:
        return True
    return day.weekday() < SATURDAY and not (year and day in year.off)


def deadline(start: date, working_days: int) -> date:
    """The last day of a time limit: the day it starts from is not counted (民法典 201)."""
    day = start
    for _ in range(working_days):
        day = next(later for later in _after(day) if works(later))
    return day


def _after(day: date) -> Iterator[date]:
    while True:
        day += DAY
        yield day


def _year(_where: str, table: Table) -> Year:
    off = [day for first, last in table["off"] for day in _stretch(date.fromisoformat(first), date.fromisoformat(last))]
    return Year(table["year"], table["notice"], frozenset(off), frozenset(map(date.fromisoformat, table["work"])))


def _stretch(first: date, last: date) -> Iterator[date]:
    for n in range((last - first).days + 1):
        yield first + n * DAY
