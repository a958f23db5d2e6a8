"""Periods: what "the same period" means for a programme, so that one help is reported once."""

import calendar
import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from policy.declarations import Table, each
from policy.spine import read

FILE = Path(__file__).parent / "periods.toml"
YEAR = re.compile("[0-9]{4}")


@dataclass(frozen=True)
class Period:
    """For how long help of a programme stands, as `periods.toml` declares it."""

    code: str
    en: str
    zh: str
    open_ended: bool = False
    months: int | None = None
    begins: int | None = None
    """The month of the year in which the first of them begins, where they go by the calendar."""
    terms: tuple[str, ...] = ()
    """What those of one year are called, where there are several."""
    amount: Literal["month", "whole"] | None = None
    """What the amount of a help is: of each month, or of all of it; None where it may be either."""
    counts_for: str | None = None
    """The parameter that says for how many days help given once still counts."""

    def name(self, day: datetime.date) -> str:
        """The term, year or season that a day lies in: 2023-autumn, 2023."""
        first, months = self.begins or 1, self.months or 12
        year = day.year if day.month >= first else day.year - 1
        return f"{year}-{self.terms[(day.month - first) % 12 // months]}" if self.terms else str(year)

    def begins_on(self, day: datetime.date) -> datetime.date:
        """The first day of the term, year or season that a day lies in."""
        passed = (day.month - (self.begins or 1)) % (self.months or 12)
        year, month = divmod(day.year * 12 + day.month - 1 - passed, 12)
        return datetime.date(year, month + 1, 1)

    def year_named(self, name: str) -> int | None:
        """The year in a name that there can be, in its one spelling; None where it is none."""
        year, dash, term = name.partition("-")
        known = term in self.terms if self.terms else not dash
        return int(year) if known and YEAR.fullmatch(year) else None


@cache
def periods() -> Mapping[str, Period]:
    """The periods of the file, by code."""
    return {period.code: period for period in each(FILE.name, read(FILE), "period", _period)}


def _period(_where: str, table: Table) -> Period:
    return Period(**{**table, "terms": tuple(table.get("terms", ()))})


@dataclass(frozen=True)
class Span:
    """The days an assistance stands for, the last one excluded (None: open), and the name of its period.

    A period without a name is open-ended: two of them are the same when their days overlap.
    """

    starts: datetime.date
    ends: datetime.date | None
    label: str | None


def span(
    period: str,
    happened_on: datetime.date,
    period_from: datetime.date | None = None,
    period_to: datetime.date | None = None,
    term: str | None = None,
    event: str | None = None,
) -> Span:
    """The span of an assistance of a programme whose `period` is as the catalogue says (monthly, semester …)."""
    starts = period_from or happened_on
    stated = period_to + datetime.timedelta(days=1) if period_to else None
    declared = periods()[period]
    if declared.open_ended:
        return Span(starts, stated, None)
    if declared.months:
        return Span(starts, stated or months_after(starts, declared.months), term or declared.name(starts))
    # One-off and per settlement: the event or the day it happened on is the period.
    return Span(starts, stated or starts + datetime.timedelta(days=1), event or term or starts.isoformat())


def semester(day: datetime.date) -> str:
    """The school term a day lies in."""
    return periods()["semester"].name(day)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month, or the last one it has."""
    year, month = divmod(day.month - 1 + months, 12)
    _, last = calendar.monthrange(day.year + year, month + 1)
    return day.replace(year=day.year + year, month=month + 1, day=min(day.day, last))
