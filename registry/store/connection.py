"""A connection that sends several statements with one Sync: one round trip, one transaction."""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import psycopg
from psycopg import generators
from psycopg.abc import PQGen
from psycopg.adapt import PyFormat, Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus, PipelineStatus
from psycopg.pq.abc import PGresult
from psycopg.rows import TupleRow
from psycopg.waiting import Wait

Row = TypeVar("Row")

PREPARED_STATEMENTS = 128
"""How many statements one connection keeps prepared; each costs the server 68 to 128 KiB."""


@dataclass(frozen=True)
class Question:
    """A statement with $1 placeholders and its values, whose types are what the statement casts them to."""

    statement: str
    values: Sequence[object] = ()
    prepare: bool = True


def planned_once(questions: Iterable[Question]) -> Iterator[Question]:
    """Let these statements run under plans that are kept whatever the values are.

    PostgreSQL plans a prepared statement anew for each of its first five values, on every connection, and for arrays
    of a thousand also later: that can take longer than the work. It is for statements whose right plan goes by index.
    """
    yield Question(PLANS, ["force_generic_plan"])
    yield from questions
    yield Question(PLANS, ["auto"])


FEW = 100
"""Rows for which a plan that is kept is good enough: it reckons with ten, and for a thousand joins row by row."""

PLANS = "SELECT set_config('plan_cache_mode', $1, true)"


class Connection(psycopg.AsyncConnection[TupleRow]):
    """psycopg's connection, with `together` beside `execute`."""

    def __init__(self, *args: Any, **options: Any) -> None:  # whatever psycopg gives its own class
        super().__init__(*args, **options)
        self._names: OrderedDict[str, bytes] = OrderedDict()
        self._made = 0
        # One for all: it remembers how each type is written.
        self._writer = Transformer(self)
        self.since = time.monotonic()
        """Whatever was committed later by another connection and is gone has ended this one too."""

    def _deallocate(self, name: bytes | None) -> PQGen[None]:
        """After ROLLBACK, ALTER and DROP psycopg deallocates all that is prepared: ours must be made again too."""
        if name is None:
            self._names.clear()
        return super()._deallocate(name)

    async def together(self, questions: Iterable[Question]) -> list[PGresult]:
        """Send statements with a single Sync: outside a transaction block they stand or fall together.

        Those that are made one after the other are sent so too: PostgreSQL does the first while the next is made.
        """
        bound = ((question, self._as_text(question.values)) for question in questions)
        # A value that cannot be written is an error before anything has been sent, and the connection stands.
        made = isinstance(questions, Sequence)
        ready = list(bound) if made else bound
        async with self.lock:
            try:
                return await self.wait(self._exchange(ready, made))
            finally:
                # Answers may still be on their way after a broken exchange: nobody else may read them.
                if self.pgconn.pipeline_status != PipelineStatus.OFF:
                    await self.close()

    async def rows(self, make: Callable[..., Row], question: Question, few: bool = False) -> list[Row]:
        """The rows of one statement as `read` makes them; with values for `few` rows under a plan that is kept."""
        answers = await self.together(planned_once([question]) if few else [question])
        return self.read(make, answers[1] if few else answers[0])

    def read(self, make: Callable[..., Row], result: PGresult) -> list[Row]:
        """The rows of an answer: what `make`, mostly a named tuple, makes of each row's columns in their order."""
        reader = Transformer(self)
        reader.set_pgresult(result)
        return [make(*row) for row in reader.load_rows(0, result.ntuples, tuple)]

    async def fetch(self, make: Callable[..., Row], statement: str, values: Sequence[object] = ()) -> list[Row]:
        """The rows of one prepared statement, as `read` makes them."""
        answer = await self.execute(statement, values, prepare=True)
        return [make(*row) for row in await answer.fetchall()]

    async def fetch_one(self, make: Callable[..., Row], statement: str, values: Sequence[object] = ()) -> Row | None:
        """The first row of one prepared statement, None where there is none."""
        answer = await self.execute(statement, values, prepare=True)
        row = await answer.fetchone()
        return None if row is None else make(*row)

    def _exchange(self, questions: Iterable[tuple[Question, list[Any]]], made: bool) -> PQGen[list[PGresult]]:
        self.pgconn.enter_pipeline_mode()
        # For each command the statement it prepares, "" where it forgets one, None where it answers.
        sent: list[str | None] = []
        for question, values in questions:
            sent += self._send(question, values)
            if not made:  # each is made before it is sent: psycopg lets others have their turn where that took long
                yield Wait.W
        self.pgconn.pipeline_sync()
        results = yield from self._results()
        self.pgconn.exit_pipeline_mode()
        for statement, result in zip(sent, results, strict=False):
            if statement and result.status != ExecStatus.COMMAND_OK:
                del self._names[statement]
        for result in results:
            if result.status == ExecStatus.FATAL_ERROR:
                raise error_from_result(result, encoding="utf-8")
        return [result for statement, result in zip(sent, results, strict=True) if statement is None]

    def _send(self, question: Question, values: list[Any]) -> list[str | None]:
        statement = question.statement
        if not question.prepare:
            self.pgconn.send_query_params(statement.encode(), values)
            return [None]
        sent: list[str | None] = []
        if len(self._names) > PREPARED_STATEMENTS:
            self.pgconn.send_close_prepared(self._names.popitem(last=False)[1])
            sent.append("")
        if statement not in self._names:
            self._made += 1
            self._names[statement] = b"together_%d" % self._made
            self.pgconn.send_prepare(self._names[statement], statement.encode())
            sent.append(statement)
        self._names.move_to_end(statement)
        self.pgconn.send_query_prepared(self._names[statement], values)
        return [*sent, None]

    def _results(self) -> PQGen[list[PGresult]]:
        yield from generators.send(self.pgconn)
        results: list[PGresult] = []
        while True:
            answers = yield from generators.fetch_many(self.pgconn)
            if not answers:
                raise psycopg.OperationalError("the connection was lost before the answer was complete")
            if answers[0].status == ExecStatus.PIPELINE_SYNC:
                return results
            results += answers

    def _as_text(self, values: Sequence[object]) -> list[Any]:
        return list(self._writer.dump_sequence(values, [PyFormat.TEXT] * len(values)))
