"""Mapping: a row of a source becomes the act's item, as GraphQL has it in its variables."""

from collections.abc import Mapping as Values
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from connectors.ingest.agreements import agrees, telling
from connectors.ingest.cells import LEFT_OUT, reader
from connectors.ingest.told_columns import Told, ToldColumns, told_columns
from connectors.sources.rows import Layout, Row, plain_heading
from policy.sources import Source
from registry.errors import Refusal
from schema.fields.naming import camel_path

AS_OF, ID_NUMBER = "asOf", "idNumber"
TABLES = 64
"""Tables whose columns are kept found: a workbook may have a sheet for each township."""
ToldTexts = Sequence[tuple[Told, str]]


@dataclass(frozen=True)
class CellError:
    """What is wrong in one cell; `column` is its heading in the file, "" where it is the whole row."""

    column: str
    refusal: Refusal


class Mapping:
    """How rows of one source are read; the same for every file of it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._constants = {camel_path(column.field): reader(column)(text) for column, text in source.constants}
        self._readers = {column: reader(column) for column in source.columns}
        self._headings = {camel_path(column.field): column.heading for column in reversed(source.columns)}
        self._columns = lru_cache(maxsize=TABLES)(self._columns_under)

    @cached_property
    def layout(self) -> Layout:
        """By which headings a table of this source is known."""
        called = {column: frozenset(map(plain_heading, column.headings)) for column in self.source.columns}
        needed: dict[str, frozenset[str]] = {}
        for field in dict.fromkeys(column.field for column in called if column.needed and not column.parent):
            same = [column for column in called if column.field == field]
            needed[same[0].heading] = frozenset().union(*(called[column] for column in same))
            needed |= {heading: frozenset({plain_heading(heading)}) for column in same for heading in column.join}
        joined = {plain_heading(heading) for column in called for heading in column.join}
        return Layout(frozenset().union(joined, *called.values()), needed)

    def item(self, row: Row, received: date | None = None) -> dict[str, object] | list[CellError] | None:
        """The item, or all that is wrong with the cells; None where the row reports nothing.

        `received` is the day on which the file came, for which the rows of some sources stand.
        Raises COLUMN_TWICE and AMOUNT_UNIT, which spoil the whole table.
        """
        columns, cells = self._columns(tuple(row.cells)), row.cells
        told = [(one, text) for one in columns.told if (text := one.text(cells))]
        if columns.telling and not any(one.path in columns.telling for one, _ in told):
            return None
        if row.overlong:
            return [CellError("", Refusal("ROW_OVERLONG", count=len(cells)))]
        values, errors = _read(told)
        errors += _missing(columns, told)
        errors += _disagreeing(columns, cells, values.get(ID_NUMBER))
        of_day = {AS_OF: received.isoformat()} if self.source.as_of_today and received else {}
        return errors or _nested({**self._constants, **of_day, **values})

    def column(self, path: str, row: Row | None = None) -> str:
        """The heading for what stands at a path of the item: as the row's table has it, or as the hub writes it.

        "" where it is no column's. Raises COLUMN_TWICE and AMOUNT_UNIT.
        """
        told = self._columns(tuple(row.cells)).told if row else ()
        return next((one.heading for one in told if one.path == path), self._headings.get(path, ""))

    def text(self, path: str, row: Row) -> str:
        """What a row tells at a path of the item, as it is written; "" where that is nothing."""
        told = self._columns(tuple(row.cells)).told
        return next((one.text(row.cells) for one in told if one.path == path), "")

    def _columns_under(self, headings: tuple[str, ...]) -> ToldColumns:
        return told_columns(self.source, self._readers, headings)


def _read(told: ToldTexts) -> tuple[dict[str, object], list[CellError]]:
    values: dict[str, object] = {}
    errors = []
    for one, text in told:
        try:
            if (value := one.read(text)) is not LEFT_OUT:
                values[one.path] = value
        except Refusal as refusal:
            errors.append(CellError(one.heading, refusal.under(one.path)))
    return values, errors


def _missing(columns: ToldColumns, told: ToldTexts) -> list[CellError]:
    """What is needed and empty; in a part of the item only where something of that part is told."""
    paths = {one.path for one, _ in told}
    if columns.needed_paths <= paths:
        return []
    parts = {"", *(one.parent for one, _ in told)}
    return [
        CellError(one.heading, Refusal("MISSING", one.path, name=one.heading))
        for one in columns.needed
        if one.path not in paths and one.parent in parts
    ]


def _disagreeing(columns: ToldColumns, cells: Values[str, str], number: object) -> list[CellError]:
    """What the row says beside an ID number and the number says otherwise: of two people, or typed wrongly."""
    errors: list[CellError] = []
    telling_number = telling(number) if columns.agreements and isinstance(number, str) else None
    if telling_number is None:
        return errors
    for heading, told in columns.agreements:
        try:
            if cells[heading] and not agrees(told, cells[heading], telling_number):
                errors.append(CellError(heading, Refusal("NUMBER_DIFFERS", ID_NUMBER, name=heading)))
        except Refusal as refusal:
            errors.append(CellError(heading, refusal.under(ID_NUMBER)))
    return errors


def _nested(values: Values[str, object]) -> dict[str, object]:
    """The item, its parts as objects and its lists as lists."""
    item: dict[str, object] = {}
    for path, value in values.items():
        if "." not in path:
            item[path] = value
            continue
        *parts, leaf = path.split(".")
        place = item
        for part in parts:
            place = _part(place, part)
        place[leaf] = value
    return item


def _part(item: dict[str, object], step: str) -> dict[str, object]:
    """The object at a step, made where it is not there yet: `payments[0]`, `housing`."""
    name, _, place = step.partition("[")
    if not place:
        made: dict[str, object] = item.setdefault(name, {})  # type: ignore[assignment] # only objects are put there
        return made
    listed: list[dict[str, object]] = item.setdefault(name, [])  # type: ignore[assignment] # and lists here
    if not listed:  # a row tells of one
        listed.append({})
    return listed[0]
