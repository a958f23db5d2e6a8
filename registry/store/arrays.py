"""Columns: rows as the arrays that `unnest` takes, spelled as PostgreSQL writes arrays.

A batch holds tens of thousands of values; psycopg's own arrays look up a way to write each of them. Most columns hold
values of one type, and are spelled as a whole.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from uuid import UUID


def columns(rows: Iterable[Sequence[object]]) -> list[str]:
    """The columns of rows that are all equally long, each as the text of an array."""
    return [array(column) for column in zip(*rows, strict=True)]


def array(values: Sequence[object]) -> str:
    """The text of a PostgreSQL array; the statement casts it to what it holds."""
    types = set(map(type, values))
    if len(types) == 1:
        return f"{{{','.join(map(SPELLED[types.pop()], values))}}}"
    return f"{{{','.join([SPELLED[type(value)](value) for value in values])}}}"


def _text(value: object) -> str:
    text = str(value)
    if '"' in text or "\\" in text:
        text = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


SPELLED: dict[type, Callable[..., str]] = {
    type(None): lambda _: "NULL",
    str: _text,
    int: str,
    bool: lambda value: "t" if value else "f",
    # Without hyphens it is the same UUID, and written in a sixth of the time.
    UUID: lambda value: value.hex,
    date: date.isoformat,
    bytes: lambda value: f'"\\\\x{value.hex()}"',
}
