"""Scalars: values as they come, which the hub checks itself, so that one bad item does not refuse a batch."""

from datetime import date, datetime
from typing import NewType

import strawberry
from strawberry.types.scalar import ScalarDefinition

from planner.shape import BARE, PLAIN, Spelling


def _as_given(value: object) -> object:
    return value


Date = NewType("Date", str)
Instant = NewType("Instant", str)
Fen = NewType("Fen", int)

SCALARS: dict[object, ScalarDefinition] = {
    Date: strawberry.scalar(
        name="Date",
        description="A calendar date, `YYYY-MM-DD` (日期).",
        serialize=lambda value: value.isoformat() if isinstance(value, date) else value,
        parse_value=_as_given,
    ),
    Instant: strawberry.scalar(
        name="Instant",
        description="A moment with its zone, ISO 8601 (时间); answers are in UTC.",
        serialize=lambda value: value.isoformat() if isinstance(value, datetime) else value,
        parse_value=_as_given,
    ),
    Fen: strawberry.scalar(
        name="Fen",
        description="An amount of money in whole fen, 1 yuan = 100 fen (金额，单位：分).",
        serialize=_as_given,
        parse_value=_as_given,
    ),
}

SPELLINGS: dict[str, Spelling] = {"Date": PLAIN, "Fen": BARE}
