"""Reads: how many rows of each table the statements of acts read, as PostgreSQL counts them.

The plans are those that the hub gets, with its role, its settings and its prepared statements; of what EXPLAIN shows
nothing is supposed. Every PostgreSQL counts so, also one that has no auto_explain.
"""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import orjson
import pytest
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import TransactionStatus
from psycopg.pq.abc import PGresult

from registry.store import pool
from registry.store.connection import Connection, Question

# What sequential scans returned of a table, and scans of its indexes of them; both before any other condition is tried.
COUNTERS = Question(
    """SELECT json_object_agg(name, rows) FROM (
  SELECT coalesce(i.indrelid, c.oid)::regclass AS name, sum(pg_stat_get_xact_tuples_returned(c.oid)) AS rows
  FROM pg_class c LEFT JOIN pg_index i ON i.indexrelid = c.oid
  WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'i') GROUP BY 1) counted"""
)

Counts = dict[str, int]


@dataclass
class Asked:
    """Statements as they were sent, each with the values it was sent with last, as PostgreSQL reads them."""

    values: dict[str, list[Any]] = field(default_factory=dict)

    def note(self, connection: Connection, statement: str, values: Sequence[object]) -> None:
        self.values[statement] = list(Transformer(connection).dump_sequence(values, [PyFormat.TEXT] * len(values)))


class Read(NamedTuple):
    """How many rows of a table a statement read."""

    statement: str
    table: str
    rows: int


@contextmanager
def watched(asked: Asked | None = None) -> Iterator[list[Read]]:
    """What is read by the statements of all transactions begun within the block, one after the other as they are sent.

    They themselves are noted in `asked`.
    """
    reads: list[Read] = []

    class Watched(Connection):
        async def together(self, questions: Iterable[Question]) -> list[PGresult]:
            if self.info.transaction_status != TransactionStatus.INTRANS:
                return await super().together(questions)
            sent: list[Question] = []

            def counting() -> Iterator[Question]:
                yield COUNTERS
                for question in questions:
                    sent.append(question)
                    if asked:
                        asked.note(self, question.statement, question.values)
                    yield question
                    yield COUNTERS

            results = await super().together(counting())
            counts = [_counts(result) for result in results[::2]]
            for question, before, after in zip(sent, counts, counts[1:], strict=False):
                reads.extend(_reads(question.statement, before, after))
            return results[1::2]

        async def execute(self, query: Any, *values: Any, **options: Any) -> Any:  # as psycopg's own
            if self.info.transaction_status != TransactionStatus.INTRANS:
                return await super().execute(query, *values, **options)
            if asked:
                asked.note(self, str(query), values[0] if values else ())
            (before,) = await super().together([COUNTERS])
            cursor = await super().execute(query, *values, **options)
            (after,) = await super().together([COUNTERS])
            reads.extend(_reads(str(query), _counts(before), _counts(after)))
            return cursor

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pool, "Connection", Watched)
        yield reads


def _counts(result: PGresult) -> Counts:
    counts: Counts = orjson.loads(result.get_value(0, 0) or b"{}")
    return counts


def _reads(statement: str, before: Counts, after: Counts) -> Iterator[Read]:
    for table, rows in after.items():
        if rows > before.get(table, 0):
            yield Read(statement, table, rows - before.get(table, 0))
