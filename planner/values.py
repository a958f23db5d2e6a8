"""Arguments become values that a cast in SQL cannot refuse: a failing cast could not name its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from types import MappingProxyType
from typing import Final
from uuid import UUID

from planner.errors import Refused

Convert = Callable[..., object]
"""Takes the argument, and the value of the caller that it is read beside, if any."""


def as_given(value: object) -> object:
    """The value as GraphQL coerced it."""
    return value


def text(value: object) -> str | None:
    """Text PostgreSQL can hold: no NUL, no half of a surrogate pair."""
    if value is None:
        return None
    if "\0" in (found := str(value)) or any("\ud800" <= letter <= "\udfff" for letter in found):
        raise Refused("BAD_TEXT", "The text holds a character that cannot be stored.", "文本含有无法存储的字符。")
    return found


def name(value: object) -> str | None:
    """The name of an enum value, which is how enum columns are stored."""
    return None if value is None else str(getattr(value, "name", value))


def identifier(value: object) -> UUID | None:
    """A UUID in its one usual spelling."""
    if value is None or isinstance(value, UUID):
        return value
    try:
        found = UUID(str(value))
    except ValueError:
        found = None
    if found is None or str(found) != str(value).lower():
        raise Refused("BAD_ID", "This is not an id the hub has given out.", "该标识不是本平台签发的。")
    return found


def day(value: object) -> date | None:
    """A calendar date, YYYY-MM-DD."""
    if value is None or (isinstance(value, date) and not isinstance(value, datetime)):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError:
        raise Refused("BAD_DATE", "Write the date as YYYY-MM-DD.", "日期应写作 YYYY-MM-DD。") from None


def instant(value: object) -> datetime | None:
    """A moment with its offset from UTC, ISO 8601."""
    if value is None:
        return None
    try:
        found = value if isinstance(value, datetime) else datetime.fromisoformat(str(value))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise Refused("BAD_INSTANT", "Write the time in ISO 8601, with its offset.", "应为带时区的 ISO 8601 时间。")
    return found


def whole(value: object, bits: int = 64) -> int | None:
    """A whole number that fits the column it is compared with."""
    if value is None:
        return None
    try:
        found = int(str(value))
    except ValueError:
        found = 1 << bits
    if not -(1 << (bits - 1)) <= found < 1 << (bits - 1):
        raise Refused("BAD_NUMBER", f"Write a whole number of at most {bits} bits.", f"应为不超过 {bits} 位的整数。")
    return found


def small(value: object) -> int | None:
    """A whole number of 32 bits."""
    return whole(value, 32)


BY_TYPE: Final[Mapping[str, Convert]] = MappingProxyType(
    {
        "uuid": identifier,
        "text": text,
        "date": day,
        "timestamptz": instant,
        "bigint": whole,
        "xid8": whole,
        "integer": small,
    }
)
