"""A connection: questions under settings in one exchange, plans that fit, errors that are told."""

import asyncio
from collections.abc import Iterator
from typing import NamedTuple

import psycopg
import pytest

from registry.store.connection import PREPARED_STATEMENTS, Connection, Question
from registry.store.database import Database, ask, new_id
from tests.conftest import Copy
from tests.registry.store.test_database import LANZHOU

pytestmark = pytest.mark.anyio


async def test_a_failing_statement_takes_back_what_came_before_it(database: Database, owner) -> None:
    await owner.execute("CREATE TABLE entries (id int)")
    await owner.execute("GRANT ALL ON entries TO PUBLIC")
    async with database.app.connection() as connection:
        entry = Question("INSERT INTO entries VALUES ($1::int)", [1])
        with pytest.raises(psycopg.errors.DivisionByZero):
            await connection.together([entry, Question("SELECT 1 / $1::int", [0])])
        assert await ask(connection, {}, "SELECT count(*)::text FROM entries") == b"0"
        await connection.together([entry])
        assert await ask(connection, {}, "SELECT count(*)::text FROM entries") == b"1"


class Mode(NamedTuple):
    """How plans are made."""

    plans: str
    value: str


async def test_a_plan_that_is_kept_for_few_rows_is_not_kept_for_the_next_question(database: Database) -> None:
    mode = Question("SELECT current_setting('plan_cache_mode'), $1::text", ["!"])
    async with database.transaction() as connection:
        assert await connection.rows(Mode, mode, few=True) == [("force_generic_plan", "!")]
        assert await connection.rows(Mode, mode) == [("auto", "!")]


async def test_statements_of_one_exchange_see_what_those_before_them_did(database: Database, owner) -> None:
    await owner.execute("CREATE TABLE entries (id int)")
    await owner.execute("GRANT ALL ON entries TO PUBLIC")
    entries = (Question("INSERT INTO entries VALUES ($1::int)", [n]) for n in range(3))
    async with database.transaction() as connection:
        *_, last = await connection.together([*entries, Question("SELECT id FROM entries ORDER BY id")])
        assert connection.read(int, last) == [0, 1, 2]


async def test_a_statement_that_cannot_be_made_closes_the_connection_and_writes_nothing(
    database: Database, owner
) -> None:
    await owner.execute("CREATE TABLE entries (id int)")
    await owner.execute("GRANT ALL ON entries TO PUBLIC")

    def unfinished() -> Iterator[Question]:
        yield Question("INSERT INTO entries VALUES ($1::int)", [1])
        raise ValueError("the next one")

    with pytest.raises(ValueError, match="the next one"):
        async with database.transaction() as connection:
            await connection.together(unfinished())
    assert connection.closed
    async with database.transaction() as connection:
        assert await connection.rows(int, Question("SELECT count(*) FROM entries")) == [0]


async def test_an_error_at_the_commit_is_an_error_of_the_question(database: Database, owner) -> None:
    await owner.execute("CREATE TABLE entries (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)")
    await owner.execute("GRANT ALL ON entries TO PUBLIC")
    twice = "WITH made AS (INSERT INTO entries VALUES (1), (1) RETURNING id) SELECT count(*)::text FROM made"
    async with database.app.connection() as connection:
        with pytest.raises(psycopg.errors.UniqueViolation):
            await ask(connection, {"hub.ranges": LANZHOU}, twice)
        assert await ask(connection, {}, "SELECT count(*)::text FROM entries") == b"0"


async def test_a_statement_that_cannot_be_prepared_can_be_asked_again(database: Database) -> None:
    async with database.app.connection() as connection:
        for _ in range(2):
            with pytest.raises(psycopg.errors.UndefinedTable):
                await ask(connection, {}, "SELECT nothing::text FROM nowhere")
        assert await ask(connection, {}, "SELECT 'well'::text") == b"well"


async def test_types_come_from_the_statement(database: Database) -> None:
    values = [new_id(), 7, None, ["a", "b,"], True, b"\x00\xff"]
    statement = """SELECT json_build_array($1::uuid, $2::int8, $3::date, $4::text[], $5::bool, $6::bytea)::text"""
    async with database.app.connection() as connection:
        answer = await ask(connection, {}, statement, values)
    assert answer == f'["{values[0]}", 7, null, ["a","b,"], true, "\\\\x00ff"]'.encode()


async def test_no_row_is_no_answer(database: Database) -> None:
    async with database.app.connection() as connection:
        assert await ask(connection, {}, "SELECT 'x'::text WHERE false") is None


async def test_a_connection_keeps_only_so_many_prepared_statements(database: Database) -> None:
    async with database.app.connection() as connection:
        for number in range(PREPARED_STATEMENTS + 20):
            assert await ask(connection, {}, f"SELECT '{number}'::text") == str(number).encode()
        kept = await ask(connection, {}, "SELECT count(*)::text FROM pg_prepared_statements")
        assert kept is not None
        assert int(kept) <= PREPARED_STATEMENTS + 2
        assert await ask(connection, {}, "SELECT '0'::text") == b"0"


async def test_a_cancelled_question_leaves_no_answer_for_the_next_one(database: Database) -> None:
    async with database.app.connection() as connection:
        asked = asyncio.create_task(ask(connection, {"hub.ranges": LANZHOU}, "SELECT pg_sleep(60)::text"))
        await asyncio.sleep(0.2)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
    async with database.app.connection() as connection:
        assert await ask(connection, {}, "SELECT 'mine'::text") == b"mine"


async def test_statements_are_prepared_anew_after_a_rollback(database: Database) -> None:
    async with database.app.connection() as connection:
        for _ in range(2):
            await connection.together([Question("BEGIN", prepare=False), Question("SELECT 1")])
            await connection.rollback()


async def test_statements_are_prepared_anew_after_the_driver_has_forgotten_its_own(copy: Copy) -> None:
    """It deallocates everything there is after ALTER and DROP, where it has prepared anything itself."""
    async with await Connection.connect(
        copy.owner, autocommit=True, cursor_factory=psycopg.AsyncRawCursor
    ) as connection:
        for _ in range(2):
            await connection.together([Question("SELECT 1")])
            await connection.execute("SELECT $1::int", [1], prepare=True)
            await connection.execute("ALTER TABLE households ALTER number SET STATISTICS 100")
