"""Logs: text on a terminal, a JSON object a line elsewhere; no ID number stands in either.

The standard library's logging carries what uvicorn, psycopg and the hub say alike; all that is ours is two formatters.
"""

import logging
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Literal, TextIO

import orjson

from registry.redaction import hidden

Form = Literal["auto", "text", "json"]
FIELDS = "fields"
"""The attribute of a record that holds its values by name."""


class TextLines(logging.Formatter):
    """A line for people: when, how grave, what, and the values by name."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        values = "".join(f" {name}={value}" for name, value in _fields(record).items())
        said = f"{_at(record)} {record.levelname.lower()} {record.getMessage()}{values}"
        return hidden("\n".join([said, *_trace(self, record)]))


class JsonLines(logging.Formatter):
    """The same as one JSON object."""

    def format(self, record: logging.LogRecord) -> str:
        """One record."""
        said = {"at": _at(record), "level": record.levelname.lower(), "logger": record.name}
        told = {**said, "message": hidden(record.getMessage()), **_fields(record)}
        if trace := "\n".join(_trace(self, record)):
            told["trace"] = hidden(trace)
        return orjson.dumps(told, default=str).decode()


def configure(form: Form, stream: TextIO | None = None, answers: bool = False) -> None:
    """Let this process log so.

    One that `answers` writes a line of its own for each request and socket; uvicorn's, which repeat whatever stands
    behind the `?` of an address, are left out.
    """
    to = stream or sys.stderr
    handler = logging.StreamHandler(to)
    handler.setFormatter(TextLines() if form == "text" or (form == "auto" and to.isatty()) else JsonLines())
    # No line says which thread, process or task it is of: each would be looked up for every request.
    logging.logThreads = logging.logProcesses = logging.logMultiprocessing = False
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("procrastinate").setLevel(logging.WARNING)  # a job that goes as it should is told by its row
    for library in ("httpx", "asyncssh"):  # they tell of each connection and address, in which keys may stand
        logging.getLogger(library).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING if answers else logging.INFO)


def _fields(record: logging.LogRecord) -> Mapping[str, object]:
    fields: Mapping[str, object] = getattr(record, FIELDS, {})
    return fields


def _at(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _trace(formatter: logging.Formatter, record: logging.LogRecord) -> list[str]:
    return [formatter.formatException(record.exc_info)] if record.exc_info else []
