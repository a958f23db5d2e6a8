"""Mapping: a row of a source becomes the act's item, as GraphQL has it in its variables."""

from collections import Counter
from collections.abc import Mapping as Cells
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from connectors.ingest.cells import LEFT_OUT, Read, reader
from connectors.sources.rows import Layout, Row, plain_heading
from policy.sources import Column, Source
from registry.errors import Refusal
from schema.fields.naming import camel

STATUS, AS_OF = "status", "asOf"


@dataclass(frozen=True)
class CellError:
    """What is wrong in one cell; `column` is its heading in the file, "" where it is the whole row."""

    column: str
    refusal: Refusal


@dataclass(frozen=True)
class Told:
    """A column of the source that a table has: under which heading, and where its values go."""

    column: Column
    headings: tuple[str, ...]
    """Its own, and those whose cells belong to its values."""
    path: str
    read: Read

    @property
    def heading(self) -> str:
        return self.headings[0]

    def text(self, cells: Cells[str, str]) -> str:
        """What the row tells of it; "" where that is nothing."""
        parts = [cells[heading] for heading in self.headings]
        return "/".join(parts) if any(parts) else ""


@dataclass(frozen=True)
class Table:
    """What a table has of the source's columns, and what it lacks of parts that need not be told."""

    told: tuple[Told, ...]
    lacking: tuple[Column, ...]


class Mapping:
    """How rows of one source are read; the same for every file of it."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self._constants = {graph_path(column.field): reader(column)(text) for column, text in source.constants}
        self._readers = {column: reader(column) for column in source.columns}
        self._table = lru_cache(maxsize=16)(self._table_under)

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
        table = self._table(tuple(row.cells))
        if not self._reports(table, row):
            return None
        if row.overlong:
            return [CellError("", Refusal("ROW_OVERLONG", count=len(row.cells)))]
        values, errors = _read(table.told, row.cells)
        errors += _missing(table, row.cells)
        of_day = {AS_OF: received.isoformat()} if self.source.as_of_today and received else {}
        return errors or _nested({**self._constants, **of_day, **values})

    def column(self, path: str, row: Row | None = None) -> str:
        """The heading for what stands at a path of the item: as the row's table has it, or as the hub writes it.

        "" where it is no column's.
        """
        told = self._table(tuple(row.cells)).told if row else ()
        named = {graph_path(column.field): column.heading for column in reversed(self.source.columns)}
        return next((one.heading for one in told if one.path == path), named.get(path, ""))

    def _reports(self, table: Table, row: Row) -> bool:
        """Whether the row tells anything: of feedback its status, of facts one of them."""
        match self.source.act:
            case "feedback":
                telling = [one for one in table.told if one.column.field == STATUS]
            case "facts":
                telling = [one for one in table.told if one.column.parent]
            case _:
                return True
        return not telling or any(one.text(row.cells) for one in telling)

    def _table_under(self, headings: tuple[str, ...]) -> Table:
        """What a table with these headings has; raises COLUMN_TWICE and AMOUNT_UNIT."""
        plain = {heading: plain_heading(heading) for heading in headings}
        unclear = {plain_heading(name) for name in self.source.unclear}
        if found := [heading for heading, name in plain.items() if name in unclear]:
            raise Refusal("AMOUNT_UNIT", name=found[0])
        told = [
            Told(column, (heading, *joined), graph_path(column.field), read)
            for column, read in self._readers.items()
            for heading, name in plain.items()
            if name in {plain_heading(one) for one in column.headings}
            and (joined := _headings_of(column.join, plain)) is not None
        ]
        fields = Counter(one.column.field for one in told)
        if twice := [one.heading for one in told if fields[one.column.field] > 1]:
            raise Refusal("COLUMN_TWICE", names="、".join(twice))
        fields.update(column.field for column, _ in self.source.constants)
        lacking = {one.field: one for one in reversed(self.source.columns) if one.needed and one.field not in fields}
        return Table(tuple(told), tuple(one for one in lacking.values() if one.parent))


def _headings_of(join: Sequence[str], plain: Cells[str, str]) -> tuple[str, ...] | None:
    """The headings of a table that are these columns'; None where one is not there."""
    found = {name: heading for heading, name in plain.items()}
    named = [found.get(plain_heading(one)) for one in join]
    return tuple(heading for heading in named if heading) if all(named) else None


def graph_path(field: str) -> str:
    """A field of the item as GraphQL has it: `payments[0].paid_on` is payments[0].paidOn."""
    return ".".join(map(camel, field.split(".")))


def _read(told: Sequence[Told], cells: Cells[str, str]) -> tuple[dict[str, object], list[CellError]]:
    values: dict[str, object] = {}
    errors = []
    for one in told:
        if text := one.text(cells):
            try:
                if (value := one.read(text)) is not LEFT_OUT:
                    values[one.path] = value
            except Refusal as refusal:
                errors.append(CellError(one.heading, refusal.under(one.path)))
    return values, errors


def _missing(table: Table, cells: Cells[str, str]) -> list[CellError]:
    """What is needed and empty; in a part of the item only where something of that part is told."""
    parts = {"", *(one.column.parent for one in table.told if one.text(cells))}
    empty = [(one.column, one.heading) for one in table.told if one.column.needed and not one.text(cells)]
    return [
        CellError(heading, Refusal("MISSING", graph_path(column.field), name=heading))
        for column, heading in (*empty, *((column, column.heading) for column in table.lacking))
        if column.parent in parts
    ]


def _nested(values: Cells[str, object]) -> dict[str, object]:
    """The item, its parts as objects and its lists as lists."""
    item: dict[str, object] = {}
    for path, value in values.items():
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
