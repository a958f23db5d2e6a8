"""Refusals: the one exception for what the hub will not do; errors.toml has every code with its words."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from registry.redaction import cut, hidden

LONGEST = 4000
"""Letters of a value in the words of a refusal: the longest list of codes is shorter."""
FILE = Path(__file__).parent / "errors.toml"


@dataclass(frozen=True)
class ErrorCode:
    """A code with its words in both languages, the HTTP status, when to try again, and as what OAuth knows it."""

    code: str
    en: str
    zh: str
    status: int
    retry_after: int | None
    oauth: str | None


@dataclass(frozen=True)
class Chapter:
    """The codes of one occasion, under a title and what all of them have in common."""

    title: str
    about: str
    codes: tuple[ErrorCode, ...]


@cache
def chapters() -> tuple[Chapter, ...]:
    """What errors.toml declares, in its order."""
    declared = tomllib.loads(FILE.read_text("utf-8")).values()
    return tuple(
        Chapter(
            chapter["title"],
            chapter["about"],
            tuple(
                ErrorCode(
                    code,
                    entry["en"],
                    entry["zh"],
                    entry.get("status", chapter["status"]),
                    entry.get("retry_after"),
                    entry.get("oauth"),
                )
                for code, entry in chapter["codes"].items()
            ),
        )
        for chapter in declared
    )


@cache
def codes() -> Mapping[str, ErrorCode]:
    """Every code there is."""
    return MappingProxyType({code.code: code for chapter in chapters() for code in chapter.codes})


class Words(NamedTuple):
    """What is filled into the words of a refusal and is said in either language itself."""

    en: str
    zh: str


class Refusal(Exception):
    """What was asked cannot be done; nothing was changed.

    `path` is the place in what was handed in (`items[3].idNumber`), `field` that in the answer, as GraphQL has it;
    `values` are filled into the words of the code. Raises KeyError for a code that errors.toml does not have.
    """

    def __init__(self, code: str, path: str = "", **values: object) -> None:
        declared = codes()[code]
        self.code, self.status, self.oauth = code, declared.status, declared.oauth
        self.retry_after = declared.retry_after
        self.path = path
        self.field: tuple[str | int, ...] | None = None
        self.values = {name: sayable(value) if isinstance(value, str) else value for name, value in values.items()}
        self.en, self.zh = (
            words.format(**{name: _said(value, n) for name, value in self.values.items()})
            for n, words in enumerate((declared.en, declared.zh))
        )
        super().__init__(f"{code}: {self.en}")

    def words(self, chinese: bool) -> str:
        """What is wrong and what to do next."""
        return self.zh if chinese else self.en

    def under(self, path: str) -> "Refusal":
        """The same refusal, seen from further out."""
        self.path = f"{path}.{self.path}" if self.path else path
        return self

    def at(self, field: Sequence[str | int]) -> "Refusal":
        """The same refusal, placed at a field of the answer unless it is already."""
        self.field = self.field or tuple(field)
        return self


def _said(value: object, language: int) -> object:
    return sayable(value[language]) if isinstance(value, Words) else value


def sayable(value: str) -> str:
    """What a caller wrote, as an answer can repeat it: no ID number, no half of a surrogate pair."""
    return hidden(cut(value, LONGEST)).encode("utf-8", "replace").decode()
