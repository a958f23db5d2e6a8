"""Checks of one item of a batch: what is wrong is said by name and place, and spoils nothing beside it.

What may be left out is None then; what must be there and is not is MISSING.
"""

import datetime
from collections.abc import Collection
from uuid import UUID

from policy.catalogue import Catalogue, Programme
from policy.days import bounds
from policy.identity_kinds import identity_kinds
from policy.periods import periods
from registry import parsing
from registry.errors import Refusal
from registry.identity.identity_numbers import check, number_kind
from registry.redaction import quoted
from registry.reference.divisions import Division, Divisions

CLOCKS_DIFFER = datetime.timedelta(minutes=1)
"""By how much the clock of a caller, of the hub or of its database may be ahead of another's."""


def text(value: object, path: str, most: int = parsing.LONGEST_TEXT) -> str | None:
    """Words that may be left out."""
    return None if value is None or value == "" else parsing.words(value, path, most)


def past(value: object, path: str, today: datetime.date) -> datetime.date:
    """A day that has come; raises MISSING, BAD_DATE, EARLY_DATE and FUTURE_DATE."""
    if value is None:
        raise parsing.missing(path)
    date = _recorded(value, path)
    if date > today:
        raise Refusal("FUTURE_DATE", path, value=date)
    return date


def past_if_told(value: object, path: str, today: datetime.date) -> datetime.date | None:
    """A day that may be left out, but has come."""
    return None if value is None else past(value, path, today)


def ahead(value: object, path: str, today: datetime.date) -> datetime.date | None:
    """A day that may be left out or lie in the future, but not further than anybody decides.

    Raises BAD_DATE, EARLY_DATE and FAR_DATE.
    """
    date = None if value is None else _recorded(value, path)
    if date and date > bounds().latest(today):
        raise Refusal("FAR_DATE", path, value=date)
    return date


def coming(value: object, path: str, today: datetime.date) -> datetime.date:
    """A day that must be there and may lie ahead; raises MISSING and as `ahead` does."""
    date = ahead(value, path, today)
    if date is None:
        raise parsing.missing(path)
    return date


def _recorded(value: object, path: str) -> datetime.date:
    date = parsing.date(value, path)
    if date < bounds().earliest:
        raise Refusal("EARLY_DATE", path, value=date)
    return date


def moment(value: object, path: str, today: datetime.date) -> datetime.datetime:
    """An instant, bounded as days are; raises BAD_INSTANT, EARLY_DATE and FAR_DATE."""
    read = parsing.instant(value, path)
    ahead(read.date().isoformat(), path, today)
    return read


def seen(value: object, path: str = "seen") -> datetime.datetime:
    """The moment up to which a caller has seen what is changed; raises BAD_INSTANT and SEEN_AHEAD.

    It would be past whatever another changes from now on, so that nobody were told of it.
    """
    read = parsing.instant(value, path)
    if read > datetime.datetime.now(datetime.UTC) + CLOCKS_DIFFER:
        raise Refusal("SEEN_AHEAD", path, value=str(read))
    return read


def after_birth(born: datetime.date | None, day: datetime.date | None, path: str) -> None:
    """Raises BEFORE_BIRTH where something is said of a person for a day before there was one."""
    if born and day and day < born:
        raise Refusal("BEFORE_BIRTH", path, value=day)


def ordered(earlier: datetime.date | None, later: datetime.date | None, path: str) -> None:
    """Raises REVERSED_DATES where the later day lies before the earlier."""
    if earlier and later and later < earlier:
        raise Refusal("REVERSED_DATES", path, earlier=earlier, later=later)


def fen(value: object, path: str) -> int | None:
    """An amount in fen that may be left out."""
    return None if value is None else parsing.fen(value, path)


def whole(value: object, path: str, least: int = 0, most: int = parsing.INT32) -> int | None:
    """A whole number that may be left out."""
    return None if value is None else parsing.whole_number(value, path, least, most)


def boolean(value: object, path: str) -> bool | None:
    """True or false, or left out."""
    return None if value is None else parsing.boolean(value, path)


def code(value: object, path: str, codes: Collection[str]) -> str | None:
    """A code of a list that may be left out."""
    return None if value is None else parsing.code(value, path, codes)


def needed_code(value: object, path: str, codes: Collection[str]) -> str:
    """A code of a list that must be there."""
    if value is None:
        raise parsing.missing(path)
    return parsing.code(value, path, codes)


def term(value: object, path: str, period: str, today: datetime.date) -> str | None:
    """The name of a period in its one spelling, lower case; it may be left out.

    Raises UNKNOWN_TERM where the period's terms are declared and this is none of them, or none that can be by now.
    """
    given = text(value, path, 60)
    if given is None:
        return None
    name, declared = given.lower(), periods()[period]
    if declared.months is None:
        return name
    year = declared.year_named(name)
    if year is None or not bounds().earliest.year <= year <= bounds().latest(today).year:
        raise Refusal("UNKNOWN_TERM", path, value=quoted(given), example=declared.name(today))
    return name


def programme(catalogue: Catalogue, value: object, department: str, path: str = "") -> Programme:
    """The one programme that a code or number names to a department, however it is typed; raises UNKNOWN_ and
    AMBIGUOUS_PROGRAMME."""
    given = str(value).strip()
    named = next(filter(None, (catalogue.named(one, department) for one in (given, given.upper(), given.lower()))), ())
    if not named:
        raise Refusal("UNKNOWN_PROGRAMME", path, value=quoted(value))
    if len(named) > 1:
        listed = ", ".join(programme.code for programme in named)
        raise Refusal("AMBIGUOUS_PROGRAMME", path, value=value, codes=listed)
    return named[0]


def division(divisions: Divisions, value: object, path: str, on: datetime.date) -> Division:
    """A division in force on a day; raises UNKNOWN_DIVISION."""
    division = divisions.in_force(value.strip() if isinstance(value, str) else value, on)
    if division is None:
        raise Refusal("UNKNOWN_DIVISION", path, value=quoted(value, 40))
    return division


def id(value: object, path: str) -> UUID:
    """An id as the hub gave it; it must be there."""
    if value is None:
        raise parsing.missing(path)
    return parsing.uuid(value, path)


def id_number(value: object, path: str, today: datetime.date, kind: object = None) -> str:
    """The number in its one spelling, its check digit verified, of somebody born by today; it must be there.

    The form says of which kind it is; where a kind is told beside it and is another, raises ID_KIND_DIFFERS.
    """
    if value is None:
        raise parsing.missing(path)
    try:
        number = check(str(value), today)
    except Refusal as refusal:
        raise refusal.under(path) from None
    id_kind(kind, number_kind(number), path.replace("idNumber", "idKind"))
    return number


def id_kind(told: object, kind: str, path: str) -> None:
    """The kind of a number may be told, and must be the one that it has; raises UNKNOWN_CODE and ID_KIND_DIFFERS."""
    if code(told, path, identity_kinds()) not in (None, kind):
        raise Refusal("ID_KIND_DIFFERS", path, value=told, kind=kind)
