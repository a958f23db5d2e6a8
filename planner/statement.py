"""One statement for an operation: its roots, the access log, and the text of the answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from planner import entities
from planner.log import LogShape, Told, entry
from planner.objects import Asking, Writer
from planner.query import Json, Query, bracketed, built, constant, inset, listed
from planner.selection import Asked
from planner.shape import Entities, Fields, Many, One, Page, Part


@dataclass
class Statement:
    """A statement in the making: the roots it reads, and the value of each response key."""

    writer: Writer
    roots: dict[str, str] = field(default_factory=dict)  # name of the CTE → its SELECT
    logged: list[str] = field(default_factory=list)  # the CTEs that have ids for the access log
    logs: bool = False
    values: list[tuple[str, Json]] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    def add(self, root: str, fields: Fields, asked: Asked) -> None:
        """One root field; a field without a mapping is left to ordinary execution."""
        self.writer.require(asked)
        if asked.name == "__typename":
            self.values.append((asked.key, constant(f'"{root}"')))
        elif asked.name in fields:
            self.values.append((asked.key, self._value(fields[asked.name], asked)))
        else:
            self.rest.append(asked.key)

    def _value(self, part: Part, asked: Asked) -> Json:
        match part:
            case One() | Many():
                return self._rows(part, asked)
            case Page():
                return self._page(part, asked)
            case Entities():
                return self._entities(part, asked)
        return self.writer.part(part, asked, "")

    def _rows(self, part: One | Many, asked: Asked) -> Json:
        there, query = self.writer.rows(part, asked, "")
        name = self.writer.alias("r")
        number = f"row_number() OVER (ORDER BY {query.order}) AS n"
        numbers = (number,) if isinstance(part, Many) else ()
        self._root(name, replace(query, columns=(f"{query.columns[0]} AS node", *numbers)), there, part.logs)
        if not numbers:
            return Query(("node",), (name,)).or_null
        return Json((Query((listed("node", "n").sql,), (name,)).scalar,))

    def _page(self, part: Page, asked: Asked) -> Json:
        page = self.writer.page(part, asked, "")
        self.logs = self.logs or part.logs is not None
        if not page.reads:
            return page.value
        self._root(page.name, page.rows, page.there, part.logs)
        if part.logs:  # the row beyond the page is not shown, and so not logged
            self.logged[-1] = f"{page.name} WHERE n <= {page.first}"
        return page.value

    def _entities(self, part: Entities, asked: Asked) -> Json:
        name = self.writer.alias("r")
        self.roots[name] = entities.found(
            self.writer, part, asked, lambda row, parent: Asking(self.writer, asked, row, parent)
        )
        if any(key.logs for key in part.keys):
            self.logs = True
            self.logged.append(name)
        return entities.listed_in_order(self.writer, part, asked, name)

    def _root(self, name: str, query: Query, there: Asking, logs: str | None) -> None:
        if logs is not None:
            query = query.also(f"{there.sql(logs)} AS id")
            self.logs = True
            self.logged.append(name)
        self.roots[name] = query.text

    def text(self, shape: LogShape | None, told: Told, whole: bool = False) -> str | None:
        """The statement, or nothing when there is nothing to ask.

        The answer is one text when it is complete. When some fields are left to ordinary execution, or
        a single object is asked for, each value is a column.
        """
        if not self.values and not whole:
            return None
        steps = {f"{name} AS MATERIALIZED": query for name, query in self.roots.items()}
        if self.logs and shape is not None:
            steps["log AS"] = entry(shape, told, self.logged, self.writer.slots)
        with_ = ",\n".join(f"{name} {bracketed(query)}" for name, query in steps.items())
        return (f"WITH {with_}\n" if with_ else "") + f"SELECT\n{inset(self._answer(whole))}"

    def _answer(self, whole: bool) -> str:
        if whole:
            return built([("data", built(self.values))]).sql
        return ",\n".join(value.sql for _, value in self.values)
