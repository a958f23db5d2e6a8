"""Jobs: asked for once, in the hand of one, and called off."""

import asyncio
from datetime import timedelta
from uuid import UUID

import psycopg
import pytest

from registry.errors import Refusal
from registry.journal import jobs
from registry.journal.jobs import MOST_OPEN, Order, Stand
from tests.conftest import Copy
from tests.registry.province import Province

pytestmark = pytest.mark.anyio
WEEK = timedelta(days=7)


def order(client: str = "a", key: str | None = None, rule: str = "death") -> Order:
    return Order(client, "civil_affairs", "SIMULATION", {"rule": rule}, "{[3,9)}", ["civil/match:write"], key)


async def asked(province: Province, one: Order) -> UUID:
    async with province.act() as connection:
        return await jobs.ask(connection, one)


async def test_only_who_took_a_job_up_last_writes_what_it_has_come_to(province: Province, copy: Copy) -> None:
    id = await asked(province, order())
    async with province.act() as connection:
        first = await jobs.take(connection, id)
        second = await jobs.take(connection, id)
        assert first is not None
        assert second is not None
        assert second.places == [(3, 9)]
        assert not await jobs.move(connection, first, Stand(1, [1], {}), 9)
        await jobs.finish(connection, first, {"households": 1}, WEEK)
        assert await jobs.move(connection, second, Stand(2, [2], {"x": 1}), 9)
        third = await jobs.take(connection, id)
        assert third is not None
        assert (third.begin, third.size, third.taken, third.tries) == (Stand(2, [2], {"x": 1}), 9, 3, 1)
        await jobs.finish(connection, third, {"households": 2}, WEEK)
        assert await jobs.take(connection, id) is None
    assert await province.ask("SELECT state, result FROM jobs") == [("DONE", {"households": 2})]


async def test_an_outage_counts_no_try_and_what_another_has_taken_meanwhile_is_left_to_it(
    province: Province, copy: Copy
) -> None:
    id = await asked(province, order())
    async with province.act() as connection:
        job = await jobs.take(connection, id)
        assert job is not None
        again = await jobs.take(connection, id, job.taken)
        assert again is not None
        assert (again.taken, again.tries) == (2, 1)
        assert await jobs.take(connection, id, job.taken) is None


async def test_a_job_that_is_put_back_waits_counts_no_try_and_is_left_to_who_has_it_since(
    province: Province, copy: Copy
) -> None:
    id = await asked(province, order())
    async with province.act() as connection:
        job = await jobs.take(connection, id)
        assert job is not None
        assert await jobs.put_back(connection, job, 60)
        assert not await jobs.move(connection, job, Stand(1, [1], {}), 9)
        again = await jobs.take(connection, id)
        assert again is not None
        assert (again.taken, again.tries) == (2, 1)
        assert not await jobs.put_back(connection, job, 60)


async def test_a_job_that_was_put_back_and_that_the_queue_holds_as_at_work_is_put_in_anew(
    province: Province, copy: Copy
) -> None:
    id = await asked(province, order())
    queue = "SELECT status::text FROM procrastinate.procrastinate_jobs"
    with psycopg.connect(copy.owner, autocommit=True) as owner:
        owner.execute("UPDATE procrastinate.procrastinate_jobs SET status = 'doing'")
        for seconds, held in ((-20, "doing"), (-40, "todo")):
            async with province.act() as connection:
                job = await jobs.take(connection, id)
                assert job is not None
                assert await jobs.put_back(connection, job, seconds)
                await jobs.set_queue_right(connection)
            assert owner.execute(queue).fetchall() == [(held,)]


async def test_requests_at_once_do_not_pass_the_bound_of_open_jobs(province: Province, copy: Copy) -> None:
    for _ in range(MOST_OPEN - 1):
        await asked(province, order())
    tried = await asyncio.gather(*(asked(province, order()) for _ in range(4)), return_exceptions=True)
    assert [isinstance(one, UUID) for one in tried].count(True) == 1
    assert await province.ask("SELECT count(*) FROM jobs") == [(MOST_OPEN,)]


async def test_the_queue_is_set_right_for_the_departments_own_jobs(province: Province, copy: Copy) -> None:
    kept, lost = await asked(province, order()), await asked(province, order())
    queued = "SELECT args ->> 'job' FROM procrastinate.procrastinate_jobs ORDER BY id"
    async with province.act() as connection:
        await connection.execute("DELETE FROM procrastinate.procrastinate_jobs WHERE args ->> 'job' = $1", [str(lost)])
    for department in ("housing", "civil_affairs", "civil_affairs"):
        async with province.act(department) as connection:
            await jobs.set_queue_right(connection)
            rows = await connection.fetch(jobs.tuple_of, queued)
        assert rows == [(str(kept),), *([(str(lost),)] if department == "civil_affairs" else [])]


async def test_a_client_has_so_many_jobs_open_and_another_as_many(province: Province, copy: Copy) -> None:
    for _ in range(MOST_OPEN - 1):
        await asked(province, order())
    known = await asked(province, order(key="k"))
    with pytest.raises(Refusal, match="TOO_MANY_JOBS"):
        await asked(province, order())
    assert await asked(province, order(key="k")) == known
    await asked(province, order("b"))
    async with province.act() as connection:
        await jobs.cancel(connection, known, WEEK, "a")
    await asked(province, order())


async def test_a_job_is_called_off_once_and_by_its_client(province: Province, copy: Copy) -> None:
    id = await asked(province, order())
    async with province.act() as connection:
        job = await jobs.take(connection, id)
        assert job is not None
        with pytest.raises(Refusal, match="UNKNOWN_JOB"):
            await jobs.cancel(connection, id, WEEK, "b")
        await jobs.cancel(connection, id, WEEK, "a")
        assert not await jobs.move(connection, job, Stand(1, None, {}), 1)
        await jobs.finish(connection, job, {}, WEEK)
        with pytest.raises(Refusal, match="JOB_ENDED"):
            await jobs.cancel(connection, id, WEEK, "a")
    assert await province.ask("SELECT state FROM jobs") == [("CANCELLED",)]


async def test_another_department_sees_no_job(province: Province, copy: Copy) -> None:
    id = await asked(province, order())
    async with province.act("housing") as connection:
        assert await jobs.take(connection, id) is None
        with pytest.raises(Refusal, match="UNKNOWN_JOB"):
            await jobs.cancel(connection, id, WEEK, "a")
