"""References: what an argument may name, a programme, department, division or person, looked up when it is bound."""

import datetime
from collections.abc import Callable, Collection
from dataclasses import dataclass

from planner.shape import Ask
from policy.catalogue import Catalogue, Programme
from registry import parsing
from registry.errors import Refusal
from registry.identity import contact_numbers, search_terms
from registry.identity.identity_numbers import check
from registry.redaction import quoted
from schema.fields import item_checks


@dataclass(frozen=True)
class References:
    """Where names are looked up for one caller."""

    catalogue: Catalogue
    department: str
    known_division: Callable[[object], bool]
    """Whether there is, or has been, a division of this code."""
    blind_index: Callable[[str], bytes]
    """Of a checked ID number, so that the number itself reaches neither SQL nor log."""
    today: datetime.date
    contact_index: Callable[[str, str], bytes] = lambda _kind, _number: b""
    """Of a checked telephone number, or its end, by its kind."""
    term_index: Callable[[str, str], bytes] = lambda _kind, _term: b""
    """Of what a person is looked for by, by its kind."""
    published_only: bool = False
    """The caller does not read the register: figures are those that are published."""


def programme(ask: Ask, path: str) -> str:
    """A placeholder for the programme of an argument: by code, or by number as the caller's department means it."""
    return ask.arg(path, _programme, caller="references")


def department(ask: Ask, path: str) -> str:
    """A placeholder for the department's code in an argument."""
    return ask.arg(path, _department, caller="references")


def division(ask: Ask, path: str) -> str:
    """A placeholder for the division's code in an argument, be it one that is no longer in force: what was recorded
    then is found by it."""
    return ask.arg(path, _division, caller="references")


def township(ask: Ask, path: str) -> str:
    """The same of a township or village, where what has no index is looked for; raises DIVISION_TOO_WIDE."""
    return ask.arg(path, _township, caller="references")


def identity(ask: Ask, path: str) -> str:
    """A placeholder for the blind index of an argument's ID number."""
    return ask.arg(path, _identity, "bytea", caller="references")


def phone(ask: Ask, path: str) -> str:
    """A placeholder for the blind index of an argument's telephone number, or of its last digits."""
    return ask.arg(path, _phone, "bytea", caller="references")


def searched_name(ask: Ask, path: str) -> str:
    """A placeholder for the hash of a name, its beginning, pinyin or initials by which persons are looked for."""
    return ask.arg(path, _searched_name, "bytea", caller="references")


def number_tail(ask: Ask, path: str) -> str:
    """A placeholder for the hash of the last characters of an ID number."""
    return ask.arg(path, _number_tail, "bytea", caller="references")


def day(ask: Ask, path: str) -> str:
    """A placeholder for the day of an argument; raises EARLY_DATE and FAR_DATE when it is bound."""
    return ask.arg(path, _day, "date", caller="references")


def last_day(ask: Ask, path: str, first: str) -> str:
    """A placeholder for the last day of a span; raises REVERSED_DATES too, where it lies before the first."""
    return ask.arg(path, _last_day, "date", caller="references", beside=first)


def entered(ask: Ask, path: str) -> str:
    """A placeholder for a text by which something was entered: without the blanks around it, as it was entered."""
    return ask.arg(path, _entered)


def household_number(ask: Ask, path: str) -> str:
    """A placeholder for a household's number, however wide it is typed."""
    return ask.arg(path, _household_number)


def moment(ask: Ask, path: str) -> str:
    """A placeholder for the instant of an argument; raises EARLY_DATE and FAR_DATE when it is bound."""
    return ask.arg(path, _moment, "timestamptz", caller="references")


def programme_of(references: References, value: object) -> Programme:
    """The programme that a code or number means; raises UNKNOWN_ and AMBIGUOUS_PROGRAMME."""
    return item_checks.programme(references.catalogue, value, references.department)


def _programme(value: object, references: References) -> str | None:
    return None if value is None else programme_of(references, value).code


def _department(value: object, references: References) -> str | None:
    return _code("department", references.catalogue.departments, value)


def _code(name: str, codes: Collection[str], value: object) -> str | None:
    return item_checks.code(value, name, codes)


def _division(value: object, references: References) -> str | None:
    if value is None:
        return None
    if not references.known_division(value):
        raise Refusal("UNKNOWN_DIVISION", value=quoted(value, 40))
    return parsing.storable(value)


def _township(value: object, references: References) -> str | None:
    code = _division(value, references)
    if code is not None and code[6:9] == "000":
        raise Refusal("DIVISION_TOO_WIDE", value=code)
    return code


def _identity(value: object, references: References) -> bytes | None:
    return None if value is None else references.blind_index(check(str(value), references.today))


def _phone(value: object, references: References) -> bytes | None:
    return None if value is None else references.contact_index(*contact_numbers.sought(str(value)))


def _searched_name(value: object, references: References) -> bytes | None:
    return None if value is None else references.term_index(*search_terms.sought_name(parsing.storable(value)))


def _number_tail(value: object, references: References) -> bytes | None:
    return None if value is None else references.term_index(*search_terms.sought_tail(parsing.storable(value)))


def _day(value: object, references: References) -> datetime.date | None:
    return item_checks.ahead(value, "", references.today)


def _last_day(value: object, references: References, first: object) -> datetime.date | None:
    last = _day(value, references)
    item_checks.ordered(_day(first, references), last, "")
    return last


def _entered(value: object) -> str | None:
    return None if value is None else parsing.storable(value).strip()


def _household_number(value: object) -> str | None:
    entered = _entered(value)
    return parsing.narrow(entered) if entered else entered


def _moment(value: object, references: References) -> datetime.datetime | None:
    return None if value is None else item_checks.moment(value, "", references.today)
