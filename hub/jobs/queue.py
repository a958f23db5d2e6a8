"""The queue's worker: takes jobs up as they come, ends with its process, and finds what others have left behind."""

import asyncio
import contextlib
import logging
import math
from uuid import UUID

from procrastinate import App, PsycopgConnector, exceptions
from procrastinate.jobs import DeleteJobCondition, Job
from procrastinate.retry import BaseRetryStrategy, RetryDecision
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from hub.jobs.running import AFTER_OUTAGE, Later, Runner
from registry.journal import jobs, uploads
from registry.redaction import frames
from registry.store.connection import Connection
from registry.store.job_queue import QUEUE, SCHEMA, TASK
from schema.requests.context import Hub

log = logging.getLogger(__name__)

AT_ONCE = 2
"""Jobs that a worker of the hub does beside each other; of one client one is at work in all workers."""
CONNECTIONS = 3
"""What the queue itself holds of them: one listens, two take up, put down and give signs of life."""
LOOK = 1.0
"""Seconds after which it is looked whether a client's next job may be taken up: nobody is told that one has ended."""
HEARTBEAT, SILENT = 5.0, 20.0
"""Seconds between two signs of life of a worker, and after how many without one its jobs are another's."""
PATIENCE = 5.0
"""Seconds for which the queue waits for a connection: who ends while the database is away signs off in vain."""
FAILED_HOURS = 24 * 30
"""For how long the queue keeps what failed, for whoever looks after the hub."""


class Queue:
    """Jobs that are asked for, one after the other; `keep` is where they are done."""

    def __init__(self, hub: Hub, runner: Runner, address: str) -> None:
        self._hub = hub
        self._app = App(connector=_connector(address))

        @self._app.task(name=TASK, queue=QUEUE, retry=TakenUpAgain())
        async def run(job: str, department: str) -> None:
            await runner.run(UUID(job), department)

    async def keep(self) -> None:
        """Take jobs up as they come; ends by being cancelled, and what is at work then is left to another worker."""
        while True:
            try:
                async with self._app.open_async():
                    await self._app.run_worker_async(
                        queues=[QUEUE],
                        concurrency=AT_ONCE,
                        fetch_job_polling_interval=LOOK,
                        delete_jobs=DeleteJobCondition.SUCCESSFUL,
                        install_signal_handlers=False,
                        shutdown_graceful_timeout=0,
                        update_heartbeat_interval=HEARTBEAT,
                        stalled_worker_timeout=SILENT,
                    )
            except Exception as error:  # without it nothing would be taken up here until the next start
                if _ending():
                    raise asyncio.CancelledError from error
                log.warning("the queue of jobs has stopped, and starts again\n%s", frames(error))
            await asyncio.sleep(AFTER_OUTAGE)

    async def tend(self) -> None:
        """Give back what killed workers had in hand, set the queue right, and take out what was kept long enough."""
        database = self._hub.database
        async with database.own_transaction(ranges="", department="") as connection:
            if not await _alone(connection):
                return  # another worker is at it
            with contextlib.suppress(exceptions.AppNotOpen):  # it is opening; the next time
                await self._give_back()
        for department in self._hub.catalogue.departments:
            async with database.own_transaction(ranges="", department=department) as connection:
                await jobs.forget(connection)
                await uploads.forget(connection)
                if await _alone(connection):
                    await jobs.set_queue_right(connection)

    async def _give_back(self) -> None:
        manager = self._app.job_manager
        for job in await manager.get_stalled_jobs(queue=QUEUE, seconds_since_heartbeat=SILENT):
            await manager.retry_job(job)
        await manager.prune_stalled_workers(SILENT)
        await manager.delete_old_jobs(FAILED_HOURS, queue=QUEUE, include_failed=True)


class TakenUpAgain(BaseRetryStrategy):
    """What was broken off by the end of its worker goes on at once, in another one; what was put back, when it said."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        """When it is taken up again; never, where it has failed."""
        del job  # how often is the row's to count: procrastinate counts those too after which it came further
        if isinstance(exception, Later):
            return RetryDecision(retry_in={"seconds": math.ceil(exception.seconds)})
        return RetryDecision(retry_in={"seconds": 0}) if isinstance(exception, asyncio.CancelledError) else None


async def _alone(connection: Connection) -> bool:
    """Whether no other worker looks after the queue, until this transaction ends."""
    return await (await connection.execute(ALONE)).fetchone() == (True,)


def _ending() -> bool:
    """Whether this task is being cancelled: what fails of signing off takes the place of the cancellation."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _connector(address: str) -> PsycopgConnector:
    options = f"{conninfo_to_dict(address).get('options') or ''} -c search_path={SCHEMA}".strip()
    return PsycopgConnector(
        conninfo=make_conninfo(address, options=options), min_size=0, max_size=CONNECTIONS - 1, timeout=PATIENCE
    )


ALONE = "SELECT pg_try_advisory_xact_lock(hashtext('aidhub jobs'))"
