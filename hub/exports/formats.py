"""The forms in which a list goes out: a line of JSON for each node, or a table of comma-separated values."""

from collections.abc import Sequence
from typing import Any, Final, Protocol

import orjson

from connectors.deliver.csv_text import BYTE_ORDER_MARK, csv_text
from hub.answering import answers
from hub.exports.columns import TableColumn
from hub.exports.marks import Marks

NDJSON: Final = "application/x-ndjson; charset=utf-8"
CSV: Final = "text/csv; charset=utf-8"
BROKEN: Final = "!! "
"""How what says that something is missing begins, where there are no keys to say it with."""


class Format(Protocol):
    """How pages are spelled, and what stands before and behind them."""

    media_type: str
    ending: str
    """Of a file's name."""
    packed: bool
    """Whether pages are packed, which takes longer than to write them down."""

    def begin(self) -> bytes:
        """What stands before the first page."""

    def page(self, rows: Sequence[Any]) -> bytes:
        """The rows of a page: nodes, or edges as they were asked for."""

    def end(self, count: int, cursor: str | None) -> bytes:
        """What says that nothing is missing."""

    def broken(self, count: int, cursor: str | None, error: answers.Error, request: str) -> bytes:
        """What says that something is."""


class NodeLines:
    """A line `{"node": …}` for each, then one that says how it ended."""

    media_type, ending, packed = NDJSON, "ndjson", False

    def __init__(self, wrapped: bool, marks: Marks) -> None:
        self._wrapped, self._marks = wrapped, marks

    def begin(self) -> bytes:
        return b""

    def page(self, rows: Sequence[Any]) -> bytes:
        lines = rows if self._wrapped else [{"node": row} for row in rows]
        return b"".join(orjson.dumps(line, option=orjson.OPT_APPEND_NEWLINE) for line in lines)

    def end(self, count: int, cursor: str | None) -> bytes:
        which = self._marks.which if self._marks.of else {}  # any other list is said by the document
        return _last({"end": {"count": count, "endCursor": cursor, **which}})

    def broken(self, count: int, cursor: str | None, error: answers.Error, request: str) -> bytes:
        told = {"code": error["extensions"]["code"], "message": error["message"], "requestId": request}
        return _last({"error": {**told, "count": count, "endCursor": cursor}})


class CsvTable:
    """A heading and a row for each; one that is broken off ends with a row that says so."""

    media_type, ending, packed = CSV, "csv", False

    def __init__(self, columns: Sequence[TableColumn], chinese: bool, marks: Marks) -> None:
        del marks  # they stand in the file's name: a table of this kind has no other place for them
        self._columns, self._chinese = columns, chinese

    def begin(self) -> bytes:
        return (BYTE_ORDER_MARK + csv_text([[column.heading(self._chinese) for column in self._columns]])).encode()

    def page(self, rows: Sequence[Any]) -> bytes:
        return csv_text([column.text(row) for column in self._columns] for row in rows).encode()

    def end(self, count: int, cursor: str | None) -> bytes:
        del count, cursor
        return b""

    def broken(self, count: int, cursor: str | None, error: answers.Error, request: str) -> bytes:
        return csv_text([[broken_off(count, cursor, error, request)]]).encode()


def broken_off(count: int, cursor: str | None, error: answers.Error, request: str) -> str:
    """What stands at the end of a file from which something is missing."""
    return f"{BROKEN}{error['extensions']['code']}: {error['message']} ({count}, {cursor}, {request})"


def _last(line: object) -> bytes:
    return answers.json_text(line) + b"\n"
