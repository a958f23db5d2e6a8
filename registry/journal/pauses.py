"""Pauses (暂停): which schedules rest, since when, by whom and why; those that are over are kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Column, DateTime, Index, Table, Text, func, text

from registry.store.connection import Connection
from registry.store.database import metadata

pauses = Table(
    "pauses",
    metadata,
    # A source, as housing/feedback, a delivery, as deliveries/housing/feedback, or a job of upkeep.
    Column("schedule", Text, primary_key=True),
    Column("paused_at", DateTime(timezone=True), primary_key=True, server_default=func.clock_timestamp()),
    Column("paused_by", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("resumed_at", DateTime(timezone=True)),
    Column("resumed_by", Text),
    Index(None, "schedule", unique=True, postgresql_where=text("resumed_at IS NULL")),
    info={
        "rls": "open",
        "grants": {"app": "SELECT, INSERT, UPDATE (resumed_at, resumed_by)"},
        "actor": "the operator, by name",
    },
)


class Pause(NamedTuple):
    """That a schedule rests."""

    schedule: str
    paused_at: datetime
    paused_by: str
    reason: str


def of_delivery(name: str) -> str:
    """How the schedule of a delivery is called: a source of its department may have the same name."""
    return f"deliveries/{name}"


async def resting(connection: Connection) -> Mapping[str, Pause]:
    """The schedules that rest, by their names."""
    return {pause.schedule: pause for pause in await connection.fetch(Pause, RESTING, [])}


RESTING = "SELECT schedule, paused_at, paused_by, reason FROM pauses WHERE resumed_at IS NULL"

# The operator's own, on a connection with psycopg's placeholders.
PAUSE = "INSERT INTO pauses (schedule, paused_by, reason) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"
RESUME = """UPDATE pauses SET resumed_at = clock_timestamp(), resumed_by = %s
WHERE schedule = %s AND resumed_at IS NULL"""
