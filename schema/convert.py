"""Conversions: arguments become values the statement can hold, or are refused by name before SQL sees them."""

from datetime import date, datetime
from uuid import UUID

from planner.errors import Refused
from registry.errors import Refusal


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
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else _bad_date()
    except ValueError:
        return _bad_date()


def _bad_date() -> date:
    raise refused(Refusal("BAD_DATE"))


def instant_of(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(str(value))
    except ValueError:
        found = None
    if found is None or found.tzinfo is None:
        raise refused(Refusal("BAD_INSTANT"))
    return found


def text_of(value: object) -> str | None:
    """Text that PostgreSQL can hold."""
    if value is None:
        return None
    text = str(value)
    if "\0" in text or len(text) > 2000 or any(0xD800 <= ord(c) <= 0xDFFF for c in text):
        raise refused(Refusal("BAD_TEXT", most=2000))
    return text


def division_code(value: object) -> str | None:
    """A twelve-digit code; whether it is in force the statement finds out."""
    text = text_of(value)
    if text is not None and not (text.isascii() and text.isdigit() and len(text) == 12):
        raise refused(Refusal("UNKNOWN_DIVISION", value=text[:20]))
    return text
