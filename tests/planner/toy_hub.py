"""Asks operations of the toy graph as one caller, and counts the statements."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import toy
from psycopg import sql

from planner.document import coerced, read
from planner.plan import Plan
from planner.planner import Planner


class ToyHub:
    """What the hub does with an operation, without the web around it."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.planner: Planner = toy.planner()
        self.statements = 0

    def ask(self, text: str, variables: dict[str, Any] | None = None, **caller: Any) -> str:
        """The text of the answer."""
        return str(self.run(*self.bound(text, variables, **caller))[0])

    def bound(self, text: str, variables: dict[str, Any] | None = None, **caller: Any) -> tuple[Plan, list[object]]:
        """The plan and the values of its placeholders."""
        document = read(text)
        values = coerced(self.planner.schema, document.operation(None), variables or {})
        plan = self.planner.plan(document, None, values)
        return plan, plan.bind(values, {**toy.CALLER, **caller})

    def run(self, plan: Plan, values: list[object]) -> tuple[Any, ...]:
        """The row of the answer, from one statement."""
        assert plan.statement is not None
        self.statements += 1
        with psycopg.RawCursor(self.connection) as cursor:
            row = cursor.execute(plan.statement, values).fetchone()
        assert row is not None
        return tuple(row)

    def logged(self) -> list[tuple[Any, ...]]:
        """The access log."""
        columns = "client, operation, attributes, roots"
        return self.connection.execute(f"SELECT {columns} FROM access_log ORDER BY id").fetchall()

    def explained(self, plan: Plan, values: list[object]) -> list[tuple[str, float]]:
        """Each step of PostgreSQL's generic plan, as a prepared statement has it, with the rows it read."""
        types = ", ".join(type for _, type in plan.slots)
        literals = sql.SQL(", ").join(map(sql.Literal, values))
        self.connection.execute("SET LOCAL plan_cache_mode = force_generic_plan")
        self.connection.execute(f"PREPARE asked ({types}) AS {plan.statement}")
        row = self.connection.execute(
            sql.SQL("EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE asked ({})").format(literals)
        ).fetchone()
        self.connection.execute("DEALLOCATE asked")
        assert row is not None
        return list(_steps(row[0][0]["Plan"]))


def _steps(step: dict[str, Any]) -> Iterator[tuple[str, float]]:
    yield step["Node Type"], step["Actual Rows"] * step["Actual Loops"]
    for inner in step.get("Plans", ()):
        yield from _steps(inner)
