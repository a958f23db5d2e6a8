"""What an answer wrote is on the disk when the answer comes, and one wait serves all who wait."""

import asyncio
import time

import psycopg
import pytest

from registry.store.database import Database, ask
from registry.store.group_commit import Flush, FlushedTooLate

pytestmark = pytest.mark.anyio

SEEN = "INSERT INTO seen SELECT gen_random_uuid()::text FROM generate_series(1, 20) RETURNING id"
WRITTEN = "SELECT pg_current_wal_insert_lsn()::text"
ON_DISK = "SELECT pg_current_wal_flush_lsn() >= %s::pg_lsn"
XID = "SELECT pg_current_xact_id()::text::bigint"
FLUSHING = """SELECT pid FROM pg_stat_activity
WHERE datname = current_database() AND query LIKE '%pg_logical_emit_message%' AND pid <> pg_backend_pid()"""


@pytest.fixture(autouse=True)
async def seen(owner: psycopg.AsyncConnection) -> None:
    await owner.execute("CREATE TABLE seen (id text)")
    await owner.execute("GRANT ALL ON seen TO PUBLIC")


async def look(database: Database, writes: bool = True) -> None:
    assert await database.ask({"hub.ranges": ""}, SEEN, [], prepare=True, writes=writes)


async def on_disk(database: Database, owner: psycopg.AsyncConnection) -> bool:
    async with database.app.connection() as connection:
        written = await ask(connection, {}, WRITTEN)
    assert written
    row = await (await owner.execute(ON_DISK, [written.decode()])).fetchone()
    return row == (True,)


async def test_what_was_written_is_on_the_disk_when_the_answer_comes(database: Database, owner) -> None:
    found = 0
    for _ in range(20):
        await look(database)
        found += await on_disk(database, owner)
    assert found > 10  # in between, other databases of the server may write something of theirs


async def test_the_connection_itself_has_not_waited_for_the_disk(database: Database, owner) -> None:
    late = 0
    for _ in range(20):
        await look(database, writes=False)
        late += not await on_disk(database, owner)
    assert late


async def test_the_next_transaction_of_the_connection_waits_for_the_disk_again(database: Database) -> None:
    await look(database)
    async with database.app.connection() as connection:
        assert await ask(connection, {}, "SELECT current_setting('synchronous_commit')") == b"on"


async def test_all_who_wait_at_once_wait_for_one_flush(database: Database, owner) -> None:
    flush = Flush(database.app)
    before = await (await owner.execute(XID)).fetchone()
    await asyncio.gather(*(flush.reached(time.monotonic()) for _ in range(64)))
    await flush.close()
    after = await (await owner.execute(XID)).fetchone()
    assert 1 <= after[0] - before[0] - 1 < 16  # other databases of the server make transactions too


async def test_who_leaves_takes_no_other_answer_along(database: Database, owner) -> None:
    asked = [asyncio.create_task(look(database)) for _ in range(16)]
    await asyncio.sleep(0.002)
    for task in asked[::2]:
        task.cancel()
    found = await asyncio.gather(*asked, return_exceptions=True)
    assert found[1::2] == [None] * 8
    await look(database)


async def test_whose_flush_is_lost_is_asked_once_more_as_a_whole(database: Database, owner) -> None:
    await look(database)
    for (process,) in await (await owner.execute(FLUSHING)).fetchall():
        await owner.execute("SELECT pg_terminate_backend(%s)", [process])
    await asyncio.gather(*(look(database) for _ in range(4)))
    rows = await (await owner.execute("SELECT count(*) FROM seen")).fetchone()
    # A connection that is younger than what it flushes vouches for nothing: there are two rows of one look.
    assert 5 * 20 < rows[0] <= 13 * 20


async def test_a_connection_made_since_does_not_vouch_for_what_was_committed_before(database: Database) -> None:
    flush, began = Flush(database.app), time.monotonic()
    await flush.reached(began)
    await flush.close()
    async with database.app.connection() as connection:
        await connection.close()
    with pytest.raises(FlushedTooLate):
        await flush.reached(began)
    await flush.reached(time.monotonic())
    await flush.close()


async def test_one_connection_flushes_for_all_and_another_once_it_is_dead(database: Database, owner) -> None:
    await look(database)
    flushing = await (await owner.execute(FLUSHING)).fetchall()
    for _ in range(3):
        await look(database)
    assert await (await owner.execute(FLUSHING)).fetchall() == flushing
    await owner.execute("SELECT pg_terminate_backend(%s)", flushing[0])
    await look(database)
    assert await (await owner.execute(FLUSHING)).fetchall() != flushing
