"""Arguments become values that a cast in SQL cannot refuse: a failing cast could not name its field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import Final

from registry import parsing

Convert = Callable[..., object]
"""Takes the argument, the value of the caller that it is read by, if any, and the argument beside it, if any."""


def nullable(parse: Convert) -> Convert:
    """The same for a value that may be null."""
    return lambda value: None if value is None else parse(value)


def _integer(value: object, most: int) -> int:
    """A whole number; a cursor holds large ones as text."""
    text = str(value)
    digits = text.removeprefix("-")
    number = int(text) if digits.isascii() and digits.isdigit() and len(digits) < 20 else value
    return parsing.whole_number(number, "", -most - 1, most)


BY_TYPE: Final[Mapping[str, Convert]] = MappingProxyType({
    "uuid": nullable(parsing.uuid),
    "text": nullable(parsing.storable),
    "date": nullable(parsing.date),
    "timestamptz": nullable(parsing.instant),
    "boolean": nullable(parsing.boolean),
    "bigint": nullable(partial(_integer, most=parsing.INT64)),
    "xid8": nullable(partial(_integer, most=parsing.INT64)),
    "integer": nullable(partial(_integer, most=parsing.INT32)),
})  # fmt: skip # one type a line
"""How a value of each column type is read."""
