"""Scalars: values as they come, which the hub checks itself, so that one bad item does not refuse a batch."""

from datetime import date, datetime
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from planner.shape import BARE, PLAIN, Spelling


def _as_given(value: object) -> object:
    return value


RFC_3339 = "https://www.rfc-editor.org/rfc/rfc3339#section-5.6"

Date = NewType("Date", str)
Instant = NewType("Instant", str)
Fen = NewType("Fen", int)

SCALARS: dict[object, ScalarDefinition] = {
    Date: strawberry.scalar(
        name="Date",
        description="A calendar date, the full-date of RFC 3339: `YYYY-MM-DD` (日期).",
        specified_by_url=RFC_3339,
        serialize=lambda value: value.isoformat() if isinstance(value, date) else value,
        parse_value=_as_given,
    ),
    Instant: strawberry.scalar(
        name="Instant",
        description="A moment with its zone, the date-time of RFC 3339 (时间); answers are in UTC.",
        specified_by_url=RFC_3339,
        serialize=lambda value: value.isoformat() if isinstance(value, datetime) else value,
        parse_value=_as_given,
    ),
    Fen: strawberry.scalar(
        name="Fen",
        description="An amount of money in whole fen, the minor unit of CNY: 1 yuan = 100 fen (金额，单位：分).",
        specified_by_url="https://www.iso.org/iso-4217-currency-codes.html",
        serialize=_as_given,
        parse_value=_as_given,
    ),
}

SPELLINGS: dict[str, Spelling] = {"Date": PLAIN, "Fen": BARE}
