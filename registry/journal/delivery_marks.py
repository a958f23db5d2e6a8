"""Marks of deliveries (交付进度): up to where each list was delivered, when, and how that went."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BigInteger, Column, DateTime, Integer, Table, Text

from registry.store.connection import Connection
from registry.store.database import metadata

delivery_marks = Table(
    "delivery_marks",
    metadata,
    Column("department", Text, primary_key=True),
    Column("delivery", Text, primary_key=True),
    # From where the list goes on that tells what has changed, and under what that holds.
    Column("mark", Text, nullable=False),
    Column("delivered_at", DateTime(timezone=True)),
    # How many rows were written then, and how many of those before were marked as gone.
    Column("rows", BigInteger, nullable=False),
    Column("gone", BigInteger, nullable=False),
    # When it was tried last, in vain as often as is counted: then it is told to the operator.
    Column("tried_at", DateTime(timezone=True), nullable=False),
    Column("failures", Integer, nullable=False),
    Column("failure", Text),
    info={
        "rls": "own",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (mark, delivered_at, rows, gone, tried_at, failures, failure)",
        },
        "actor": "its job",
    },
)


class DeliveryMark(NamedTuple):
    """Where a delivery stands."""

    name: str
    mark: str
    delivered_at: datetime | None
    rows: int
    gone: int
    tried_at: datetime
    failures: int
    failure: str | None


async def marks(connection: Connection) -> dict[str, DeliveryMark]:
    """Where the department's deliveries stand, by their names."""
    return {mark.name: mark for mark in await connection.fetch(DeliveryMark, MARKS, [])}


async def delivered(connection: Connection, department: str, delivery: str, mark: str, rows: int, gone: int) -> None:
    """Write down that a list was delivered up to a mark, and how many rows that was."""
    await connection.execute(DELIVERED, [department, delivery, mark, rows, gone])


async def forget(connection: Connection, delivery: str) -> None:
    """Let a list of the department go on from nowhere: it is delivered anew."""
    await connection.execute(FORGET, [delivery])


async def failed(connection: Connection, department: str, delivery: str, failure: str) -> None:
    """Write down that it could not be."""
    await connection.execute(FAILED, [department, delivery, failure])


MARKS = """SELECT delivery AS name, mark, delivered_at, rows, gone, tried_at, failures, failure FROM delivery_marks"""

FAILING = """SELECT department || '/' || delivery, failures, failure FROM delivery_marks
WHERE failures >= %s ORDER BY 1"""

DELIVERED = """INSERT INTO delivery_marks (department, delivery, mark, delivered_at, rows, gone, tried_at, failures)
VALUES ($1, $2, $3, clock_timestamp(), $4, $5, clock_timestamp(), 0)
ON CONFLICT (department, delivery) DO UPDATE SET mark = excluded.mark, delivered_at = excluded.delivered_at,
  rows = excluded.rows, gone = excluded.gone, tried_at = excluded.tried_at, failures = 0, failure = NULL"""

FORGET = "UPDATE delivery_marks SET mark = '' WHERE delivery = $1"

FAILED = """INSERT INTO delivery_marks (department, delivery, mark, rows, gone, tried_at, failures, failure)
VALUES ($1, $2, '', 0, 0, clock_timestamp(), 1, $3)
ON CONFLICT (department, delivery) DO UPDATE SET tried_at = excluded.tried_at,
  failures = delivery_marks.failures + 1, failure = excluded.failure"""
