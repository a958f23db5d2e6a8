"""Rows of an interface as lines of a table: keys are headings, what is nested is called by its way."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from connectors.sources.rows import plain_heading
from policy.sources import Source
from registry.errors import Refusal

MEANT = {True: "true", False: "false"}


def flat(row: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Each value by its key, of what is nested by its way (`person.name`); a list of values with commas between."""
    for key, value in row.items():
        match value:
            case dict():
                yield from flat(value, f"{before}{key}.")
            case list():
                if not any(isinstance(one, dict | list) for one in value):
                    yield f"{before}{key}", ",".join(map(_text, value))
            case _:
                yield f"{before}{key}", _text(value)


def _text(value: Any) -> str:
    if value is None:
        return ""
    return MEANT[value] if isinstance(value, bool) else str(value)


class Table:
    """The columns of a source that its rows tell: those of the first page, and what later ones may tell besides.

    Other keys are passed over, so that nothing is kept of people that nobody reads.
    """

    def __init__(self, source: Source, name: str) -> None:
        self._source, self._name = source, name
        self._known = frozenset(map(plain_heading, _all_headings(source)))
        self._places: dict[str, int] = {}

    def lines(self, rows: Sequence[Mapping[str, str]]) -> bytes:
        """The rows, behind the heading before the first of them; raises SOURCE_HEADING."""
        text = io.StringIO()
        writer = csv.writer(text)
        if not self._places and rows:
            heading = self._heading(rows)
            writer.writerow(heading)
            self._places = {plain_heading(name): n for n, name in enumerate(heading)}
        writer.writerows(map(self._cells, rows))
        return text.getvalue().encode()

    def _heading(self, rows: Sequence[Mapping[str, str]]) -> list[str]:
        """The known keys of the first page and, of what it tells nothing, how a later page may call it."""
        keys = dict.fromkeys(key for row in rows for key in row)
        told = [key for key in keys if plain_heading(key) in self._known]
        there = set(map(plain_heading, told))
        fields = {column.field for column in self._source.columns if there & set(map(plain_heading, column.headings))}
        for column in self._source.columns:
            others = [name for name in (column.heading, *column.join) if plain_heading(name) not in there]
            if column.field not in fields and not column.needed and column.heading in others:
                fields.add(column.field)
                told += others
                there.update(map(plain_heading, others))
        return told

    def _cells(self, row: Mapping[str, str]) -> list[str]:
        cells = [""] * len(self._places)
        for key, text in row.items():
            plain = plain_heading(key)
            if plain in self._places:
                cells[self._places[plain]] = text
            elif plain in self._known:
                raise Refusal("SOURCE_HEADING", name=self._name, value=key)
        return cells


def _all_headings(source: Source) -> Iterator[str]:
    for column in source.columns:
        yield from (*column.headings, *column.join)
    for one in source.agreements:
        yield from one.headings
    yield from source.unclear
