"""The linkage as a job: who is registered twice waits for an officer, and nobody is merged by it."""

import asyncio
import os
import subprocess
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import psycopg
import pytest
from psycopg import AsyncRawCursor

from hub.jobs.linkage_work import CLAIM, LinkageSchedule, ask
from hub.linkage.linkage import PROGRAM, link
from registry.errors import Refusal
from registry.store.connection import Connection
from registry.store.database import Database, new_id
from tests.conftest import Copy
from tests.hub_running import Running
from tests.schema.acts import household, member
from tests.schema.register.test_corrections import correct
from tests.schema.register.test_identity_candidates import decide, waiting
from tests.schema.register.test_member_inputs import registered
from tests.schema.register.test_unregistered_persons import listed, told

EVERYWHERE = "{[620000000000,630000000000)}"
UNNUMBERED = {
    "relation": "20",
    "sex": "1",
    "bornOn": "2013-05-07",
    "since": "2024-02-20",
    "provisional": {"reason": "NO_HUKOU", "evidence": "村委会证明", "guardian": "景甲梅"},
}


def linked(hub: Running) -> dict[str, Any]:
    """Ask for it as the operator does, and wait for its end."""

    async def asked() -> bool:
        async with await Connection.connect(hub.owner, cursor_factory=AsyncRawCursor) as connection:
            await connection.execute("SELECT set_config('hub.department', 'civil_affairs', true)")
            return await ask(connection, EVERYWHERE) and not await ask(connection, EVERYWHERE)

    assert asyncio.run(asked())
    for _ in range(600):
        ((state, refusal, result),) = hub.rows("SELECT state, refusal, result FROM jobs WHERE kind = 'LINKAGE' ORDER BY id DESC LIMIT 1")  # fmt: skip
        if state not in ("WAITING", "RUNNING"):
            assert (state, refusal) == ("DONE", None)
            return dict(result)
        time.sleep(0.1)
    raise AssertionError(state)


def persons(hub: Running, home: str) -> dict[str, str]:
    """The members of a household, by name."""
    rows = hub.rows(
        "SELECT p.name, p.id::text FROM persons p JOIN memberships m ON m.person_id = p.id WHERE m.household_id = %s",
        home,
    )
    return dict(rows)


def findings(candidate: dict[str, Any]) -> dict[str, str]:
    return {one["attribute"]: one["finding"] for one in candidate["evidence"]}


def test_who_is_registered_twice_and_who_was_reported_wait_for_an_officer(hub: Running) -> None:
    mother = {**member(hub.number("19890311")), "name": "景甲梅"}
    known = {**member(hub.number("20130507"), "20"), "name": "景晓东"}
    home = registered(hub, household(hub, mother, known))["household"]
    head = {**member(hub.number("19600102")), "name": "祁乙"}
    sex = "1" if int(known["idNumber"][16]) % 2 else "2"
    again = registered(hub, household(hub, head, {**UNNUMBERED, "name": "景小东", "sex": sex}))["household"]
    first, second = persons(hub, home)["景晓东"], persons(hub, again)["景小东"]
    number = hub.number("20130507")
    told(hub, number, name="景晓东", person={"studentStage": "PRIMARY"})
    (reported,) = listed(hub, number)
    assert linked(hub)["candidates"] >= 2
    candidates = waiting(hub, first)
    (pair,) = [one for one in candidates if one["kind"] == "PERSON"]
    assert {pair["person"]["id"], pair["other"]["id"]} == {first, second}
    expected = {"NAME": "SAME_SOUND", "SEX": "SAME_SEX", "NUMBER_ENDING": None, "FELLOWS": "SAME_FELLOW"}
    assert expected.items() <= findings(pair).items()
    (report,) = [one for one in candidates if one["kind"] == "UNREGISTERED"]
    assert report["unregistered"]["id"] == reported["id"]
    assert findings(report)["NAME"] == "SAME_NAME"
    assert [person for (person,) in hub.rows("SELECT merged_into FROM persons WHERE id = ANY(%s::uuid[])", [first, second])] == [None, None]  # fmt: skip
    assert waiting(hub, first, who="civil_affairs elsewhere") == []
    # Told apart, they are offered again once something of them has become another; who means somebody else is not.
    assert decide(hub, pair)["state"] == "NOT_THE_SAME"
    assert correct(hub, second, name="景晓东")["attributes"] == ["NAME"]
    told(hub, hub.number("19500809"), name="完颜文明", person={"studentStage": "PRIMARY"})
    linked(hub)
    assert sorted(one["kind"] for one in waiting(hub, first)) == ["PERSON", "UNREGISTERED"]


class Endless:
    """A register of which there is always more, or for `most` times."""

    def __init__(self, line: str = f"PERSON,x,,{'王' * 100_000},,,,,,,f,\n", most: int = 10**9) -> None:
        self.asked, self.count, self.line, self.most = asyncio.Event(), 0, line, most

    @asynccontextmanager
    async def connect(self) -> AsyncIterator[Any]:
        yield self

    async def execute(self, *_: object, **__: object) -> Any:
        self.count += 1
        if self.count == 20:  # the pipe is full by then, and whoever writes to it waits
            self.asked.set()
        return self

    async def fetchall(self) -> list[Any]:
        return [(0, new_id(), self.line)] if self.count <= self.most else []


def at_work() -> list[str]:
    """The programs of the linkage that this process has started."""
    ran = subprocess.run(["ps", "--ppid", str(os.getpid()), "-o", "args="], capture_output=True, text=True, check=False)
    return [line for line in ran.stdout.splitlines() if PROGRAM in line]


@pytest.mark.anyio
async def test_what_is_called_off_or_ends_with_its_worker_leaves_no_process_behind() -> None:
    register = Endless()
    linking = asyncio.create_task(link(register.connect))
    await register.asked.wait()
    assert len(at_work()) == 1
    linking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await linking
    assert at_work() == []


@pytest.mark.anyio
async def test_a_process_that_ends_before_its_time_is_told_by_name() -> None:
    with pytest.raises(Refusal) as refused:
        await link(Endless("no row at all\n", most=1).connect)
    assert refused.value.code == "LINKAGE_BROKEN"


@pytest.mark.anyio
async def test_it_is_asked_for_every_so_many_days_and_never_by_itself(database: Database, copy: Copy) -> None:
    async def asked(days: int) -> int:
        await LinkageSchedule(database, EVERYWHERE, days).tend()
        async with database.own_transaction(ranges="", department="civil_affairs") as connection:
            return len(await connection.fetch(lambda id: id, "SELECT id FROM jobs WHERE kind = 'LINKAGE'"))

    async def since(then: str) -> None:
        with psycopg.connect(copy.owner) as owner:
            owner.execute("UPDATE upkeep SET done_at = now() - %s::interval WHERE job = %s", [then, CLAIM])
            owner.execute("UPDATE jobs SET state = 'DONE', kept_until = now() + interval '1 day'")

    assert await asked(0) == 0
    assert [await asked(7), await asked(7)] == [1, 1]
    await since("5 days")
    assert await asked(7) == 1
    await since("8 days")
    assert await asked(7) == 2
