"""A running job: its pieces one after the other, each written down as it is done, by whoever has it in hand."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager, contextmanager
from functools import partial
from uuid import UUID

from hub.answering.budgets import Budgets
from hub.jobs.kinds import JobKinds
from registry.errors import Refusal
from registry.journal import jobs
from registry.journal.jobs import MOST_TRIES, Stand, Taken
from registry.journal.work import Work
from registry.redaction import frames
from registry.store.connection import Connection
from registry.store.database import retrying
from registry.store.outages import outage
from schema.requests.context import Hub

log = logging.getLogger(__name__)

AFTER_OUTAGE = 5
"""Seconds after which a job goes on that met a database that was away, or one that held something it needs."""
SPENT = 10
"""Seconds, at least, for which a job is put back whose client has spent its minute: in them comes what pays for many
pieces, and the queue looks for what is due every five."""
ELSEWHERE = frozenset({"FETCH", "DELIVERY", "LINKAGE"})
"""Kinds that wait for other machines and programs, for as long as those like: a worker does one of them at a time, so
that files which were handed in are worked through beside it."""


class Failed(Exception):
    """A job could not be done, which its row says; the queue keeps the class of what was raised, for the operator."""


class Later(Exception):
    """A job is to go on in so many seconds, and till then nobody has it in hand."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"{seconds:.0f} s")
        self.seconds = seconds


class Overtaken(Exception):
    """A piece was done for a job that has ended, or that another has taken up: nothing of it is kept."""


class Runner:
    """Does jobs on the hub's own connections, under the slice of who asked, and at the cost of that client's minute."""

    def __init__(self, hub: Hub, budgets: Budgets, kinds: JobKinds) -> None:
        self._hub, self._budgets, self._kinds = hub, budgets, kinds
        self._elsewhere = False

    async def run(self, id: UUID, department: str) -> None:
        """Do a job from where it stands to its end; raises Failed, and Later where it waits for its turn or minute.

        After an outage too, once its row could be put back: a queue that cannot be written would lose it.
        """
        job: Taken | None = None
        while True:
            try:
                job = await self._take(id, department, job)
                if job:
                    with self._turn(job):
                        await self._do(job)
                return
            except Later as later:
                pause = later.seconds
            except Exception as error:
                if not (code := outage(error)):
                    raise
                log.warning("job %s goes on after an outage (%s)", id, code)
                pause = AFTER_OUTAGE
            if job and await self._put_back(job, pause):
                raise Later(pause)
            await asyncio.sleep(AFTER_OUTAGE)

    @contextmanager
    def _turn(self, job: Taken) -> Iterator[None]:
        """Raises Later where it works elsewhere, and another does."""
        if job.kind not in ELSEWHERE:
            yield
            return
        if self._elsewhere:
            raise Later(SPENT)
        self._elsewhere = True
        try:
            yield
        finally:
            self._elsewhere = False

    async def _put_back(self, job: Taken, pause: float) -> bool:
        """Whether it could be: not while the database takes nothing."""
        try:
            async with self._transaction(job.department) as connection:
                return await jobs.put_back(connection, job, pause)
        except Exception as error:
            if not outage(error):
                raise
            return False

    async def _take(self, id: UUID, department: str, held: Taken | None) -> Taken | None:
        async with self._transaction(department) as connection:
            return await jobs.take(connection, id, held.taken if held else None)

    async def _do(self, job: Taken) -> None:
        try:
            if job.tries > MOST_TRIES:
                raise Refusal("JOB_GIVEN_UP", count=MOST_TRIES)
            await self._work(job, await self._kinds.work(job))
        except Later:
            raise
        except Overtaken:
            log.info("job %s is in the hand of another, or was called off", job.id)
        except Refusal as refusal:
            await self._told(job, refusal)
        except Exception as error:
            if outage(error):
                raise
            log.error("job %s failed\n%s", job.id, frames(error))
            await self._told(job, Refusal("JOB_FAILED"))
            raise Failed(type(error).__name__) from None

    async def _work(self, job: Taken, work: Work) -> None:
        stand, size = job.begin, job.size
        while stand.after is not None:
            await work.ready(stand)
            if (wait := self._budgets.charge_or_wait(job.client, work.price)) > 0:
                raise Later(max(wait, SPENT))
            stand, size = await retrying(partial(self._piece, job, work, stand, size))
        async with self._transaction(job.department) as connection:
            await jobs.finish(connection, job, work.result(stand), self._hub.job_keeping)

    async def _piece(self, job: Taken, work: Work, stand: Stand, size: int | None) -> tuple[Stand, int]:
        """Do the next piece and write it down, both or neither; raises Overtaken."""
        ranges = job.ranges if work.ranges is None else work.ranges
        own_transaction = self._hub.database.own_transaction
        transaction = own_transaction(ranges=ranges, department=job.department, actor=job.actor, acts=work.acts)
        async with transaction as connection:
            size = await work.size(connection) if size is None else size
            stand = await work.step(connection, stand)
            if not await jobs.move(connection, job, stand, size):
                raise Overtaken
        return stand, size

    async def _told(self, job: Taken, refusal: Refusal) -> None:
        async with self._transaction(job.department) as connection:
            await jobs.fail(connection, job, refusal, self._hub.job_keeping)

    def _transaction(self, department: str) -> AbstractAsyncContextManager[Connection]:
        return self._hub.database.own_transaction(ranges="", department=department)
