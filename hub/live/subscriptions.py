"""Subscriptions: one statement at every wake, after the cursor; replay and what is new are the same question."""

from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

import orjson
from graphql import FieldNode
from graphql.execution.values import get_argument_values

from auth.bearer import Bearer
from hub.live.outbox_listener import Wakes
from planner.plan import Plan
from registry.errors import Refusal
from registry.journal import outbox
from registry.journal.access_log import answered
from registry.journal.outbox import Cursor, Place
from registry.store.connection import Connection
from registry.store.database import ask
from schema.compose import Graph
from schema.requests.context import Context
from schema.subscription import PUSHES, TOPICS


@dataclass(frozen=True)
class Event:
    """One delivery: its cursor, and the answer that tells it."""

    cursor: str
    payload: bytes


class Subscription:
    """One subscriber's question, asked again at every wake."""

    def __init__(self, graph: Graph, context: Context, bearer: Bearer, wakes: Wakes, authorization: str | None) -> None:
        self._context, self._bearer, self._wakes, self._authorization = context, bearer, wakes, authorization
        (self._node,) = context.document.roots(context.document.operation(context.operation))
        self._since, self._place = self._asked(graph)
        self.cursor = self._since or ""

    def _asked(self, graph: Graph) -> tuple[str | None, Place]:
        """The arguments; raises BAD_CURSOR and UNKNOWN_DIVISION."""
        root = graph.core.subscription_type
        field = root.fields[self._node.name.value] if root else None
        given: dict[str, Any] = get_argument_values(field, self._node, self._context.values) if field else {}
        since, code = given.get("since"), given.get("division")
        if since is not None:
            Cursor.read(since)
        division = None
        if code is not None:
            division = self._context.hub.divisions.in_force(code, self._context.caller.today)
            if division is None:
                raise Refusal("UNKNOWN_DIVISION", "division", value=repr(code)[:40])
        grant = self._context.caller.grant
        lo, hi = (division.lo, division.hi) if division else (0, 10**13)
        return since, Place(grant.department, lo, hi)

    async def events(self) -> AsyncGenerator[Event, None]:
        """What is told, for as long as it is listened to; raises Unauthorized once the token is no longer good."""
        cursor = Cursor.read(self._since) if self._since is not None else None
        while True:
            await self._bearer.grant(self._authorization)
            async with self._transaction() as connection:
                cursor = cursor or await outbox.now(connection)
                self.cursor = self.cursor or str(cursor)
                told = await outbox.after(connection, TOPICS[self._node.name.value], self._place, cursor)
                payloads = await self._answers(connection, [one for one, _ in told]) if told else []
                if told:
                    subjects = [household for _, household in told if household]
                    await answered(connection, self._context.look, subjects)
            for (cursor, _), payload in zip(told, payloads, strict=True):
                self.cursor = str(cursor)
                yield Event(str(cursor), payload)
            if len(told) < outbox.AT_ONCE:
                await self._wakes.next()

    def _transaction(self) -> Any:  # the database's own context manager
        grant = self._context.caller.grant
        return self._context.hub.database.transaction(ranges=grant.multirange, department=grant.department)

    async def _answers(self, connection: Connection, cursors: list[Cursor]) -> list[bytes]:
        context, hub = self._context, self._context.hub
        plan = self._plan()
        bound = plan.bind(context.values, {**context.caller_values, "told": [str(cursor.id) for cursor in cursors]})
        text = await ask(connection, {}, plan.statement or "", bound, plan.hot)
        if plan.sealed:
            text = await hub.vault.unseal(hub.database.vault, text or b"[]")
        key = (self._node.alias or self._node.name).value
        return [orjson.dumps({"data": {key: one}}) for one in orjson.loads(text or b"[]")]

    def _plan(self) -> Plan:
        context = self._context
        nodes: list[FieldNode] = [self._node]
        return context.hub.planner.plan_object(
            context.document, context.operation, context.values, nodes, PUSHES[self._node.name.value]
        )
