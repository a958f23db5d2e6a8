"""Calendar (工作日历): which days are worked, so that a deadline in working days has a date."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from policy.declarations import Table, each, only
from policy.spine import read

FOLDER = Path(__file__).parent
DAY = timedelta(days=1)
SATURDAY = 5


@dataclass(frozen=True)
class Year:
    """A year as announced: what is off though it would be worked, and what is worked though it would be off."""

    notice: str
    off: frozenset[date]
    work: frozenset[date]


@dataclass(frozen=True)
class Holiday:
    """A holiday of the law: days of every year since one, or the dates of those of the lunar calendar."""

    zh: str
    quote: str
    days: frozenset[tuple[int, int]]
    since: int
    dates: frozenset[date]

    def __contains__(self, day: date) -> bool:
        return day in self.dates or (day.year >= self.since and (day.month, day.day) in self.days)


@cache
def holidays() -> tuple[Holiday, ...]:
    """What is off by law, announced or not (全国年节及纪念日放假办法 2)."""
    return each("holidays.toml", read(FOLDER / "holidays.toml"), "holiday", _holiday)


@cache
def years() -> dict[int, Year]:
    """The years that have been announced and entered: each is a file, calendar/2027.toml."""
    return {int(file.stem): _year(file) for file in sorted(FOLDER.glob("calendar/*.toml"))}


def works(day: date) -> bool:
    """Whether offices are open; in a year not entered, from Monday to Friday but for the holidays of the law."""
    year = years().get(day.year)
    if year and day in year.work:
        return True
    off = day in year.off if year else any(day in holiday for holiday in holidays())
    return day.weekday() < SATURDAY and not off


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


def _year(file: Path) -> Year:
    table = read(file)
    only(f"calendar/{file.name}", table, ("notice", "off", "work"))
    return Year(table["notice"], frozenset(_days(table["off"])), frozenset(map(date.fromisoformat, table["work"])))


def _holiday(_where: str, table: Table) -> Holiday:
    days = ((int(month), int(day)) for month, day in (text.split("-") for text in table.get("days", ())))
    dates = frozenset(_days(table.get("dates", ())))
    return Holiday(table["zh"], table["quote"], frozenset(days), table.get("since", 0), dates)


def _days(stretches: Iterable[tuple[str, str]]) -> Iterator[date]:
    """Every day of stretches that are written as their first and last."""
    for first, last in stretches:
        day = date.fromisoformat(first)
        while day <= date.fromisoformat(last):
            yield day
            day += DAY
