"""Background work: each job is noted when it was done, and what it failed of."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

import psycopg
import pytest

from hub.upkeep.background import Job, repeat
from registry.journal import upkeep
from registry.store.connection import Connection
from registry.store.database import Database
from tests.conftest import Copy
from tests.hub.commands.test_workers import until
from tests.hub_running import Running


def jobs(owner_url: str) -> dict[str, upkeep.Job]:
    with psycopg.connect(owner_url) as owner:
        return {row[0]: upkeep.Job(*row) for row in owner.execute(upkeep.JOBS).fetchall()}


def test_every_job_of_a_running_hub_is_noted(hub: Running) -> None:
    names = {
        "assertions", "audit", "counts", "cross-check", "deadlines", "deliveries", "figures", "jobs", "linkage",
        "partitions", "search", "sources",
        "sweep",
    }  # fmt: skip
    until(lambda: {name for name, job in jobs(hub.owner).items() if job.done_at} == names)
    assert not any(job.fails for job in jobs(hub.owner).values())


@pytest.mark.anyio
async def test_a_job_that_fails_is_noted_by_its_class_and_tried_again(database: Database, copy: Copy) -> None:
    @asynccontextmanager
    async def connect() -> AsyncIterator[Connection]:
        async with database.transaction() as connection:
            yield connection

    tried, third = 0, asyncio.Event()

    async def work() -> None:
        nonlocal tried
        tried += 1
        if tried == 1:
            raise ValueError("a text that may hold a number")
        if tried == 3:
            third.set()

    task = asyncio.create_task(repeat(Job("odd", 0.01, work), connect))
    await third.wait()
    odd = jobs(copy.owner)["odd"]
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert odd.done_at
    assert (odd.failure, odd.fails) == ("ValueError", False)


@pytest.mark.anyio
async def test_of_several_workers_one_does_what_is_for_one(database: Database, copy: Copy) -> None:
    @asynccontextmanager
    async def connect() -> AsyncIterator[Connection]:
        async with database.transaction() as connection:
            yield connection

    at_work, done = 0, asyncio.Event()

    async def work() -> None:
        nonlocal at_work
        at_work += 1
        await done.wait()

    workers = [asyncio.create_task(repeat(Job("odd", 3600, work, by_one=True), connect)) for _ in range(4)]
    await asyncio.sleep(0.5)
    done.set()
    await asyncio.to_thread(until, lambda: "odd" in jobs(copy.owner))
    workers.append(asyncio.create_task(repeat(Job("odd", 3600, work, by_one=True), connect)))
    await asyncio.sleep(0.5)
    for worker in workers:
        worker.cancel()
    await asyncio.gather(*workers, return_exceptions=True)
    assert at_work == 1
