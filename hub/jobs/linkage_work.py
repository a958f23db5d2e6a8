"""The work of the linkage: everybody is compared beside, and those who may be one are offered piece by piece."""

import datetime
from contextlib import AbstractAsyncContextManager
from typing import Any

from hub.linkage.linkage import link
from policy.spine import registrar
from registry.journal import jobs, upkeep
from registry.journal.jobs import Order, Stand, Taken
from registry.journal.work import Work
from registry.people import identity_candidates
from registry.people.identity_candidates import Found
from registry.store.connection import Connection
from registry.store.database import Database
from schema.requests.context import Hub

CLIENT = "aidhub"
"""The hub itself, for which no client asks; it has no token, and its job is seen by the operator alone."""
AT_A_TIME = 1_000
CLAIM = "linkage asked for"
DAY = 24 * 3600


async def ask(connection: Connection, ranges: str) -> bool:
    """Ask for the linkage of the province; False where it waits or runs already."""
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('aidhub linkage'))")
    if await connection.fetch(jobs.tuple_of, OPEN):
        return False
    await jobs.ask(connection, Order(CLIENT, registrar(), "LINKAGE", {}, ranges, ["civil/population:write"]))
    return True


class LinkageSchedule:
    """Asks for the linkage every so many days, whichever worker looks first; never where the days are 0."""

    def __init__(self, database: Database, ranges: str, days: int) -> None:
        self._database, self._ranges, self._days = database, ranges, days

    async def tend(self) -> None:
        """Ask for it where it is due."""
        if not self._days:
            return
        async with self._database.own_transaction(ranges="", department=registrar()) as connection:
            if await upkeep.claimed(connection, CLAIM, self._days * DAY) and await ask(connection, self._ranges):
                await upkeep.done(connection, CLAIM, 0)


class LinkageWork(Work):
    """One linkage. Whoever takes it up after another compares everybody anew."""

    price = 1

    def __init__(self, hub: Hub, job: Taken) -> None:
        self._hub, self._job = hub, job
        self._found: list[Found] | None = None
        self._first = 0
        self._run: datetime.datetime | None = None

    async def ready(self, stand: Stand) -> None:
        """Compare everybody, once; raises LINKAGE_NOT_INSTALLED and LINKAGE_BROKEN."""
        if self._found is None:
            async with self._transaction() as connection:
                ((self._run,),) = await connection.fetch(jobs.tuple_of, "SELECT clock_timestamp()")
            self._found, self._first = await link(self._transaction), stand.done

    async def size(self, connection: Connection) -> int:
        """How many pairs there are to be offered."""
        del connection
        return len(self._found or ())

    async def step(self, connection: Connection, stand: Stand) -> Stand:
        """Offer the next ones; at the end leave out what this run has not found."""
        begin, found, run = stand.done - self._first, self._found or [], self._run
        assert run is not None  # noqa: S101 # it is ready
        piece = found[begin : begin + AT_A_TIME]
        await identity_candidates.put(connection, piece, run)
        done = stand.done + len(piece)
        if begin + len(piece) < len(found):
            return Stand(done, [done], {})
        await identity_candidates.forget(connection, run)
        return Stand(done, None, {"candidates": len(found)})

    def result(self, stand: Stand) -> dict[str, Any]:
        """How many pairs may be one person."""
        return stand.found

    def _transaction(self) -> AbstractAsyncContextManager[Connection]:
        return self._hub.database.own_transaction(ranges=self._job.ranges, department=self._job.department)


OPEN = "SELECT id FROM jobs WHERE kind = 'LINKAGE' AND kept_until IS NULL"
