"""Redaction for the access log: a request's words and variables, with no ID number in clear."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, TypeVar

from registry.identity.identity_numbers import normalise
from registry.redaction import cut, hidden, redacted

MOST = 4000
"""Letters of the variables that are kept; what comes after them is not gone through."""
DEEPEST = 20
LONGEST = 500
"""Letters of a note."""
CONTROL = re.compile(r"[\x00-\x1f\ud800-\udfff]")
BLANKS = re.compile(r"\s+")
FIVE_DIGITS = re.compile(r"(?:[^0-9]*[0-9]){5}")
"""Without so many no text holds a number, nor what is left of one that was cut."""
NUMBERS = frozenset({"phone", "accountNumber", "idTail"})
"""The names of inputs and arguments that hold telephone and account numbers, or the end of an ID number."""
WRITTEN = json.JSONEncoder(sort_keys=True)
Blind = Callable[[str], str]
T = TypeVar("T")


def variables(values: Mapping[str, Any], blind: Blind) -> str | None:
    """The variables as JSON, as far as they find room, every ID number by its blind index."""
    return WRITTEN.encode(_Blinded(blind).of(dict(values)))[:MOST] if values else None


def note(text: str | None) -> str | None:
    """A note without control characters, of at most 500 letters."""
    if text is None:
        return None
    return hidden(_squeezed(cut(CONTROL.sub("", cut(text, 4 * LONGEST)), LONGEST))) or None


class _Blinded:
    """The values of one request, until the room is used up: a request of megabytes is no more work than a short one."""

    def __init__(self, blind: Blind) -> None:
        self._blind, self._room = blind, MOST

    def of(self, value: Any, depth: int = 0) -> Any:  # whatever JSON holds
        self._room -= 2  # with what parts it from the next
        if value is None:
            return value
        if depth > DEEPEST:
            return "…"
        if isinstance(value, dict):
            return {self._text(name): self._named(name, inner, depth) for name, inner in self._fitting(value.items())}
        if isinstance(value, list):
            return [self.of(inner, depth + 1) for inner in self._fitting(value)]
        if isinstance(value, str):
            return self._text(value)
        written = str(value)
        shown = self._text(written)
        return value if shown == written else shown

    def _named(self, name: str, value: Any, depth: int) -> Any:
        """A value by its name: what such a name says is a number in whatever form it was written."""
        if name not in NUMBERS or not isinstance(value, str):
            return self.of(value, depth + 1)
        index = self._index(cut(value, LONGEST))
        self._room -= len(index)
        return index

    def _fitting(self, values: Iterable[T]) -> Iterator[T]:
        for value in values:
            if self._room <= 0:
                return
            yield value

    def _text(self, text: str) -> str:
        fitting = text if len(text) <= self._room else cut(text, max(self._room, 0))
        self._room -= len(fitting)
        if fitting.isascii() and not FIVE_DIGITS.match(fitting):
            return fitting
        squeezed = _squeezed(fitting)
        shown = redacted(squeezed, self._index)
        return fitting if shown == squeezed else shown

    def _index(self, number: str) -> str:
        """The blind index of a number as it is kept, however it was written."""
        return self._blind(normalise("".join(filter(str.isalnum, number))))


def _squeezed(text: str) -> str:
    """The text as numbers are found in it: in narrow letters, with single blanks, without what nobody sees."""
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKC", text) if unicodedata.category(c) != "Cf")
    return BLANKS.sub(" ", text)
