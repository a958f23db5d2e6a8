"""The fields of an object as JSON: each part of the mapping becomes an expression over the object's row."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import cast

from graphql import get_nullable_type, is_list_type, is_non_null_type

from planner.binding import OfArgument, OfCaller, Slots
from planner.cost import Limits, within
from planner.page import Connection
from planner.query import Constant, Json, Query, built, constant, inset, listed, spelled
from planner.rights import Need, Place, Rule, Rules
from planner.selection import Asked, Reading
from planner.shape import (
    ESCAPED,
    SPELLINGS,
    Choice,
    Column,
    Entities,
    Fields,
    Kind,
    Many,
    One,
    Page,
    Part,
    Rows,
    Same,
    Sealed,
    Shapes,
    Source,
    Spelling,
    Sql,
    Values,
)
from planner.values import Convert, as_given


@dataclass(frozen=True)
class Asking:
    """A field on a certain row: what `shape.Ask` promises to the mapping."""

    writer: Writer
    asked: Asked
    row: str
    parent: str = ""

    def given(self, path: str) -> bool:
        """Whether an argument has a value."""
        return self.writer.reading.given(self.asked, path)

    def arg(self, path: str, convert: Convert = as_given, type: str = "text", caller: str | None = None) -> str:
        """A placeholder for an argument."""
        return self.writer.slots.place(OfArgument(self.asked, path, convert, caller), type)

    def caller(self, name: str, type: str = "text") -> str:
        """A placeholder for a value of the caller."""
        return self.writer.slots.place(OfCaller(name), type)

    def sql(self, template: Sql) -> str:
        """SQL of the mapping, said of this row."""
        text = template if isinstance(template, str) else template(self)
        return text.format(row=self.row, parent=self.parent)

    def source(self, rows: Rows) -> Source:
        """A source of the mapping, said of this row."""
        found = rows if isinstance(rows, Source) else rows(self)
        where = tuple(self.sql(condition) for condition in found.where)
        return Source(self.sql(found.from_), where, self.sql(found.order))


class Writer:
    """Writes the statement of one operation and notes what the plan must remember of it."""

    def __init__(
        self, shapes: Shapes, rules: Rules, reading: Reading, limits: Limits, spellings: Mapping[str, Spelling]
    ) -> None:
        self.limits = limits
        self.spellings = {**SPELLINGS, **spellings}
        self.written = 0
        self.shapes = shapes
        self.rules = rules
        self.reading = reading
        self.slots = Slots()
        self.needs: dict[Rule, Need] = {}
        self.sealed: dict[str, None] = {}
        self._rows = 0

    def row(self) -> str:
        """A fresh alias for a table."""
        return self.alias("t")

    def alias(self, letter: str = "o") -> str:
        """A fresh name for a subquery."""
        self._rows += 1
        return f"{letter}{self._rows}"

    def require(self, asked: Asked) -> None:
        """Note the rules of a field: of the types the document names, and of the arguments given."""
        for on in dict.fromkeys(asked.on):
            self._need((on, asked.name), asked)
            for argument in asked.node.arguments or ():
                self._need_argument(on, asked, argument.name.value)

    def _need_argument(self, on: str, asked: Asked, name: str) -> None:
        here = [place for place in self.rules if len(place) == 3 and place[:2] == (on, asked.name)]
        for place in here:
            path = place[-1]
            if path.split(".")[0] == name and self.reading.given(asked, path):
                self._need(place, asked)

    def _need(self, place: Place, asked: Asked) -> None:
        rule = self.rules.get(place)
        if rule is not None and not rule.free:
            self.needs.setdefault(rule, Need(rule, asked.path, ".".join(place)))

    def fields(self, type_name: str, asked: Asked) -> list[Asked]:
        """What is asked of a concrete type; its rules are noted."""
        found = self.reading.fields(type_name, asked)
        self.written += len(found)
        within("written fields", self.written, self.limits.written)
        for one in found:
            self.require(one)
        return found

    def object(self, type_name: str, asked: Asked, row: str, parent: str = "") -> Json:
        """The JSON object of a row, of whatever concrete type the row is."""
        shape = self.shapes[type_name]
        if isinstance(shape, Choice):
            return self._choice(shape, asked, row, parent)
        return self._concrete(type_name, self.fields(type_name, asked), row, parent)

    def _concrete(self, type_name: str, fields: list[Asked], row: str, parent: str) -> Json:
        return built([(one.key, self.value(type_name, one, row, parent)) for one in fields])

    def _choice(self, choice: Choice, asked: Asked, row: str, parent: str) -> Json:
        """CASE by the kind of the row. Kinds of which nothing of their own is asked fall to the ELSE."""
        selected = {name: self.fields(name, asked) for name in choice.types}
        other = choice.otherwise
        cases = [
            f"WHEN {Constant(code).sql} THEN {self._kind(kind, selected[kind.type], row, parent)}"
            for code, kind in choice.kinds.items()
            if other is None or not self._alike(kind.type, other, selected)
        ]
        rest = self._concrete(other, selected[other], row, parent) if other else constant("null")
        if not cases:
            return rest
        of = Asking(self, asked, row, parent).sql(choice.of)
        return Json((f"CASE {of}\n" + inset("\n".join([*cases, f"ELSE {rest.sql}"])) + "\nEND",))

    def _alike(self, one: str, other: str, selected: dict[str, list[Asked]]) -> bool:
        mine, theirs = self._shape(one), self._shape(other)
        return len(selected[one]) == len(selected[other]) and all(
            a.key == b.key and a.nodes == b.nodes and a.name != "__typename" and mine[a.name] == theirs[a.name]
            for a, b in zip(selected[one], selected[other], strict=True)
        )

    def _kind(self, kind: Kind, fields: list[Asked], row: str, parent: str) -> str:
        json = self._concrete(kind.type, fields, row, parent)
        if kind.detail is None:
            return json.sql
        from_ = kind.detail.from_.format(row=row)
        if not re.search(rf"\b{from_.split()[-1]}\b", json.sql):  # nothing of the detail is asked
            return json.sql
        where = tuple(one.format(row=row, parent=row) for one in kind.detail.where)
        return Query((json.sql,), (from_,), where).or_null.sql

    def _shape(self, type_name: str) -> Fields:
        shape = self.shapes[type_name]
        return cast(Fields, shape)  # of a concrete type: `complete` has seen to it

    def value(self, type_name: str, asked: Asked, row: str, parent: str = "") -> Json:
        """A field of a row."""
        if asked.name == "__typename":
            return constant(f'"{type_name}"')
        return self.part(self._shape(type_name)[asked.name], asked, row, parent)

    def part(self, part: Part, asked: Asked, row: str, parent: str = "") -> Json:
        """What a part of the mapping is for a row."""
        here = Asking(self, asked, row, parent)
        match part:
            case Column():
                return spelled(here.sql(part.sql), *self._spelling(part, asked))
            case Sealed(kind, sql):
                self.sealed[kind] = None
                handle = f"""'{{"~":"{kind}:' || ({here.sql(sql)})::text || '"}}'"""
                return Json((f"coalesce({handle}, 'null')",))
            case Same():
                return self._same(part, asked, here)
            case Values(rows, sql):
                return self._values(rows, sql, asked, row)
            case One() | Many():
                _, query = self.rows(part, asked, row)
                return query.or_null if isinstance(part, One) else _gathered(query)
            case Page():
                return self.page(part, asked, row).nested
            case Entities():
                raise TypeError("Entities are a root")

    def _spelling(self, column: Column, asked: Asked) -> tuple[Spelling, bool]:
        """How a column's value is written, and whether it may be null."""
        type_ = asked.definition.type
        by_scalar = ESCAPED if is_list_type(get_nullable_type(type_)) else self.spellings.get(asked.type, ESCAPED)
        return column.json or by_scalar, not is_non_null_type(type_)

    def _same(self, part: Same, asked: Asked, here: Asking) -> Json:
        value = self.object(part.type, asked, here.sql(part.row), here.parent)
        if part.present is None:
            return value
        return Json((f"CASE WHEN {here.sql(part.present)} THEN {value.sql} ELSE 'null' END",))

    def _values(self, rows: Rows, sql: Sql, asked: Asked, parent: str) -> Json:
        there = Asking(self, asked, self.row(), parent)
        source = there.source(rows)
        order = f" ORDER BY {source.order}" if source.order else ""
        values = f"coalesce(json_agg({there.sql(sql)}{order}), '[]')"
        return Json((Query((values,), (source.from_,), source.where).scalar,))

    def page(self, part: Page, asked: Asked, parent: str) -> Connection:
        """The connection a field leads to."""
        return Connection(part, asked, parent, self, lambda row: Asking(self, asked, row, parent))

    def rows(self, part: One | Many, asked: Asked, parent: str) -> tuple[Asking, Query]:
        """The objects a field leads to, one in each row, and the row they stand on."""
        there = Asking(self, asked, self.row(), parent)
        source = there.source(part.source)
        json = self.object(part.type, asked, there.row, parent)
        limit = "1" if source.order and isinstance(part, One) else ""
        return there, Query((json.sql,), (source.from_,), source.where, source.order, limit)


def _gathered(query: Query) -> Json:
    return Json((replace(query, columns=(listed(query.columns[0], query.order).sql,), order="").scalar,))
