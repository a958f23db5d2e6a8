"""Periods: what "the same period" means for a programme, so that one help is reported once."""

import calendar
import datetime
from dataclasses import dataclass

OPEN_ENDED = ("monthly", "continuous", "as_needed")


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
    if period in OPEN_ENDED:
        return Span(starts, stated, None)
    if period == "semester":
        return Span(starts, stated or months_after(starts, 6), term or semester(starts))
    if period in ("yearly", "heating_season"):
        return Span(starts, stated or months_after(starts, 12), term or _year(period, starts))
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
