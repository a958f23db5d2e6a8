"""One statement for an operation: its roots, the access log, and the text of the answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from planner import entities
from planner.access_log import LogEntry, LogShape, entry, seen
from planner.objects import Writer
from planner.plan import ReadOnly
from planner.query import Json, Query, bracketed, built, constant, inset, listed
from planner.row_field import RowField
from planner.selection import SelectedField
from planner.shape import Entities, Fields, Many, One, Page, Part, Sql


@dataclass
class Statement:
    """A statement in the making: the roots it reads, and the value of each response key."""

    writer: Writer
    roots: dict[str, str] = field(default_factory=dict)  # name of the CTE → its SELECT
    logged: list[str] = field(default_factory=list)  # the CTEs that have ids for the access log
    logs: bool = False
    walks: bool = True
    values: list[tuple[str, Json]] = field(default_factory=list)
    rest: list[str] = field(default_factory=list)

    def add(self, root: str, fields: Fields, selected: SelectedField) -> None:
        """One root field; a field without a mapping is left to ordinary execution."""
        self.writer.requirements.note(selected)
        if selected.name == "__typename":
            self.values.append((selected.key, constant(f'"{root}"')))
        elif selected.name in fields:
            self.values.append((selected.key, self._value(fields[selected.name], selected)))
        else:
            self.rest.append(selected.key)

    def _value(self, part: Part, selected: SelectedField) -> Json:
        self.walks = self.walks and (part.walks if isinstance(part, Page) else isinstance(part, One | Entities))
        match part:
            case One() | Many():
                return self._rows(part, selected)
            case Page():
                return self._page(part, selected)
            case Entities():
                return self._entities(part, selected)
        return self.writer.part(part, selected, "")

    def _rows(self, part: One | Many, selected: SelectedField) -> Json:
        of_row, query = self.writer.rows(part, selected, "")
        name = self.writer.alias("r")
        number = f"row_number() OVER (ORDER BY {query.order}) AS n"
        numbers = (number,) if isinstance(part, Many) else ()
        query = replace(query, columns=(f"{query.columns[0]} AS node", *numbers))
        if isinstance(part, One) and part.logs_each is not None:
            query = self._each(name, query, of_row, part.logs_each)
        self._root(name, query, of_row, part.logs)
        if not numbers:
            return Query(("node",), (name,)).or_null
        return Json((Query((listed("node", "n").sql,), (name,)).scalar,))

    def _page(self, part: Page, selected: SelectedField) -> Json:
        page = self.writer.page(part, selected, "")
        self.logs = self.logs or part.logs is not None or part.logs_each is not None
        if not page.reads:
            return page.value
        rows = page.rows
        if part.logs_each is not None:
            rows = self._each(page.name, rows, page.of_row, part.logs_each)
        self._root(page.name, rows, page.of_row, part.logs)
        if part.logs or part.logs_each is not None:  # the row beyond the page is not shown, and so not logged
            self.logged[-1] += f" WHERE n <= {page.first}"
        return page.value

    def _each(self, name: str, query: Query, of_row: RowField, logs: Sql) -> Query:
        """The rows with the ids of all that each of them shows."""
        self.logs = True
        self.logged.append(f"{name} CROSS JOIN unnest({name}.ids) shown(id)")
        return query.also(f"{of_row.sql(logs)} AS ids")

    def _entities(self, part: Entities, selected: SelectedField) -> Json:
        name = self.writer.alias("r")
        self.roots[name] = entities.rows(self.writer, part, selected)
        if any(key.logs for key in part.keys):
            self.logs = True
            self.logged.append(name)
        return entities.listed_in_order(self.writer, part, selected, name)

    def _root(self, name: str, query: Query, of_row: RowField, logs: str | None) -> None:
        if logs is not None:
            query = query.also(f"{of_row.sql(logs)} AS id")
            self.logs = True
            self.logged.append(name)
        self.roots[name] = query.text

    def text(self, shape: LogShape | None, log_entry: LogEntry, whole: bool = False) -> str | None:
        """The statement, or nothing when there is nothing to ask.

        The answer is one text when it is complete. When some fields are left to ordinary execution, or
        a single object is asked for, each value is a column.
        """
        if not self.values and not whole:
            return None
        steps = self._steps()
        if self.logs and shape is not None:
            steps["log AS"] = entry(shape, log_entry, self.logged, self.writer.slots)
        return _written(steps, self._answer(whole))

    def read_only(self) -> ReadOnly | None:
        """The whole answer and what it shows, with nothing written; to be made before `text` places its own values."""
        if not self.values or self.rest:
            return None
        answer = self._answer(True)
        columns = f"{answer},\n{seen(self.logged)}" if self.logs else answer
        return ReadOnly(_written(self._steps(), columns), len(self.writer.slots))

    def _steps(self) -> dict[str, str]:
        return {f"{name} AS MATERIALIZED": query for name, query in self.roots.items()}

    def _answer(self, whole: bool) -> str:
        if whole:
            return built([("data", built(self.values))]).sql
        return ",\n".join(value.sql for _, value in self.values)


def _written(steps: dict[str, str], columns: str) -> str:
    with_ = ",\n".join(f"{name} {bracketed(query)}" for name, query in steps.items())
    return (f"WITH {with_}\n" if with_ else "") + f"SELECT\n{inset(columns)}"
