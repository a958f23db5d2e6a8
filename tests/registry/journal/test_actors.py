from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import psycopg
import pytest

from registry.journal.actors import Actor, known
from registry.store.database import Database
from tests.conftest import Copy

WANG = Actor("NAMED", "housing-one", "housing", subject="zj-017", name="王工")


def met(copy: Copy, actor: Actor) -> object:
    with psycopg.connect(copy.addresses.auth) as connection:
        return known(connection, actor)


def test_each_actor_has_one_row_whoever_meets_them_at_once(copy: Copy) -> None:
    with ThreadPoolExecutor(6) as threads:
        ids = set(threads.map(lambda _: met(copy, WANG), range(6)))
    assert len(ids) == 1
    with psycopg.connect(copy.owner) as connection:
        assert connection.execute("SELECT kind, client, subject, name, department FROM actors").fetchall() == [
            ("NAMED", "housing-one", "zj-017", "王工", "housing")
        ]


def test_who_acts_otherwise_is_another_actor(copy: Copy) -> None:
    others = [
        WANG,
        replace(WANG, name="王工程师"),
        replace(WANG, subject="zj-018"),
        replace(WANG, client="housing-two"),
        replace(WANG, department="civil_affairs"),
        Actor("PROGRAM", "housing-one", "housing"),
    ]
    assert len({met(copy, actor) for actor in others}) == len(others)


@pytest.mark.anyio
async def test_the_application_can_make_no_actor(database: Database) -> None:
    async with database.transaction(department="housing") as connection:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await connection.execute(
                "INSERT INTO actors (id, kind, client, department) VALUES (gen_random_uuid(), 'PROGRAM', 'x', 'housing')"
            )
        await connection.rollback()
