"""Rows: what a source gives, as text under its headings, with the number by which a clerk finds it again."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from registry.errors import Refusal
from registry.redaction import hidden

MOST_TITLES = 30
"""Rows above the heading, at most: titles, notes on how to fill in, the day of the list."""
MOST_COLUMNS = 2000
"""Far more than any list has: all of them are made ready for each row."""
NEEDED_MARK = "必填"
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
"""No part of a text, as the NUL with which old systems fill a cell up; tabs and line breaks are."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file: its cells by heading, trimmed, "" where nothing stands."""

    number: int
    """The line of a CSV where it begins, the row of a sheet; the heading is counted, from 1."""
    cells: Mapping[str, str]
    sheet: str = ""
    overlong: bool = False
    """It has more cells than the heading has columns, so that they may stand under the wrong ones."""


def shown_names(sheets: Sequence[str]) -> dict[str, str]:
    """By name, how each sheet is called in what is told: one that holds an ID number without it, by its place too."""
    shown = {name: hidden(CONTROLS.sub("", name)) for name in sheets}
    return {
        name: words if words == name else f"{words}({place})" for place, (name, words) in enumerate(shown.items(), 1)
    }


def plain_heading(text: str) -> str:
    """A heading without what differs from hand to hand: width, case, blanks, brackets, asterisks, 必填."""
    letters = filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold())
    return "".join(letters).removesuffix(NEEDED_MARK)


@dataclass(frozen=True)
class Layout:
    """By which headings a table is known; all of them plain."""

    known: frozenset[str]
    needed: Mapping[str, frozenset[str]]
    """Of each column that must be there, by the heading that is told: all that it may be called."""

    def count(self, headings: Iterable[str]) -> int:
        """How many of these it knows."""
        return len(self.known.intersection(map(plain_heading, headings)))

    def missing(self, headings: Iterable[str]) -> list[str]:
        """The columns that must be there and are not."""
        plain = {plain_heading(heading) for heading in headings}
        return [name for name, called in self.needed.items() if called.isdisjoint(plain)]

    def twice(self, headings: Sequence[str]) -> list[str]:
        """The headings that it knows and that stand there more than once."""
        there = {heading: plain_heading(heading) for heading in headings}
        counted = Counter(map(plain_heading, headings))
        return [heading for heading, name in there.items() if counted[name] > 1 and name in self.known]


Numbered = tuple[int, list[str]]
"""A row's number and its cells in their order."""


def rows_below(table: Iterable[Numbered], layout: Layout, sheet: str = "", ragged: bool = False) -> Iterator[Row]:
    """The rows below the heading, which is the first that has every column that is needed; empty ones are left out.

    A heading that comes again, as on printed pages, is no row. `ragged` says that a row too long is a slip of the pen.
    Raises FILE_EMPTY, NO_HEADING, TOO_MANY_COLUMNS, COLUMNS_MISSING and COLUMN_TWICE.
    """
    rows = iter(table)
    opening = list(islice(rows, MOST_TITLES))
    at = heading_among(opening, layout, sheet)
    heading = opening[at][1]
    if twice := layout.twice(heading):
        raise Refusal("COLUMN_TWICE", names=_listed(twice))
    if any(heading[MOST_COLUMNS:]):
        raise Refusal("TOO_MANY_COLUMNS", most=MOST_COLUMNS)
    headings = named(heading[:MOST_COLUMNS])
    for number, cells in chain(opening[at + 1 :], rows):
        if any(cells) and cells != heading:
            overlong = ragged and any(cells[len(headings) :])
            padded = cells if len(cells) >= len(headings) else [*cells, *[""] * (len(headings) - len(cells))]
            yield Row(number, dict(zip(headings, padded, strict=False)), sheet, overlong)


def heading_among(opening: Sequence[Numbered], layout: Layout, sheet: str = "") -> int:
    """Which of these is the heading; raises FILE_EMPTY, TOO_MANY_COLUMNS, NO_HEADING and COLUMNS_MISSING."""
    if not any(any(cells) for _, cells in opening):
        raise Refusal("FILE_EMPTY")
    if any(len(cells) - cells.count("") > MOST_COLUMNS for _, cells in opening):
        raise Refusal("TOO_MANY_COLUMNS", most=MOST_COLUMNS)
    best = max(range(len(opening)), key=lambda n: (-len(layout.missing(opening[n][1])), layout.count(opening[n][1])))
    number, cells = opening[best]
    if not layout.count(cells):
        raise Refusal("NO_HEADING", names=_listed(layout.needed))
    if missing := layout.missing(cells):
        raise Refusal("COLUMNS_MISSING", sheet=f"“{sheet}”" if sheet else "", row=number, names=_listed(missing))
    return best


def named(headings: Sequence[str]) -> list[str]:
    """Each heading once: one without words is called by its letter, one that comes again by its letter beside it."""
    seen: Counter[str] = Counter()
    names = []
    for n, heading in enumerate(headings):
        seen[heading] += 1
        names.append(f"{heading}({letters(n)})" if seen[heading] > 1 or not heading else heading)
    return names


def letters(n: int) -> str:
    """The letters by which a spreadsheet calls its columns; 0 is A, 26 is AA."""
    text = ""
    while n >= 0:
        n, letter = n // 26 - 1, n % 26
        text = chr(ord("A") + letter) + text
    return text


def _listed(names: Iterable[str]) -> str:
    return "、".join(names)
