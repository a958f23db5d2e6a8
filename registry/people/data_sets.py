"""Data sets (数据集): what each department supplies, and how fresh it is."""

import datetime
from collections.abc import Iterable

from sqlalchemy import Column, Date, Table, Text

from registry.store.acting import actor
from registry.store.arrays import Rows
from registry.store.connection import Connection
from registry.store.database import metadata

data_sets = Table(
    "data_sets",
    metadata,
    # A row for each day on which something came in, and the day it stood for: two batches never wait for each other.
    Column("department", Text, primary_key=True),
    Column("entity", Text, primary_key=True),
    Column("received_on", Date, primary_key=True),
    Column("as_of", Date, primary_key=True),
    actor(),
    info={
        "rls": "open",
        "writer": "department",
        "grants": {"app": "SELECT, INSERT"},
    },
)


async def received(
    connection: Connection, department: str, days: Iterable[tuple[str, datetime.date]], today: datetime.date
) -> None:
    """Note that facts of these entities came in today, standing for these days (政务数据共享条例 13: 更新频率)."""
    await connection.execute(RECEIVED, [department, today, *DAYS.arrays(sorted(set(days)))], prepare=True)


DAYS = Rows[tuple[str, datetime.date]](entity=("text", lambda day: day[0]), as_of=("date", lambda day: day[1]))

RECEIVED = f"""INSERT INTO data_sets (department, received_on, {DAYS.names})
SELECT $1, $2, * FROM {DAYS.unnest("day", first=3)}
ON CONFLICT DO NOTHING"""
