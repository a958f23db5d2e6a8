"""The database of a hub that is traced: turns, connections, statements and the wait for the disk are spans."""

import sys
from collections.abc import Iterable
from contextlib import AbstractContextManager
from functools import partial
from typing import Any

from psycopg.pq.abc import PGresult

from hub.tracing.spans import Spans, field
from registry.store.connection import Connection, Question
from registry.store.database import Parts
from registry.store.group_commit import Flush
from registry.store.pool import Pool
from registry.store.turns import Claim, Turns

BELOW = ("registry.store.connection", "registry.store.database", "hub.tracing.", "psycopg", "contextlib")
"""Whose frames lie between a statement and who sends it."""
PLANNED = ("hub.answering.questions", "registry.store.standby", "schema.requests.transaction")
"""Who sends what the planner made: that is named for the field that it answers."""


def parts(spans: Spans) -> Parts:
    """Of what a traced database is made."""
    return Parts(
        partial(TracedPool, spans),
        lambda connections, each: TracedTurns(spans, connections, each),
        partial(TracedFlush, spans),
    )


class TracedTurns(Turns):
    """Turns; the wait for one is a span."""

    def __init__(self, spans: Spans, connections: int, each: int) -> None:
        super().__init__(connections, each)
        self._spans = spans

    async def begin(self, claim: Claim) -> None:
        with self._spans.part("wait for a turn", heavy=claim.heavy):
            await super().begin(claim)


class TracedPool(Pool):
    """A pool; the wait for a connection is a span, and so is each statement on it."""

    def __init__(self, spans: Spans, address: str, connections: int, least: int = 1) -> None:
        super().__init__(address, connections, least, traced(spans))
        self._spans = spans

    async def getconn(self, timeout: float | None = None) -> Connection:  # noqa: ASYNC109 - psycopg's own signature
        """One that is alive."""
        with self._spans.part("wait for a connection"):
            return await super().getconn(timeout)


class TracedFlush(Flush):
    """The flush; each wait for it is a span. The flush itself is done once for many requests, and belongs to none."""

    def __init__(self, spans: Spans, pool: Pool) -> None:
        super().__init__(pool)
        self._spans = spans

    async def reached(self, began: float) -> None:
        """Wait until it is on the disk."""
        with self._spans.part("wait for the disk"):
            await super().reached(began)


def traced(spans: Spans) -> type[Connection]:
    """The class of connections whose statements are spans; those that are sent together are one."""

    class Traced(Connection):
        async def together(self, questions: Iterable[Question]) -> list[PGresult]:
            with _statement(spans):
                return await super().together(questions)

        async def execute(self, *args: Any, **options: Any) -> Any:  # whatever psycopg's own takes
            with _statement(spans):
                return await super().execute(*args, **options)

        async def commit(self) -> None:
            with spans.part("COMMIT"):
                await super().commit()

    return Traced


def _statement(spans: Spans) -> AbstractContextManager[None]:
    """The span of a statement, named for the field that it answers, or for the function that sends it."""
    return spans.part(f"SQL {_sender()}")


def _sender() -> str:
    frame = sys._getframe(1)
    while frame.f_back and frame.f_globals["__name__"].startswith(BELOW):
        frame = frame.f_back
    module = frame.f_globals["__name__"]
    answered = field() if module in PLANNED else ""
    return answered or f"{module}.{frame.f_code.co_qualname}"
