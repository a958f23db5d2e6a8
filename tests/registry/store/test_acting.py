from uuid import uuid4

import pytest

from registry.store.acting import ACT_AS
from registry.store.database import Database

BATCH = """INSERT INTO batches (id, department, client, kind, items, accepted, replayed, refused)
VALUES (gen_random_uuid(), 'housing', 'a test', 'feedback', 0, 0, 0, 0) RETURNING actor_id"""


@pytest.mark.anyio
async def test_who_acts_stands_on_what_is_written_though_no_insert_says_it(database: Database) -> None:
    actor, later = uuid4(), uuid4()
    async with database.transaction(department="housing", actor=actor) as connection:
        assert await (await connection.execute(BATCH)).fetchone() == (actor,)
        await connection.execute(ACT_AS, [str(later)])
        assert await (await connection.execute(BATCH)).fetchone() == (later,)
    # The same connection, by which the hub acts itself.
    async with database.own_transaction(ranges="", department="housing") as connection:
        assert await (await connection.execute(BATCH)).fetchone() == (None,)
