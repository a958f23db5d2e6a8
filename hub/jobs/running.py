"""A running job: its pieces one after the other, each written down as it is done, by whoever has it in hand."""

import logging
from contextlib import AbstractAsyncContextManager
from uuid import UUID

from hub.answering.budgets import Budgets
from hub.jobs.kinds import KINDS, Work
from registry.errors import Refusal
from registry.journal import jobs
from registry.journal.jobs import MOST_TRIES, Taken
from registry.redaction import frames
from registry.store.connection import Connection
from registry.store.outages import outage
from schema.requests.context import Hub

log = logging.getLogger(__name__)


class Failed(Exception):
    """A job could not be done, which its row says; the queue keeps the class of what was raised, for the operator."""


class Away(Exception):
    """The database is away, or holds something the job needs: it is taken up again."""


class Runner:
    """Does jobs on the hub's own connections, under the slice of who asked, and at the cost of that client's minute."""

    def __init__(self, hub: Hub, budgets: Budgets) -> None:
        self._hub, self._budgets = hub, budgets

    async def run(self, id: UUID, department: str) -> None:
        """Do a job from where it stands to its end; raises Failed and Away."""
        try:
            await self._run(id, department)
        except Failed:
            raise
        except Exception as error:
            if outage(error):
                raise Away(type(error).__name__) from None
            raise

    async def _run(self, id: UUID, department: str) -> None:
        async with self._transaction(department) as connection:
            job = await jobs.take(connection, id)
        if job is None:
            return
        try:
            if job.tries > MOST_TRIES:
                raise Refusal("JOB_GIVEN_UP", count=MOST_TRIES)
            await self._work(job, KINDS[job.kind](self._hub, job))
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
            await self._budgets.when_affordable(job.client, work.price)
            async with self._transaction(job.department, job.ranges) as connection:
                size = await work.size(connection) if size is None else size
                stand = await work.step(connection, stand)
                if not await jobs.move(connection, job, stand, size):
                    return
        async with self._transaction(job.department) as connection:
            await jobs.finish(connection, job, work.result(stand), self._hub.job_keeping)

    async def _told(self, job: Taken, refusal: Refusal) -> None:
        async with self._transaction(job.department) as connection:
            await jobs.fail(connection, job, refusal, self._hub.job_keeping)

    def _transaction(self, department: str, ranges: str = "") -> AbstractAsyncContextManager[Connection]:
        return self._hub.database.own_transaction(ranges=ranges, department=department)
