"""A field on a certain row: what `shape.Ask` promises to the mapping."""

from __future__ import annotations

from dataclasses import dataclass, replace

from planner.binding import OfArgument, OfCaller, Slots
from planner.reading import Reading
from planner.selection import SelectedField
from planner.shape import Rows, Source, Sql
from planner.values import BY_TYPE, Convert


@dataclass(frozen=True)
class RowField:
    """A selected field, the alias of the row it is of, and that of the row of the object above."""

    reading: Reading
    slots: Slots
    selected: SelectedField
    row: str
    parent: str = ""

    def given(self, path: str) -> bool:
        """Whether an argument has a value."""
        return self.reading.has_argument(self.selected, path)

    def arg(
        self,
        path: str,
        convert: Convert | None = None,
        type: str = "text",
        caller: str | None = None,
        beside: str | None = None,
    ) -> str:
        """A placeholder for an argument."""
        return self.slots.place(OfArgument(self.selected, path, convert or BY_TYPE[type], caller, beside), type)

    def caller(self, name: str, type: str = "text") -> str:
        """A placeholder for a value of the caller."""
        return self.slots.place(OfCaller(name), type)

    def above(self, name: str) -> RowField | None:
        """What was asked of the nearest field of this name that holds this one; nothing where none does."""
        named = next((selected for selected in reversed(self.selected.trail) if selected.name == name), None)
        return None if named is None else replace(self, selected=named)

    def sql(self, template: Sql) -> str:
        """SQL of the mapping, said of this row."""
        text = template if isinstance(template, str) else template(self)
        return text.format(row=self.row, parent=self.parent)

    def source(self, rows: Rows) -> Source:
        """A source of the mapping, said of this row."""
        source = rows if isinstance(rows, Source) else rows(self)
        where = tuple(self.sql(condition) for condition in source.where)
        return Source(self.sql(source.from_), where, self.sql(source.order))
