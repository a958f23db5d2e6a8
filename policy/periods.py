"""Periods: what "the same period" means for a programme, so that one help is reported once."""

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from policy.declarations import each
from policy.spine import read

FILE = Path(__file__).parent / "periods.toml"


@dataclass(frozen=True)
class Period:
    """For how long help of a programme stands, as `periods.toml` declares it."""

    code: str
    en: str
    zh: str
    open_ended: bool = False
    months: int | None = None
    amount: Literal["month", "whole"] | None = None
    """What the amount of a help is: of each month, or of all of it; None where it may be either."""
    counts_for: str | None = None
    """The parameter that says for how many days help given once still counts."""


@cache
def periods() -> Mapping[str, Period]:
    """The periods of the file, by code."""
    return {period.code: period for period in each(FILE.name, read(FILE), "period", lambda _, table: Period(**table))}


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
        name = semester(starts) if period == "semester" else _year(period, starts)
        return Span(starts, stated or months_after(starts, declared.months), term or name)
    # One-off and per settlement: the event or the day it happened on is the period.
    return Span(starts, stated or starts + datetime.timedelta(days=1), event or term or starts.isoformat())


def semester(day: datetime.date) -> str:
    """The school term a day lies in: autumn from August to January, spring from February to July."""
    if day.month >= 8:
        return f"{day.year}-autumn"
    return f"{day.year - 1}-autumn" if day.month == 1 else f"{day.year}-spring"


def _year(period: str, day: datetime.date) -> str:
    # A heating season runs over the turn of the year; everything else yearly goes by the calendar year.
    return str(day.year - 1 if period == "heating_season" and day.month < 7 else day.year)


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month, or the last one it has."""
    year, month = divmod(day.month - 1 + months, 12)
    _, last = calendar.monthrange(day.year + year, month + 1)
    return day.replace(year=day.year + year, month=month + 1, day=min(day.day, last))
