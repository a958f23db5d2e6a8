"""Relay connections: a page is read by its keys, so that the last costs as much as the first."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

from planner.binding import Digest
from planner.cursor import After, PageSize, beyond, written
from planner.object_writer import ObjectWriter
from planner.query import Json, Query, bracketed, built, constant, listed, spelled
from planner.selection import SelectedField
from planner.shape import BARE, PLAIN, Page

COUNTED: Final = 10_000  # totalCount is exact up to here; one more means "more than that"


class Connection:
    """One connection: `rows` reads the page and one row more, `value` is the JSON made of them."""

    def __init__(self, part: Page, selected: SelectedField, parent: str, writer: ObjectWriter) -> None:
        self.part = part
        self.selected = selected
        self.parent = parent
        self.writer = writer
        self.of_row = writer.on(selected, writer.row(), parent)
        self.name = writer.alias("p")
        self.reads = False
        self._columns: list[str] = []
        self.alone = bool(parent) and self._only_lists() == 1
        self.size = PageSize(selected, part.usual, part.most)
        # Both also where no row is asked for.
        writer.slots.check(self.size)
        if self.of_row.given(part.after):
            writer.slots.check(After(selected, part.keys, 0, part.after, part.era))
        self.value = self._json(selected, self._of_connection)

    @property
    def first(self) -> str:
        """The placeholder for the size of the page."""
        return self.writer.slots.place(self.size, "integer")

    @property
    def nested(self) -> Json:
        """The connection as a value below another object."""
        if self.alone or not self.reads:
            return self.value
        rows = f"WITH {self.name} AS MATERIALIZED {self.rows.scalar}"
        return Json((bracketed(f"{rows}\nSELECT {self.value.sql}"),))

    @property
    def rows(self) -> Query:
        """The rows of the page, numbered, and one more that tells whether there is a next page."""
        rows = self._rows()
        order = f"row_number() OVER (ORDER BY {rows.order}) AS n"
        return replace(rows, columns=(order, *rows.columns), limit=f"{self.first} + 1")

    def _rows(self) -> Query:
        source = self.of_row.source(self.part.source)
        keys = [self.of_row.sql(key.sql) for key in self.part.keys]
        order = ", ".join(f"{sql} {key.direction.upper()}" for key, sql in zip(self.part.keys, keys, strict=True))
        where = (*source.where, *([self._after(keys)] if self.of_row.given(self.part.after) else []))
        if self.part.runs is None:
            return Query(tuple(self._columns), (source.from_,), where, order, self.first)
        row = self.of_row.row
        page = Query((f"{row}.*",), (source.from_,), where, order, f"{self.first} + 1").scalar
        runs = f"({self.of_row.sql(self.part.runs)}) run"
        return Query(tuple(self._columns), (runs, f"LATERAL {page} {row}"), (), order, self.first)

    def _only_lists(self) -> int:
        """How many lists are asked where nothing else of the page is; 0 where something is."""
        names = [field.name for field in self.writer.reading.fields(self.selected.type, self.selected)]
        return 0 if "pageInfo" in names else sum(name in ("nodes", "edges") for name in names)

    def _after(self, keys: list[str]) -> str:
        bounds = [
            self.writer.slots.place(
                After(self.selected, self.part.keys, index, self.part.after, self.part.era), key.type
            )
            for index, key in enumerate(self.part.keys)
        ]
        return beyond(keys, bounds, [key.direction for key in self.part.keys])

    def _json(self, selected: SelectedField, write: Callable[[str, SelectedField], Json]) -> Json:
        name = selected.type
        fields = self.writer.fields(name, selected)
        return built([(f.key, constant(f'"{name}"') if f.name == "__typename" else write(name, f)) for f in fields])

    def _of_connection(self, type_name: str, selected: SelectedField) -> Json:
        match selected.name:
            case "edges":
                return self._each(self._json(selected, self._of_edge))
            case "nodes":
                return self._each(self._node(selected))
            case "pageInfo":
                self.reads = True
                return self._json(selected, self._of_page_info)
            case "totalCount":
                return spelled(self._count(), BARE, False)
        return self.writer.value(type_name, selected, self.parent)

    def _of_edge(self, type_name: str, selected: SelectedField) -> Json:
        match selected.name:
            case "cursor":
                return spelled(self._cursor(), PLAIN, False)
            case "node":
                return self._node(selected)
        return Json((self._column(self.writer.value(type_name, selected, self.of_row.row, self.parent).sql),))

    def _of_page_info(self, _: str, selected: SelectedField) -> Json:
        rows = f"FROM {self.name} WHERE n"
        match selected.name:
            case "hasNextPage":
                return spelled(f"EXISTS (SELECT {rows} > {self.first})", BARE, False)
            case "hasPreviousPage":
                return constant(str(self.of_row.given(self.part.after)).lower())
            case "startCursor":
                return spelled(f"SELECT {self._cursor()} {rows} = 1", PLAIN, True)
        last = f"(SELECT max(n) {rows} <= {self.first})"
        return spelled(f"SELECT {self._cursor()} {rows} = {last}", PLAIN, True)

    def _each(self, json: Json) -> Json:
        self.reads = True
        if self.alone:  # it is read once, in its order: nothing need be numbered or kept
            return Json((Query((listed(json.sql, "").sql,), (f"{self._rows().scalar} {self.name}",)).scalar,))
        n = f"{self.name}.n"
        return Json((Query((listed(json.sql, n).sql,), (self.name,), (f"{n} <= {self.first}",)).scalar,))

    def _node(self, selected: SelectedField) -> Json:
        json = self.writer.object(self.part.type, selected, self.of_row.row, self.parent)
        return Json((self._column(json.sql),))

    def _cursor(self) -> str:
        """The cursor of a row, made of its keys only where it is shown."""
        digest = self.writer.slots.place(Digest(self.selected), "text")
        return written(digest, [self._column(self.of_row.sql(key.sql)) for key in self.part.keys])

    def _column(self, value: str) -> str:
        if value not in (columns := [column.rsplit(" AS ", 1)[0] for column in self._columns]):
            self._columns.append(f"{value} AS v{len(self._columns)}")
            columns.append(value)
        return f"{self.name}.v{columns.index(value)}"

    def _count(self) -> str:
        of_row = self.writer.on(self.selected, self.writer.row(), self.parent)
        if self.part.count is not None:
            return of_row.sql(self.part.count)
        source = of_row.source(self.part.source)
        runs = (f"({of_row.sql(self.part.runs)}) run",) if self.part.runs is not None else ()
        rows = Query((), (*runs, source.from_), source.where, limit=str(COUNTED + 1)).scalar
        return Query(("count(*)",), (f"{rows} {self.writer.alias()}",)).scalar
