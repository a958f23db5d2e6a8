"""The toy tables with their rows, loaded once; each test's own access log is rolled back."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import psycopg
import pytest
import toy
from toy_hub import ToyHub

from hub.database.postgres import Server


@pytest.fixture(scope="session")
def toy_database(postgres: Server, new_database: Callable[..., str]) -> str:
    url = postgres.owner_url(new_database())
    with psycopg.connect(url) as connection:
        connection.execute((toy.HERE / "toy.sql").read_text())
        for table, rows in toy.ROWS.items():
            places = ", ".join(f"%({column})s" for column in rows[0])
            connection.cursor().executemany(f"INSERT INTO {table} VALUES ({places})", rows)
    return url


@pytest.fixture
def toy_hub(toy_database: str) -> Iterator[ToyHub]:
    with psycopg.connect(toy_database) as connection:
        yield ToyHub(connection)
        connection.rollback()
