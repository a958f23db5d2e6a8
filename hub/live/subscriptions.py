"""Subscriptions: one statement at every wake, after the cursor; replay and what is new are the same question."""

import time
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from uuid import UUID

import orjson
import psycopg
from anyio import CancelScope, sleep
from graphql import FieldNode
from graphql.execution.values import get_argument_values

from auth.bearer import Bearer, Credential
from auth.grants import Grant
from hub.answering.budgets import Budgets
from hub.answering.openings import require_opening
from hub.answering.permission import Missing, require
from hub.answering.questions import Question
from hub.live.outbox_listener import OutboxListener
from planner import rights
from planner.plan import Plan
from planner.rights import Need
from registry import parsing
from registry.errors import Refusal
from registry.journal import jobs, outbox, outbox_trims
from registry.journal.access_log import answered
from registry.journal.outbox import Cursor, Reader
from registry.redaction import quoted
from registry.store.connection import Connection
from registry.store.database import ask
from registry.store.outages import outage
from schema.compose import Graph
from schema.requests.context import Context
from schema.subscription import FOLLOWED_JOBS, PUSHES, TOPICS

EARLY = 10.0
"""Seconds before a token ends in which its subscribers are sent off, so that they come back with a new one."""


def before_it_ends(grant: Grant) -> float:
    """In how many seconds whoever listens with this token is sent off: EARLY, or after half of what is left of it."""
    left = max(0.0, grant.expires_at - time.time())
    return max(left - EARLY, left / 2)


LOOK = 1.0
"""Seconds between two looks at a job that is followed."""
AGAIN = 1.0
"""Seconds until a subscriber looks again after the database was away, or others had their turn."""


def _passing(error: Exception) -> bool:
    """Whether the same may be asked again in a moment: a subscriber waits for that as it waits for news."""
    return error.retry_after is not None if isinstance(error, Refusal) else outage(error) is not None


@dataclass(frozen=True)
class Event:
    """One delivery: its cursor, and the JSON of the answer that tells it."""

    cursor: str
    payload: bytes


class Subscriptions:
    """Opens the subscriptions of one graph."""

    def __init__(self, graph: Graph, bearer: Bearer, listener: OutboxListener, budgets: Budgets) -> None:
        self._graph, self._bearer, self._listener, self._budgets = graph, bearer, listener, budgets

    async def open(self, question: Question, authorization: Credential) -> "Subscription":
        """A permitted subscription; raises Stopped (403), BAD_CURSOR and UNKNOWN_DIVISION."""
        missing = partial(rights.missing, question.needs)
        await require(question.context, missing)
        await require_opening(question.context, question.needs)
        question.context.patient = True
        paying = Paying(self._budgets, question.client, question.cost.whole)
        (node,) = question.context.document.roots(question.operation)
        kind = Progress if node.name.value in FOLLOWED_JOBS else Subscription
        return kind(
            self._graph, question.context, self._bearer, self._listener, authorization, paying, missing, question.needs
        )


@dataclass(frozen=True)
class Paying:
    """Who pays for deliveries, and what each costs; it is known only afterwards how many there are."""

    budgets: Budgets
    client: str
    cost: int

    async def when_even(self) -> None:
        """Wait until nothing is owed."""
        await self.budgets.when_affordable(self.client, 0)

    def pay(self, deliveries: int) -> None:
        """Pay for so many; what the minute does not hold is owed."""
        self.budgets.owe(self.client, self.cost * deliveries)


