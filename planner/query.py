"""The small grammar the statements are written in: subqueries, and JSON joined from its pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from planner.shape import Spelling

COLUMN: Final = re.compile(r"\w+\.\w+")
ARGUMENTS: Final = 90
"""PostgreSQL takes a hundred in one call."""


def inset(text: str) -> str:
    """The text two columns to the right."""
    return "\n".join(f"  {line}" for line in text.split("\n"))


def bracketed(text: str) -> str:
    """A subquery on lines of its own."""
    return f"(\n{inset(text)}\n)"


class Constant(str):
    """A piece of JSON that stands as it is."""

    __slots__ = ()

    @property
    def sql(self) -> str:
        """It as a literal."""
        return "'" + self.replace("'", "''") + "'"


@dataclass(frozen=True)
class Json:
    """The text of a JSON value, joined from pieces in turn: constants, and SQL whose text is JSON and never NULL.

    PostgreSQL would make the same of a row by to_json, and look up the type of each column again for each row.
    """

    pieces: tuple[str, ...]

    @property
    def sql(self) -> str:
        """The value as one expression."""
        pieces = [piece.sql if isinstance(piece, Constant) else piece for piece in self._merged()]
        if len(pieces) == 1:
            return f"{pieces[0]}::text" if isinstance(self.pieces[0], Constant) else pieces[0]
        return _concat(pieces)

    def _merged(self) -> Iterator[str]:
        constant = ""
        for piece in self.pieces:
            if isinstance(piece, Constant):
                constant += piece
                continue
            if constant:
                yield Constant(constant)
            constant = ""
            yield piece
        if constant:
            yield Constant(constant)


def _concat(pieces: Sequence[str]) -> str:
    if len(pieces) > ARGUMENTS:
        chunks = [pieces[start : start + ARGUMENTS] for start in range(0, len(pieces), ARGUMENTS)]
        pieces = [_concat(chunk) for chunk in chunks]
    lines = [", ".join(pieces[start : start + 2]) for start in range(0, len(pieces), 2)]
    return "concat(\n" + inset(",\n".join(lines)) + "\n)"


@dataclass(frozen=True)
class Query:
    """A SELECT."""

    columns: tuple[str, ...]
    from_: tuple[str, ...] = ()
    where: tuple[str, ...] = ()
    order: str = ""
    limit: str = ""

    def also(self, *columns: str) -> Query:
        """The same with further columns."""
        return replace(self, columns=(*self.columns, *columns))

    @property
    def text(self) -> str:
        """The SELECT as text."""
        lines = [f"SELECT {', '.join(self.columns)}".rstrip()]
        lines += [f"FROM {' CROSS JOIN '.join(self.from_)}"] if self.from_ else []
        lines += [f"WHERE {' AND '.join(self.where)}"] if self.where else []
        lines += [f"ORDER BY {self.order}"] if self.order else []
        lines += [f"LIMIT {self.limit}"] if self.limit else []
        return "\n".join(lines)

    @property
    def scalar(self) -> str:
        """The SELECT as a value."""
        return bracketed(self.text)

    @property
    def or_null(self) -> Json:
        """The JSON it selects, or null where it finds no row."""
        return Json((f"coalesce({self.scalar}, 'null')",))


def constant(text: str) -> Json:
    """JSON that is known."""
    return Json((Constant(text),))


def built(pairs: Sequence[tuple[str, Json]]) -> Json:
    """A JSON object with these keys in this order."""
    pieces: list[str] = []
    for key, value in pairs:
        pieces += [Constant(("," if pieces else "{") + f'"{key}":'), *value.pieces]
    return Json((*pieces, Constant("}"))) if pairs else constant("{}")


def spelled(sql: str, spelling: Spelling, nullable: bool) -> Json:
    """A value of a row as JSON."""
    value = spelling.template.format(sql)
    match spelling.how:
        case "bare":
            return Json((f"coalesce(({value})::text, 'null')",))
        case "quoted" if nullable or not COLUMN.fullmatch(value):  # of an expression nobody promises that it is there
            return Json((f"""coalesce('"' || ({value}) || '"', 'null')""",))
        case "quoted":
            return Json((Constant('"'), value, Constant('"')))
    return Json((f"coalesce(to_json({value}), 'null')",))


def listed(value: str, order: str) -> Json:
    """The JSON array of all rows, each of them JSON text already; of no rows nothing is joined between the brackets."""
    items = f"string_agg({value}, ','{f' ORDER BY {order}' if order else ''})"
    return Json((Constant("["), items, Constant("]")))
