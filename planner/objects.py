"""The fields of an object as JSON: each part of the mapping becomes an expression over the object's row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from graphql import get_nullable_type, is_list_type, is_non_null_type

from planner.binding import Slots
from planner.choices import chosen
from planner.cost import Limits, within
from planner.page import Connection
from planner.query import Json, Query, built, constant, listed, spelled
from planner.reading import Reading
from planner.requirements import Requirements
from planner.rights import Rules
from planner.row_field import RowField
from planner.selection import SelectedField
from planner.shape import (
    ESCAPED,
    SPELLINGS,
    Choice,
    Column,
    Entities,
    Fields,
    Many,
    One,
    Page,
    Part,
    Rows,
    Same,
    Sealed,
    Shapes,
    Spelling,
    Sql,
    Values,
)


class Writer:
    """Writes the objects of one operation and notes what the plan must remember of it."""

    def __init__(
        self, shapes: Shapes, rules: Rules, reading: Reading, limits: Limits, spellings: Mapping[str, Spelling]
    ) -> None:
        self.limits = limits
        self.spellings = {**SPELLINGS, **spellings}
        self.written = 0
        self.shapes = shapes
        self.reading = reading
        self.slots = Slots()
        self.requirements = Requirements(rules, reading)
        self.sealed: dict[str, None] = {}
        self._aliases = 0

    def row(self) -> str:
        """A fresh alias for a table."""
        return self.alias("t")

    def alias(self, letter: str = "o") -> str:
        """A fresh name for a subquery."""
        self._aliases += 1
        return f"{letter}{self._aliases}"

    def on(self, selected: SelectedField, row: str, parent: str = "") -> RowField:
        """A field on a row."""
        return RowField(self.reading, self.slots, selected, row, parent)

    def shape(self, type_name: str) -> Fields:
        """The mapping of a concrete type."""
        return cast(Fields, self.shapes[type_name])  # `complete` has seen to it

    def fields(self, type_name: str, selected: SelectedField) -> list[SelectedField]:
        """What is selected of a concrete type; its rules are noted. Raises QUERY_TOO_LARGE."""
        fields = self.reading.fields(type_name, selected)
        self.written += len(fields)
        within("written fields", self.written, self.limits.written)
        for field in fields:
            self.requirements.note(field)
        return fields

    def object(self, type_name: str, selected: SelectedField, row: str, parent: str = "") -> Json:
        """The JSON object of a row, of whatever concrete type the row is."""
        shape = self.shapes[type_name]
        if isinstance(shape, Choice):
            return chosen(self, shape, selected, row, parent)
        return self.concrete(type_name, self.fields(type_name, selected), row, parent)

    def concrete(self, type_name: str, fields: list[SelectedField], row: str, parent: str) -> Json:
        """The JSON object of a row of a concrete type."""
        return built([(field.key, self.value(type_name, field, row, parent)) for field in fields])

    def value(self, type_name: str, selected: SelectedField, row: str, parent: str = "") -> Json:
        """A field of a row."""
        if selected.name == "__typename":
            return constant(f'"{type_name}"')
        return self.part(self.shape(type_name)[selected.name], selected, row, parent)

    def part(self, part: Part, selected: SelectedField, row: str, parent: str = "") -> Json:
        """What a part of the mapping is for a row."""
        of_row = self.on(selected, row, parent)
        match part:
            case Column():
                return spelled(of_row.sql(part.sql), *self._spelling(part, selected))
            case Sealed(kind, sql):
                self.sealed[kind] = None
                handle = f"""'{{"~":"{kind}:' || ({of_row.sql(sql)})::text || '"}}'"""
                return Json((f"coalesce({handle}, 'null')",))
            case Same():
                return self._same(part, of_row)
            case Values(rows, sql):
                return self._values(rows, sql, selected, row)
            case One() | Many():
                _, query = self.rows(part, selected, row)
                return query.or_null if isinstance(part, One) else _gathered(query)
            case Page():
                return self.page(part, selected, row).nested
            case Entities():
                raise TypeError("Entities are a root")

    def _spelling(self, column: Column, selected: SelectedField) -> tuple[Spelling, bool]:
        """How a column's value is written, and whether it may be null."""
        type_ = selected.definition.type
        by_scalar = ESCAPED if is_list_type(get_nullable_type(type_)) else self.spellings.get(selected.type, ESCAPED)
        return column.json or by_scalar, not is_non_null_type(type_)

    def _same(self, part: Same, of_row: RowField) -> Json:
        value = self.object(part.type, of_row.selected, of_row.sql(part.row), of_row.parent)
        if part.present is None:
            return value
        return Json((f"CASE WHEN {of_row.sql(part.present)} THEN {value.sql} ELSE 'null' END",))

    def _values(self, rows: Rows, sql: Sql, selected: SelectedField, parent: str) -> Json:
        of_row = self.on(selected, self.row(), parent)
        source = of_row.source(rows)
        order = f" ORDER BY {source.order}" if source.order else ""
        values = f"coalesce(json_agg({of_row.sql(sql)}{order}), '[]')"
        return Json((Query((values,), (source.from_,), source.where).scalar,))

    def page(self, part: Page, selected: SelectedField, parent: str) -> Connection:
        """The connection a field leads to."""
        return Connection(part, selected, parent, self)

    def rows(self, part: One | Many, selected: SelectedField, parent: str) -> tuple[RowField, Query]:
        """The objects a field leads to, one in each row, and the field on those rows."""
        of_row = self.on(selected, self.row(), parent)
        source = of_row.source(part.source)
        json = self.object(part.type, selected, of_row.row, parent)
        limit = "1" if source.order and isinstance(part, One) else ""
        return of_row, Query((json.sql,), (source.from_,), source.where, source.order, limit)


def _gathered(query: Query) -> Json:
    return Json((replace(query, columns=(listed(query.columns[0], query.order).sql,), order="").scalar,))
