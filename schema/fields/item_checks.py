"""Checks of one item of a batch: what is wrong is said by name and place, and spoils nothing beside it."""

import datetime
import re
from collections.abc import Collection
from uuid import UUID

from policy.catalogue import Catalogue, Programme
from registry.errors import Refusal
from registry.identity.identity_numbers import check
from registry.reference.divisions import Division, Divisions

MOST_FEN = 10**15
TEN_YEARS = datetime.timedelta(days=3653)
LONGEST = 500
UNWRITABLE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def text(value: object, path: str, most: int = LONGEST, needed: bool = False) -> str | None:
    """Words without control characters; NUL and half surrogates cannot be stored at all."""
    if value is None or value == "":
        if needed:
            raise _missing(path)
        return None
    found = str(value).strip()
    if not 1 <= len(found) <= most or UNWRITABLE.search(found):
        raise Refusal("BAD_TEXT", path, most=most)
    return found


def words(value: object, path: str, most: int = LONGEST) -> str:
    """Words that must be there."""
    return text(value, path, most, needed=True) or ""


def day(value: object, path: str) -> datetime.date | None:
    return None if value is None else calendar_day(value, path)


def calendar_day(value: object, path: str = "") -> datetime.date:
    """YYYY-MM-DD; Python alone would take weeks and days of the year as well."""
    try:
        if isinstance(value, str) and DAY.fullmatch(value):
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass
    raise Refusal("BAD_DATE", path)


def past(value: object, path: str, today: datetime.date) -> datetime.date:
    """A day that has come."""
    found = day(value, path)
    if found is None:
        raise _missing(path)
    if found > today:
        raise Refusal("FUTURE_DATE", path, value=found)
    return found


def ahead(value: object, path: str, today: datetime.date) -> datetime.date | None:
    """A day that may lie in the future, but not further than anybody plans."""
    found = day(value, path)
    if found and found > today + TEN_YEARS:
        raise Refusal("FAR_DATE", path, value=found)
    return found


def ordered(earlier: datetime.date | None, later: datetime.date | None, path: str) -> None:
    if earlier and later and later < earlier:
        raise Refusal("REVERSED_DATES", path, earlier=earlier, later=later)


def fen(value: object, path: str) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < MOST_FEN:
        raise Refusal("BAD_AMOUNT", path, most=MOST_FEN)
    return value


def whole(value: object, path: str, least: int = 0, most: int = 2**31 - 1) -> int | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Refusal("BAD_NUMBER", path, name=path.rpartition(".")[2], least=least, most=most)
    return value


def boolean(value: object, path: str) -> bool | None:
    if value is not None and not isinstance(value, bool):
        raise Refusal("BAD_BOOLEAN", path, name=path.rpartition(".")[2])
    return value


def code(value: object, path: str, codes: Collection[str], needed: bool = False) -> str | None:
    if value is None and not needed:
        return None
    if value is None:
        raise _missing(path)
    if value not in codes:
        listed = ", ".join(sorted(codes))
        raise Refusal("UNKNOWN_CODE", path, value=repr(value)[:60], name=path.rpartition(".")[2], codes=listed)
    return str(value)


def programme(catalogue: Catalogue, value: object, department: str, path: str = "") -> Programme:
    """The one programme that a code or number names to a department."""
    named = catalogue.named(str(value), department)
    if not named:
        raise Refusal("UNKNOWN_PROGRAMME", path, value=repr(value)[:60])
    if len(named) > 1:
        listed = ", ".join(one.code for one in named)
        raise Refusal("AMBIGUOUS_PROGRAMME", path, value=value, codes=listed)
    return named[0]


def division(divisions: Divisions, value: object, path: str, on: datetime.date) -> Division:
    """A division in force on a day."""
    found = divisions.in_force(value, on)
    if found is None:
        raise Refusal("UNKNOWN_DIVISION", path, value=repr(value)[:40])
    return found


def id(value: object, path: str) -> UUID:
    """An id as the hub gave it; it must be there."""
    if value is None:
        raise _missing(path)
    try:
        return UUID(str(value))
    except ValueError:
        raise Refusal("BAD_ID", path, value=repr(str(value))[:60]) from None


def id_number(value: object, path: str) -> str:
    """The number in its one spelling, its check digit verified."""
    if value is None:
        raise _missing(path)
    try:
        return check(str(value))
    except Refusal as refusal:
        raise refusal.under(path) from None


def _missing(path: str) -> Refusal:
    return Refusal("MISSING", path, name=path.rpartition(".")[2] or path)
