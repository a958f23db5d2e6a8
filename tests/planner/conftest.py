"""A server of its own with the toy tables, and a connection that counts statements."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg
import pytest

from planner.plan import Plan, Planner
from planner.selection import coerced, read
from tests.planner import toy


class Hub:
    """Asks operations of the toy graph as one caller, in one statement each."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.connection = connection
        self.planner: Planner = toy.planner()
        self.statements = 0

    def ask(self, text: str, variables: dict[str, Any] | None = None, operation: str | None = None, **caller: Any) -> str:
        plan, values = self.bound(text, variables, operation, **caller)
        return str(self.run(plan, values)[0])

    def bound(
        self, text: str, variables: dict[str, Any] | None = None, operation: str | None = None, **caller: Any
    ) -> tuple[Plan, list[object]]:
        document = read(text)
        values = coerced(self.planner.schema, document.operation(operation), variables or {})
        plan = self.planner.plan(document, operation, values)
        return plan, plan.bind(values, {**toy.CALLER, **caller})

    def run(self, plan: Plan, values: list[object]) -> tuple[Any, ...]:
        assert plan.statement is not None
        self.statements += 1
        with psycopg.RawCursor(self.connection) as cursor:
            row = cursor.execute(plan.statement, values).fetchone()
        assert row is not None
        return tuple(row)

    def logged(self) -> list[tuple[Any, ...]]:
        return self.connection.execute(
            "SELECT client, operation, attributes, roots FROM access_log ORDER BY id"
        ).fetchall()


@pytest.fixture(scope="session")
def toy_server() -> Iterator[str]:
    folder = Path(mkdtemp(prefix="toy-"))
    account = "postgres" if os.getuid() == 0 else None
    if account:
        shutil.chown(folder, account)
    options = f"-c listen_addresses= -c fsync=off -k {folder}"
    start = (["initdb", "-D", folder / "data", "-A", "trust", "-E", "UTF8", "--no-locale", "-U", "postgres"],)
    for command in (*start, ["pg_ctl", "-D", folder / "data", "-w", "-l", folder / "log", "-o", options, "start"]):
        subprocess.run(command, check=True, user=account, cwd=folder, stdout=subprocess.DEVNULL)
    yield f"host={folder} user=postgres dbname=postgres"
    subprocess.run(
        ["pg_ctl", "-D", folder / "data", "-m", "immediate", "stop"],
        check=True,
        user=account,
        cwd=folder,
        stdout=subprocess.DEVNULL,
    )
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def loaded(toy_server: str) -> str:
    with psycopg.connect(toy_server) as connection:
        connection.execute((toy.HERE / "toy.sql").read_text())
        for table, rows in toy.ROWS.items():
            places = ", ".join(f"%({column})s" for column in rows[0])
            connection.cursor().executemany(f"INSERT INTO {table} VALUES ({places})", rows)
    return toy_server


@pytest.fixture
def hub(loaded: str) -> Iterator[Hub]:
    with psycopg.connect(loaded) as connection:
        yield Hub(connection)
        connection.rollback()
