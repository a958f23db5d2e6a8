"""Arrays: rows as the named, typed columns that `unnest` takes, spelled as PostgreSQL writes arrays.

A batch holds tens of thousands of values; psycopg's own arrays look up a way to write each of them. Most columns hold
values of one type, and are spelled as a whole.
"""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Generic, TypeVar
from uuid import UUID

Item = TypeVar("Item")


class Rows(Generic[Item]):
    """Rows that a statement takes as arrays: each column's name, SQL type, and how an item has its value.

    They stand in one line, so that statement and values cannot get out of step.
    """

    def __init__(self, **columns: tuple[str, Callable[[Item], object]]) -> None:
        self._types = [type for type, _ in columns.values()]
        self._values = [value for _, value in columns.values()]
        self.names = ", ".join(columns)
        """The columns as an INSERT or SELECT lists them."""

    def unnest(self, alias: str, first: int = 1, ordinality: str = "") -> str:
        """What stands behind FROM: arrays from placeholder `first` on; `ordinality` names a column that counts them."""
        arrays = ", ".join(f"${n}::{type}[]" for n, type in enumerate(self._types, first))
        if ordinality:
            return f"unnest({arrays}) WITH ORDINALITY AS {alias}({self.names}, {ordinality})"
        return f"unnest({arrays}) AS {alias}({self.names})"

    def arrays(self, items: Collection[Item]) -> list[str]:
        """The values of these placeholders, in their order."""
        return [array([value(item) for item in items]) for value in self._values]


def array(values: Sequence[object]) -> str:
    """The text of a PostgreSQL array; the statement casts it to what it holds."""
    types = set(map(type, values))
    if len(types) == 1:
        spelled = SPELLED[types.pop()]
        # Of a file most columns say the same in every row.
        if values[0] == values[-1] and values.count(values[0]) == len(values):
            return f"{{{','.join([spelled(values[0])] * len(values))}}}"
        return f"{{{','.join(map(spelled, values))}}}"
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
