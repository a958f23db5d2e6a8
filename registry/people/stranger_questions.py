"""Questions about strangers (对非本部门对象的核对): how many a client, or an officer through it, has asked today.

Reporting may name anybody, and so may the question before it. Who is not reached, registered or not, is counted alike.
"""

import datetime

from sqlalchemy import Column, Date, Integer, Table, Text

from policy.statistics import statistics
from registry.errors import Refusal
from registry.store.connection import Connection
from registry.store.database import metadata

stranger_questions = Table(
    "stranger_questions",
    metadata,
    Column("asker", Text, primary_key=True),
    Column("day", Date, primary_key=True),
    Column("department", Text, nullable=False),
    Column("count", Integer, nullable=False),
    info={"rls": "own", "grants": {"app": "SELECT, INSERT, UPDATE (count)"}, "actor": "the log of each question"},
)


async def ask(connection: Connection, asker: str, department: str, today: datetime.date, strangers: int) -> None:
    """Count these too; raises STRANGERS_QUOTA where they are more than a client asks about in a day."""
    answer = await connection.execute(ASKED, [asker, today, department, strangers], prepare=True)
    row = await answer.fetchone()
    if row and row[0] > (most := statistics().strangers_a_day):
        raise Refusal("STRANGERS_QUOTA", most=most, value=today + datetime.timedelta(days=1))


ASKED = """INSERT INTO stranger_questions AS s (asker, day, department, count) VALUES ($1, $2, $3, $4)
ON CONFLICT (asker, day) DO UPDATE SET count = s.count + excluded.count RETURNING s.count"""
