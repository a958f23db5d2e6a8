"""A list as Parquet (列式文件): row group after row group, and at its end what it is."""

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from connectors.deliver.outgoing_bytes import OutgoingBytes
from hub.answering import answers
from hub.exports.columns import Kind, TableColumn
from hub.exports.formats import broken_off
from hub.exports.marks import Marks
from registry.errors import Refusal

GROUP = 4 << 20
"""About the bytes of a row group; it is held until it is written."""
PREFIX = "aidhub."


class ParquetTable:
    """Columns of whole numbers, days and truths as such, everything else as text.

    One that is broken off has no footer, so nobody takes it for whole; what broke it off stands in its place.
    """

    media_type, ending, packed = "application/vnd.apache.parquet", "parquet", True

    def __init__(self, columns: Sequence[TableColumn], chinese: bool, marks: Marks) -> None:
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError:  # an extra, since it is larger than all of the hub
            raise Refusal("PARQUET_NOT_INSTALLED") from None
        types: Mapping[Kind, Any] = {
            "text": pyarrow.string(),
            "integer": pyarrow.int64(),
            "boolean": pyarrow.bool_(),
            "date": pyarrow.date32(),
        }
        self._columns, self._marks, self._arrow = columns, marks, pyarrow
        self._schema = pyarrow.schema([(column.heading(chinese), types[column.kind]) for column in columns])
        self._out = OutgoingBytes()
        self._writer = parquet.ParquetWriter(pyarrow.PythonFile(self._out, mode="w"), self._schema)
        self._waiting: list[Any] = []

    def begin(self) -> bytes:
        return self._out.taken()

    def page(self, rows: Sequence[Any]) -> bytes:
        values = [[READ[column.kind](column, row) for row in rows] for column in self._columns]
        arrays = [self._arrow.array(column, field.type) for column, field in zip(values, self._schema, strict=True)]
        self._waiting.append(self._arrow.RecordBatch.from_arrays(arrays, schema=self._schema))
        if sum(batch.nbytes for batch in self._waiting) >= GROUP:
            self._write()
        return self._out.taken()

    def end(self, count: int, cursor: str | None) -> bytes:
        self._write()
        told = {f"{PREFIX}{name}": text for name, text in self._marks.told(count, cursor).items()}
        self._writer.add_key_value_metadata(told)
        self._writer.close()
        return self._out.taken()

    def broken(self, count: int, cursor: str | None, error: answers.Error, request: str) -> bytes:
        return self._out.taken() + broken_off(count, cursor, error, request).encode()

    def _write(self) -> None:
        if self._waiting:
            self._writer.write_table(self._arrow.Table.from_batches(self._waiting))
            self._waiting = []


def _text(column: TableColumn, row: Any) -> str | None:  # what JSON holds
    return None if column.value(row) is None else column.text(row)


def _plain(column: TableColumn, row: Any) -> Any:  # what JSON holds
    return column.value(row)


def _day(column: TableColumn, row: Any) -> datetime.date | None:  # what JSON holds
    value = column.value(row)
    return None if value is None else datetime.date.fromisoformat(value)


READ: Mapping[Kind, Callable[[TableColumn, Any], Any]] = {
    "text": _text,
    "integer": _plain,
    "boolean": _plain,
    "date": _day,
}
"""How a value is read into a column of this kind."""
