"""Pools: dead connections are found before a question is given to them, and who gets none is told why."""

import psycopg
import pytest
from psycopg_pool import PoolTimeout

from registry.store.database import Database, ask
from registry.store.pool import Pool, alive
from tests.conftest import Copy

pytestmark = pytest.mark.anyio

ENDED = """SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""
HERE = "SELECT 'here'"


async def test_nobody_is_given_a_connection_that_the_server_has_ended(database: Database, owner) -> None:
    connections = [await database.app.getconn() for _ in range(3)]
    for connection in connections:
        await database.app.putconn(connection)
    await owner.execute(ENDED)
    assert not any(alive(connection) for connection in connections)
    for _ in range(4):
        async with database.app.connection() as connection:
            assert await ask(connection, {}, HERE) == b"here"


async def test_what_a_server_says_beside_its_answers_ends_no_connection(database: Database, owner) -> None:
    async with database.app.connection() as connection:
        await connection.execute("LISTEN news")
        await owner.execute("NOTIFY news")
        await owner.execute("SELECT pg_sleep(0.1)")
        assert alive(connection)
        assert await ask(connection, {}, HERE) == b"here"


async def test_a_read_whose_connection_is_lost_under_it_is_asked_once_more(database: Database, owner) -> None:
    await owner.execute("CREATE TABLE tries (n int)")
    await owner.execute("CREATE SEQUENCE tried")
    await owner.execute("GRANT ALL ON tried TO PUBLIC")
    # The first time it ends its own connection; a sequence is not rolled back.
    once = (
        """SELECT CASE nextval('tried') WHEN 1 THEN pg_terminate_backend(pg_backend_pid())::text ELSE 'answered' END"""
    )
    assert await database.ask({"hub.ranges": ""}, once, [], prepare=True, writes=False) == b"answered"


async def test_a_read_that_fails_of_itself_is_asked_once(database: Database, owner) -> None:
    await owner.execute("CREATE SEQUENCE tried")
    await owner.execute("GRANT ALL ON tried TO PUBLIC")
    with pytest.raises(psycopg.errors.DivisionByZero):
        await database.ask({}, "SELECT (nextval('tried') / 0)::text", [], prepare=True, writes=False)
    assert await (await owner.execute("SELECT last_value FROM tried")).fetchone() == (1,)


async def test_who_gets_no_connection_is_told_what_keeps_the_database_away(copy: Copy) -> None:
    async with Pool(copy.addresses.app, 1, least=0) as pool:
        with psycopg.connect(copy.owner, autocommit=True) as owner:
            role = psycopg.conninfo.conninfo_to_dict(copy.addresses.app)["user"]
            owner.execute(f'ALTER ROLE "{role}" CONNECTION LIMIT 0'.encode())
            try:
                with pytest.raises(PoolTimeout, match="too many connections"):
                    await pool.getconn(timeout=0.5)
            finally:
                owner.execute(f'ALTER ROLE "{role}" CONNECTION LIMIT -1'.encode())
        async with pool.connection() as connection:
            assert await ask(connection, {}, HERE) == b"here"
