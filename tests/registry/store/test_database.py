import contextlib
import tempfile
import uuid

import psycopg
import pytest

from registry.store.connection import Connection
from registry.store.database import Database, ask, new_id, retrying
from tests.conftest import Copy

pytestmark = pytest.mark.anyio

LANZHOU = "{[620100000000,620200000000)}"
RANGES = "SELECT coalesce(current_setting('hub.ranges', true), '')"


async def syncs(connection: Connection, act) -> int:
    """How many Sync messages go out while `act` runs, read from libpq's own trace of the wire."""
    with tempfile.TemporaryFile() as wire:
        connection.pgconn.trace(wire.fileno())
        try:
            await act
        finally:
            connection.pgconn.untrace()
        wire.seek(0)
        return sum(line.split(b"\t")[3:4] == [b"Sync"] for line in wire.read().splitlines())


@pytest.mark.parametrize("prepare", [True, False])
async def test_a_question_under_settings_goes_out_with_one_sync(database: Database, prepare: bool) -> None:
    async with database.app.connection() as connection:
        question = ask(connection, {"hub.ranges": LANZHOU}, f"{RANGES} || $1::text", ["!"], prepare)
        assert await syncs(connection, question) == 1
        question = ask(connection, {"hub.ranges": LANZHOU}, f"{RANGES} || $1::text", ["!"], prepare)
        assert await syncs(connection, question) == 1


async def test_settings_hold_for_the_question_and_not_for_the_next(database: Database) -> None:
    async with database.app.connection() as connection:
        assert await ask(connection, {"hub.ranges": LANZHOU}, RANGES) == LANZHOU.encode()
        assert await ask(connection, {}, RANGES) == b""


async def test_settings_of_a_transaction_do_not_reach_the_next_one(database: Database) -> None:
    async with database.transaction(ranges=LANZHOU, department="housing") as connection:
        process = connection.info.backend_pid
        assert await ask(connection, {}, RANGES) == LANZHOU.encode()
    async with database.transaction() as connection:
        assert connection.info.backend_pid == process
        assert await ask(connection, {}, RANGES) == b""


async def test_a_question_inside_a_transaction_belongs_to_it(database: Database, owner) -> None:
    await owner.execute("CREATE TABLE entries (id int)")
    await owner.execute("GRANT ALL ON entries TO PUBLIC")

    async def act() -> None:
        async with database.transaction(ranges=LANZHOU) as connection:
            await connection.execute("INSERT INTO entries VALUES (1)")
            assert await ask(connection, {}, "SELECT count(*)::text FROM entries") == b"1"
            assert await ask(connection, {}, RANGES) == LANZHOU.encode()
            await ask(connection, {}, "SELECT (1 / $1::int)::text", [0])

    with pytest.raises(psycopg.errors.DivisionByZero):
        await act()
    async with database.transaction() as connection:
        assert await ask(connection, {}, "SELECT count(*)::text FROM entries") == b"0"


async def test_a_transaction_with_a_swallowed_error_does_not_pass_for_committed(database: Database) -> None:
    async def act() -> None:
        async with database.transaction() as connection:
            with contextlib.suppress(psycopg.errors.DivisionByZero):
                await connection.execute("SELECT 1 / 0")

    with pytest.raises(psycopg.errors.InFailedSqlTransaction):
        await act()


async def test_a_lost_connection_is_an_error_and_not_a_wait(database: Database, owner) -> None:
    async with database.app.connection() as connection:
        await owner.execute("SELECT pg_terminate_backend(%s)", [connection.info.backend_pid])
        with pytest.raises(psycopg.OperationalError):
            await ask(connection, {}, "SELECT 'x'::text")
    async with database.app.connection() as connection:
        assert await ask(connection, {}, "SELECT 'again'::text") == b"again"


async def test_sessions_speak_utc_and_have_an_end(database: Database) -> None:
    async with database.app.connection() as connection:
        said = await ask(connection, {}, "SELECT current_setting('TimeZone') || current_setting('statement_timeout')")
    assert said == b"UTC30s"


async def test_a_lost_race_is_run_once_more() -> None:
    outcomes: list[object] = [psycopg.errors.DeadlockDetected(), "done", psycopg.errors.DeadlockDetected()]

    async def act() -> object:
        outcome = outcomes.pop(0)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    assert await retrying(act) == "done"
    outcomes.append(psycopg.errors.DeadlockDetected())
    with pytest.raises(psycopg.errors.DeadlockDetected):
        await retrying(act)


def test_ids_follow_the_clock() -> None:
    ids = [new_id() for _ in range(100)]
    assert ids == sorted(ids)
    assert {made.version for made in ids} == {7}
    assert isinstance(ids[0], uuid.UUID)


async def test_where_one_pool_does_not_open_none_stays_open(copy: Copy) -> None:
    database = Database(copy.addresses)
    await database.vault.open()
    await database.vault.close()  # it cannot be opened any more
    with pytest.raises(psycopg.OperationalError):
        async with database:
            pass
    assert (database.app.closed, database.own.closed) == (True, True)
