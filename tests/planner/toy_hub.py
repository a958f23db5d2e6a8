"""Asks operations of the toy graph as one caller, and counts the statements."""

from __future__ import annotations

from typing import Any

import psycopg
import toy

from planner.plan import Plan, Planner
from planner.selection import coerced, read


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
