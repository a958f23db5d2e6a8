"""Conversions: arguments become values the statement can hold, or are refused by name before SQL sees them."""

from datetime import UTC, date, datetime
from uuid import UUID

from planner.errors import Refused
from registry.errors import Refusal
from schema.fields.item_checks import calendar_day


def refused(refusal: Refusal) -> Refused:
    """A refusal of the registry in the planner's words."""
    return Refused(refusal.code, refusal.en, refusal.zh)


def uuid_of(value: object) -> UUID | None:
    if value is None:
        return None
    try:
        return UUID(str(value))
    except ValueError:
        raise refused(Refusal("BAD_ID", value=repr(str(value))[:60])) from None


def date_of(value: object) -> date | None:
    if value is None:
        return None
    try:
        return calendar_day(value)
    except Refusal as refusal:
        raise refused(refusal) from None


def instant_of(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(str(value))
        # Without a zone, or beyond the years that there are in UTC, it is no moment.
        if found.tzinfo is not None:
            return found.astimezone(UTC)
    except (ValueError, OverflowError):
        pass
    raise refused(Refusal("BAD_INSTANT"))


def text_of(value: object) -> str | None:
    """Text that PostgreSQL can hold."""
    if value is None:
        return None
    text = str(value)
    if "\0" in text or len(text) > 2000 or any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        raise refused(Refusal("BAD_TEXT", most=2000))
    return text
