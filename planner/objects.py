"""The fields of an object as JSON: each part of the mapping becomes an expression over the object's row."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from planner.binding import OfArgument, OfCaller, Slots
from planner.cost import Limits, within
from planner.page import Connection
from planner.query import Json, Query, built, inset, listed
from planner.rights import Need, Place, Rule, Rules
from planner.selection import Asked, Reading
from planner.shape import (
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

    def __init__(self, shapes: Shapes, rules: Rules, reading: Reading, limits: Limits) -> None:
        self.limits = limits
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
        pairs = [(one.key, self.value(type_name, one, row, parent)) for one in fields]
        return built(pairs, self.alias())

    def _choice(self, choice: Choice, asked: Asked, row: str, parent: str) -> Json:
        """CASE by the kind of the row. Kinds of which nothing of their own is asked fall to the ELSE."""
        selected = {name: self.fields(name, asked) for name in choice.types}
        other = choice.otherwise
        cases = [
            f"WHEN {_literal(code)} THEN {self._kind(kind, selected[kind.type], row, parent)}"
            for code, kind in choice.kinds.items()
            if other is None or not self._alike(kind.type, other, selected)
        ]
        rest = self._concrete(other, selected[other], row, parent) if other else Json("NULL::json")
        if not cases:
            return rest
        of = Asking(self, asked, row, parent).sql(choice.of)
        return Json(f"CASE {of}\n" + inset("\n".join([*cases, f"ELSE {rest.scalar}"])) + "\nEND")

    def _alike(self, one: str, other: str, selected: dict[str, list[Asked]]) -> bool:
        mine, theirs = self._shape(one), self._shape(other)
        return len(selected[one]) == len(selected[other]) and all(
            a.key == b.key and a.nodes == b.nodes and a.name != "__typename" and mine[a.name] == theirs[a.name]
            for a, b in zip(selected[one], selected[other], strict=True)
        )

    def _kind(self, kind: Kind, fields: list[Asked], row: str, parent: str) -> str:
        json = self._concrete(kind.type, fields, row, parent)
        if kind.detail is None:
            return json.scalar
        where = tuple(one.format(row=row, parent=row) for one in kind.detail.where)
        return Query((json.value,), (kind.detail.from_.format(row=row), *json.beside), where).scalar

    def _shape(self, type_name: str) -> Fields:
        shape = self.shapes[type_name]
        return cast(Fields, shape)  # of a concrete type: `complete` has seen to it

    def value(self, type_name: str, asked: Asked, row: str, parent: str = "") -> str:
        """A field of a row as an SQL expression."""
        if asked.name == "__typename":
            return f"'{type_name}'::text"
        return self.part(self._shape(type_name)[asked.name], asked, row, parent)

    def part(self, part: Part, asked: Asked, row: str, parent: str = "") -> str:
        """A part of the mapping as an SQL expression."""
        here = Asking(self, asked, row, parent)
        match part:
            case Column(sql, json):
                return json.format(here.sql(sql))
            case Sealed(kind, sql):
                self.sealed[kind] = None
                return f"""('{{"~":"{kind}:' || ({here.sql(sql)})::text || '"}}')::json"""
            case Same(type_name, present):
                return self._same(type_name, asked, here, present)
            case Values(rows, sql, json):
                return self._values(rows, lambda ask: json.format(ask.sql(sql)), asked, row)
            case One() | Many():
                _, query = self.rows(part, asked, row)
                return query.scalar if isinstance(part, One) else _gathered(query)
            case Page():
                return self.page(part, asked, row).nested
            case Entities():
                raise TypeError("Entities are a root")

    def _same(self, type_name: str, asked: Asked, here: Asking, present: Sql | None) -> str:
        value = self.object(type_name, asked, here.row, here.parent).scalar
        return value if present is None else f"CASE WHEN {here.sql(present)} THEN {value} END"

    def _values(self, rows: Rows, value: Callable[[Asking], str], asked: Asked, parent: str) -> str:
        there = Asking(self, asked, self.row(), parent)
        source = there.source(rows)
        return Query((listed(value(there), source.order),), (source.from_,), source.where).scalar

    def page(self, part: Page, asked: Asked, parent: str) -> Connection:
        """The connection a field leads to."""
        return Connection(part, asked, parent, self, lambda row: Asking(self, asked, row, parent))

    def rows(self, part: One | Many, asked: Asked, parent: str) -> tuple[Asking, Query]:
        """The objects a field leads to, one in each row, and the row they stand on."""
        there = Asking(self, asked, self.row(), parent)
        source = there.source(part.source)
        json = self.object(part.type, asked, there.row, parent)
        limit = "1" if source.order and isinstance(part, One) else ""
        return there, Query((json.value,), (source.from_, *json.beside), source.where, source.order, limit)


def _gathered(query: Query) -> str:
    return replace(query, columns=(listed(query.columns[0], query.order),), order="").scalar


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
