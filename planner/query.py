"""The small grammar the statements are written in: subqueries and JSON objects."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

IDENTIFIER: Final = 63  # PostgreSQL cuts a longer alias silently


def inset(text: str) -> str:
    """The text two columns to the right."""
    return "\n".join(f"  {line}" for line in text.split("\n"))


def bracketed(text: str) -> str:
    """A subquery on lines of its own."""
    return f"(\n{inset(text)}\n)"


@dataclass(frozen=True)
class Json:
    """A JSON value of a row: an expression, and the columns it is made of, selected beside the row."""

    value: str
    columns: str = ""
    alias: str = ""

    @property
    def beside(self) -> tuple[str, ...]:
        """What is joined to the row."""
        return (f"LATERAL {bracketed(self.columns)} {self.alias}",) if self.columns else ()

    @property
    def scalar(self) -> str:
        """The value where nothing can be joined."""
        return Query((self.value,), (f"{bracketed(self.columns)} {self.alias}",)).scalar if self.columns else self.value


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


def built(pairs: list[tuple[str, str]], alias: str) -> Json:
    """A JSON object with these keys in this order: a row turned to JSON, unless a key is no identifier."""
    if not pairs:
        return Json("'{}'::json")
    if any(len(key) > IDENTIFIER for key, _ in pairs):
        return Json(f"({joined(pairs)})::json")
    columns = inset(",\n".join(f'{value} AS "{key}"' for key, value in pairs))
    return Json(f"to_json({alias})", f"SELECT\n{columns}", alias)


def joined(pairs: list[tuple[str, str]]) -> str:
    """The text of a JSON object, joined from its parts."""
    if not pairs:
        return "'{}'"
    members = " || ',\"".join(f"""{key}":' || {spelled(value)}""" for key, value in pairs)
    return f"""'{{"{members} || '}}'"""


def spelled(value: str) -> str:
    """A value as the text of JSON, null included."""
    return f"coalesce(to_json({value})::text, 'null')"


def listed(value: str, order: str) -> str:
    """The JSON array of all rows."""
    return f"coalesce(json_agg({value}{f' ORDER BY {order}' if order else ''}), '[]')"
