"""Asking again: the statements of acts once more, with the plans that they get under statistics that lie."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Any

import psycopg
from psycopg import sql

from registry.store.database import BY_INDEX
from tests.explained import rows_read, steps
from tests.schema.reads import Read

SETTINGS = {**BY_INDEX, "hub.ranges": "{[620000000000,630000000000)}", "hub.department": "civil_affairs"}
WORDS = ("SELECT", "INSERT", "UPDATE", "DELETE", "WITH")


def asked_again(
    owner: str, role: str, lies: Sequence[str], mode: str, asked: Mapping[str, list[Any]]
) -> Iterator[tuple[str, list[Read]]]:
    """Each statement that can be asked again with its values, as this role, and what its plan reads of each table.

    All of it is undone: also the lies. What cannot be written twice is left out.
    """
    with psycopg.connect(owner, cursor_factory=psycopg.ClientCursor) as connection:
        for lie in lies:
            connection.execute(lie.encode())
        connection.execute(sql.SQL("SET LOCAL ROLE {}").format(sql.Identifier(role)))
        for name, value in {**SETTINGS, "plan_cache_mode": mode}.items():
            connection.execute("SELECT set_config(%s, %s, true)", [name, value])
        for statement, values in asked.items():
            if statement.lstrip().startswith(WORDS) and "set_config(" not in statement:
                with suppress(psycopg.IntegrityError, psycopg.errors.InsufficientPrivilege):
                    yield statement, list(_reads(connection, statement, values))
                connection.execute("DEALLOCATE ALL")
        connection.rollback()


def _reads(connection: psycopg.Connection, statement: str, values: list[Any]) -> Iterator[Read]:
    texts = [None if value is None else bytes(value).decode() for value in values]
    places = f"({', '.join(['%s'] * len(texts))})" if texts else ""
    with connection.transaction(force_rollback=True):
        connection.execute(f"PREPARE asked AS {statement}".encode())
        row = connection.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE asked{places}".encode(), texts).fetchone()
    if row:
        read: dict[str, float] = {}
        for step in steps(row[0][0]["Plan"]):
            if table := step.get("Relation Name"):
                read[table] = read.get(table, 0) + rows_read(step)
        yield from (Read(statement, table, int(rows)) for table, rows in read.items())
