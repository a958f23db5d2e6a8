"""The deliverer: each webhook is told row by row, one after the other, by one worker at a time.

What is not delivered holds what comes behind it for the same webhook, and for no other.
"""

import asyncio
import logging
from collections import Counter
from collections.abc import Awaitable, Callable, Set
from contextlib import AbstractAsyncContextManager
from datetime import UTC, timedelta
from functools import partial
from secrets import SystemRandom
from typing import Protocol
from uuid import UUID

import orjson
from anyio import create_task_group, current_time, move_on_after
from anyio.abc import TaskGroup

from auth.grants import Grant
from auth.ranges import multirange
from auth.sharing import Shared
from hub.webhooks.sender import Failure, Message, Sender
from registry.errors import Refusal
from registry.identity.vault import SealBroken
from registry.journal import webhook_deliveries as deliveries
from registry.journal.access_log import Look, answered
from registry.journal.webhook_dead_letters import Delivery
from registry.journal.webhook_deliveries import Due, Taken
from registry.journal.webhook_secrets import Secrets
from registry.redaction import frames
from registry.store.connection import Connection
from registry.store.outages import outage
from schema.requests.context import Hub
from schema.webhooks.events import DIGEST, may_have_webhooks, type_of

log = logging.getLogger(__name__)

LOOK = 1.0
"""Seconds between two looks for what is due again; what is new is told at once."""
AT_ONCE, OF_ONE = 16, 4
"""Webhooks that a worker has in hand at a time, and those of one department."""
TURN = 20.0
"""Seconds after which a webhook that has still more to be told lets others have their turn."""
FIRST, FACTOR, LONGEST = 5.0, 4, 6 * 3600.0
"""Seconds after which the first retry comes, how much longer each next one waits, and at most."""
AWAY = 300.0
"""Seconds after which it is looked again whether a client may be told."""


class News(Protocol):
    """What says that there may be something new."""

    @property
    def news(self) -> asyncio.Event:
        """Set by the next word of something new."""


class Deliverer:
    """Tells the webhooks of all departments; `keep` runs as long as the worker does."""

    def __init__(
        self, hub: Hub, news: News, rights: Callable[[str, Set[str]], Awaitable[Grant]], sender: Sender
    ) -> None:
        self._hub, self._news, self._rights, self._sender = hub, news, rights, sender
        self._secrets = Secrets(hub.vault)
        self._at_work: dict[UUID, str] = {}

    async def keep(self) -> None:
        """Look for what is due, and have it told; ends by being cancelled, and what is in hand is left to others."""
        async with self._sender, create_task_group() as tasks:
            while True:
                news = self._news.news
                try:
                    for one in await self._due():
                        self._begin(tasks, one)
                except Exception as error:
                    if not outage(error):
                        log.error("the webhooks cannot be looked at\n%s", frames(error))
                with move_on_after(LOOK):
                    await news.wait()
                    # A moment later, since it is told of what is through.
                    await asyncio.sleep(0)

    async def _due(self) -> list[Due]:
        if len(self._at_work) >= AT_ONCE:
            return []
        async with self._hub.database.own_transaction(ranges=self._hub.divisions.whole, department="") as connection:
            return await deliveries.due(connection)

    def _begin(self, tasks: TaskGroup, one: Due) -> None:
        of_its = Counter(self._at_work.values())[one.department]
        if one.id in self._at_work or of_its >= OF_ONE or len(self._at_work) >= AT_ONCE:
            return
        self._at_work[one.id] = one.department
        tasks.start_soon(self._serve, one)

    async def _serve(self, one: Due) -> None:
        try:
            async with self._transaction(one.department) as connection:
                taken = await deliveries.take(connection, one)
            if taken is not None:
                await self._tell(taken)
        except Exception as error:  # its lease ends, and it is taken in hand again
            if not outage(error):
                log.error("webhook %s could not be told\n%s", one.id, frames(error))
        finally:
            self._at_work.pop(one.id, None)

    async def _tell(self, taken: Taken) -> None:
        """Tell it what there is for it, until there is no more, its turn is over, or something cannot be told."""
        until = current_time() + TURN
        while current_time() < until:
            try:
                grant = await self._rights(taken.client, frozenset(taken.scopes))
                shared = may_have_webhooks(grant)
                secrets = self._opened(taken)
            except Refusal as refusal:  # its client was disabled, or lost a scope
                return await self._hold(taken, refusal)
            row = await self._next(taken, grant, shared)
            if row is None:
                break
            failure = await self._sender.send(taken.url, secrets, message_of(row))
            if failure is not None:
                return await self._failed(taken, row, failure)
            async with self._transaction(taken.department) as connection:
                if not await deliveries.delivered(connection, taken, row):
                    return None  # somebody else has it in hand, or it was taken out
            taken = taken._replace(tries=0)
        async with self._transaction(taken.department) as connection:
            await deliveries.put_down(connection, taken)
        return None

    def _opened(self, taken: Taken) -> list[str]:
        """The secrets that sign, the newest first."""
        sealed = [one for one in (taken.secret, taken.former_secret) if one is not None]
        try:
            return [self._secrets.opened(taken.id, one) for one in sealed]
        except SealBroken:
            raise Refusal("WEBHOOK_SECRET") from None

    async def _next(self, taken: Taken, grant: Grant, shared: Shared) -> Delivery | None:
        """The next row that its client may be told of now, written into the access log before it goes out."""
        transaction = self._hub.database.own_transaction(
            ranges=multirange(shared.ranges), department=taken.department, actor=grant.actor_id
        )
        async with transaction as connection:
            row = await deliveries.following(connection, taken)
            if row is not None and row.household is not None:
                variables = orjson.dumps({"webhook": str(taken.id), "subject": str(row.subject)}).decode()
                look = Look(taken.client, taken.department, None, None, "webhook", DIGEST, variables, row.id.hex)
                await answered(connection, look, [row.household])
        return row

    async def _failed(self, taken: Taken, row: Delivery, failure: Failure) -> None:
        log.info("webhook %s: %s at try %d", taken.id, failure.why.code, taken.tries + 1)
        mark = partial(deliveries.failed, row=row, why=failure.why, wait=pause(taken.tries, failure.again))
        async with self._transaction(taken.department) as connection:
            if failure.gone:
                await deliveries.disabled(connection, taken, failure.why)
            elif await mark(connection, taken):
                log.warning("webhook %s: row %s of the outbox is a dead letter", taken.id, row.id)

    async def _hold(self, taken: Taken, refusal: Refusal) -> None:
        async with self._transaction(taken.department) as connection:
            await deliveries.held(connection, taken, refusal, timedelta(seconds=AWAY))

    def _transaction(self, department: str) -> AbstractAsyncContextManager[Connection]:
        return self._hub.database.own_transaction(ranges="", department=department)


def pause(tries: int, again: float) -> timedelta:
    """How long a row waits that was sent in vain and so often before; what failed at once is not tried at once."""
    wait = min(LONGEST, FIRST * FACTOR**tries)
    return timedelta(seconds=max(again, wait * SystemRandom().uniform(0.8, 1.2)))


def message_of(row: Delivery) -> Message:
    """What is told of a row: of what kind, when, which; who it is about is asked for with the receiver's own token.

    It is the same whenever it is sent, since a receiver goes by its id.
    """
    at = deliveries.told_at(row.id).astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    data = {"id": str(row.subject), "cursor": str(row.cursor)}
    return Message(f"msg_{row.id}", orjson.dumps({"type": type_of(row.topic), "timestamp": at, "data": data}))
