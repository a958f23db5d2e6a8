"""The protocol of the writer of objects, by which pages, entities and choices write what is nested in them."""

from __future__ import annotations

from typing import Protocol

from planner.binding import Slots
from planner.query import Json
from planner.reading import Reading
from planner.row_field import RowField
from planner.selection import SelectedField
from planner.shape import Fields


class ObjectWriter(Protocol):
    """Writes the objects of one statement as JSON."""

    reading: Reading
    slots: Slots

    def row(self) -> str:
        """A fresh alias for a table."""

    def alias(self, letter: str = "o") -> str:
        """A fresh name for a subquery."""

    def on(self, selected: SelectedField, row: str, parent: str = "") -> RowField:
        """A field on a row."""

    def shape(self, type_name: str) -> Fields:
        """The mapping of a concrete type."""

    def fields(self, type_name: str, selected: SelectedField) -> list[SelectedField]:
        """What is selected of a concrete type; its rules are noted."""

    def concrete(self, type_name: str, fields: list[SelectedField], row: str, parent: str) -> Json:
        """The JSON object of a row of a concrete type."""

    def object(self, type_name: str, selected: SelectedField, row: str, parent: str = "") -> Json:
        """The JSON object of a row, of whatever concrete type the row is."""

    def value(self, type_name: str, selected: SelectedField, row: str, parent: str = "") -> Json:
        """A field of a row."""