class Subscription:
    """One subscriber's question, asked again at every wake."""

    def __init__(
        self,
        graph: Graph,
        context: Context,
        bearer: Bearer,
        listener: OutboxListener,
        authorization: Credential,
        paying: "Paying",
        missing: Missing,
        needs: Sequence[Need],
    ) -> None:
        self._paying, self._missing, self._needs = paying, missing, needs
        self._context, self._bearer, self._listener, self._authorization = context, bearer, listener, authorization
        (self._node,) = context.document.roots(context.document.operation(context.operation))
        self._since, self._reader = self._arguments(graph)
        self.cursor = self._since or ""

    def _arguments(self, graph: Graph) -> tuple[str | None, Reader]:
        """Since when, and whose rows; raises BAD_CURSOR and UNKNOWN_DIVISION."""
        arguments = self._given(graph)
        since, code = arguments.get("since"), arguments.get("division")
        if since is not None:
            Cursor.read(since)
        division = None
        if code is not None:
            division = self._context.hub.divisions.in_force(code, self._context.caller.today)
            if division is None:
                raise Refusal("UNKNOWN_DIVISION", "division", value=quoted(code, 40))
        grant = self._context.caller.grant
        lo, hi = (division.lo, division.hi) if division else (0, 10**13)
        return since, Reader(grant.department, lo, hi)

    def _given(self, graph: Graph) -> dict[str, Any]:
        root = graph.core.subscription_type
        field = root.fields[self._node.name.value] if root else None
        return get_argument_values(field, self._node, self._context.values) if field else {}

    async def events(self) -> AsyncGenerator[Event, None]:
        """The deliveries, for as long as they are listened to; raises Unauthorized once the token is no longer good.

        Raises CURSOR_TRIMMED where what came after `since` was taken out.
        """
        cursor = Cursor.read(self._since) if self._since is not None else None
        unchecked = cursor if cursor != outbox.BEGINNING else None
        while True:
            news = self._listener.news
            try:
                await self._permit()
                await self._paying.when_even()
                # What the database was asked is waited for: a connection left in the middle is lost to the others.
                with CancelScope(shield=True):
                    if unchecked:
                        await self._check(unchecked)
                        unchecked = None
                    cursor, rows, payloads = await self._after(cursor)
            except (Refusal, psycopg.Error) as error:
                if not _passing(error):
                    raise
                await sleep(AGAIN)
                continue
            self._paying.pay(len(rows))
            for (cursor, _), payload in zip(rows, payloads, strict=True):
                self.cursor = str(cursor)
                yield Event(str(cursor), payload)
            if len(rows) < outbox.AT_ONCE:
                await self._listener.wait(news)

    async def _permit(self) -> None:
        """Go on with what may be told now; raises Unauthorized, and Stopped (403) where a right was taken away."""
        caller = self._context.caller
        grant = await self._bearer.grant(self._authorization, caller.grant.named)
        # When a session ends moves with each look at it: that is no other right.
        if replace(grant, expires_at=caller.grant.expires_at) != caller.grant:
            self._context = replace(self._context, caller=replace(caller, grant=grant))
            await require(self._context, self._missing)
        await require_opening(self._context, self._needs)

    async def _check(self, cursor: Cursor) -> None:
        async with self._context.transaction() as connection:
            await outbox_trims.check(connection, TOPICS[self._node.name.value], self._reader.department, cursor)

    async def _after(self, cursor: Cursor | None) -> tuple[Cursor, list[tuple[Cursor, UUID | None]], list[bytes]]:
        async with self._context.transaction() as connection:
            cursor = cursor or await outbox.now(connection)
            self.cursor = self.cursor or str(cursor)
            rows = await outbox.after(connection, TOPICS[self._node.name.value], self._reader, cursor)
            payloads = await self._answers(connection, [row_cursor for row_cursor, _ in rows]) if rows else []
            if rows:
                subjects = [household for _, household in rows if household]
                await answered(connection, self._context.look, subjects)
        return cursor, rows, payloads

    async def _answers(self, connection: Connection, cursors: list[Cursor]) -> list[bytes]:
        return await self._told(connection, outbox_ids=[str(cursor.id) for cursor in cursors])

    async def _told(self, connection: Connection, **more: object) -> list[bytes]:
        """The answers of the rows that these values lead to."""
        context, plan = self._context, self._plan()
        bound = plan.bind(context.values, {**context.caller_values, **more})
        text = await ask(connection, {}, plan.statement or "", bound, plan.hot)
        if plan.sealed:
            text = await context.unsealed(text or b"[]")
        key = (self._node.alias or self._node.name).value
        return [orjson.dumps({"data": {key: item}}) for item in orjson.loads(text or b"[]")]

    def _plan(self) -> Plan:
        context = self._context
        nodes: list[FieldNode] = [self._node]
        return context.hub.planner.plan_object(
            context.document, context.operation, context.values, nodes, PUSHES[self._node.name.value]
        )


class Progress(Subscription):
    """One subscriber's job, looked at again and again: told as it stands, and whenever it has come further.

    Nobody is woken by a piece of a job: the outbox holds what other departments are told.
    """

    def _arguments(self, graph: Graph) -> tuple[str | None, Reader]:
        """Which job; raises BAD_ID."""
        self._job = parsing.uuid(self._given(graph).get("id"), "id")
        return None, Reader(self._context.caller.grant.department, 0, 0)

    async def events(self) -> AsyncGenerator[Event, None]:
        """How far it has come, until it has ended; null and no more where it is none of the caller's."""
        known: jobs.Standing | None = None
        last = b""
        while True:
            try:
                await self._permit()
                await self._paying.when_even()
                with CancelScope(shield=True):
                    stand, payload = await self._looked(known)
            except (Refusal, psycopg.Error) as error:
                if not _passing(error):
                    raise
                await sleep(AGAIN)
                continue
            if payload is not None and payload != last:  # it may have come further between the two looks
                last = payload
                self._paying.pay(1)
                self.cursor = str(stand.done if stand else 0)
                yield Event(self.cursor, payload)
            if stand is None or stand.ended:
                return
            known = stand
            await sleep(LOOK)

    async def _looked(self, known: "jobs.Standing | None") -> tuple["jobs.Standing | None", bytes | None]:
        """How it stands, and the answer where that is news."""
        async with self._context.transaction() as connection:
            stand = await jobs.standing(connection, self._job, self._context.caller.grant.asker)
            if stand == known and known is not None:
                return stand, None
            answers = await self._told(connection)
            if known is None:
                await answered(connection, self._context.look, [])
        key = (self._node.alias or self._node.name).value
        return (stand, answers[0]) if answers else (None, orjson.dumps({"data": {key: None}}))
