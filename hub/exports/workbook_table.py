"""A list as a workbook (.xlsx) that goes out while it is written, with what it is on a hidden sheet."""

from collections.abc import Sequence
from typing import Any

from connectors.deliver.streamed_workbook import Cell, StreamedWorkbook
from hub.answering import answers
from hub.exports.columns import TableColumn
from hub.exports.formats import broken_off
from hub.exports.marks import Marks

LARGEST = 10**15
"""Beyond it a spreadsheet rounds."""


class WorkbookTable:
    """Whole numbers as numbers, everything else as text that is never computed.

    One that is broken off has no directory, so no program opens it; what broke it off stands in its place.
    """

    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    ending, packed = "xlsx", True

    def __init__(self, columns: Sequence[TableColumn], chinese: bool, marks: Marks) -> None:
        self._columns, self._marks = columns, marks
        name = marks.list.rpartition(".")[2][:25]
        self._book = StreamedWorkbook(name, [column.heading(chinese) for column in columns])

    def begin(self) -> bytes:
        return self._book.taken()

    def page(self, rows: Sequence[Any]) -> bytes:
        self._book.add([_cell(column, row) for column in self._columns] for row in rows)
        return self._book.taken()

    def end(self, count: int, cursor: str | None) -> bytes:
        self._book.close(self._marks.told(count, cursor))
        return self._book.taken()

    def broken(self, count: int, cursor: str | None, error: answers.Error, request: str) -> bytes:
        return self._book.taken() + broken_off(count, cursor, error, request).encode()


def _cell(column: TableColumn, row: Any) -> Cell:  # what JSON holds
    value = column.value(row)
    if column.kind == "integer" and value is not None and abs(value) < LARGEST:
        return int(value)
    return column.text(row)
