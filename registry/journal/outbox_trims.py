"""Trims of the outbox: what was told long ago is taken out, and whoever has not read that far is told so."""

import datetime
from uuid import UUID

import psycopg
from sqlalchemy import Column, DateTime, Table, Text, Uuid, func

from registry.errors import Refusal
from registry.journal.outbox import Cursor
from registry.store.column_types import Xid8
from registry.store.connection import Connection
from registry.store.database import metadata

BATCH = 10_000

outbox_trims = Table(
    "outbox_trims",
    metadata,
    # The last row of a topic and a department that was taken out, in the order in which they are told.
    Column("topic", Text, primary_key=True),
    Column("department", Text, primary_key=True),
    Column("changed_xid", Xid8, nullable=False),
    Column("id", Uuid, nullable=False),
    Column("trimmed_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    info={"rls": "open", "grants": {"app": "SELECT"}},
)


def older(connection: psycopg.Connection, than: datetime.datetime) -> int:
    """How many rows were told before a moment; as the owner."""
    row = connection.execute("SELECT count(*) FROM outbox WHERE id < %s", [_first_id(than)]).fetchone()
    return row[0] if row else 0


def remember(connection: psycopg.Connection, than: datetime.datetime) -> None:
    """Write down up to where rows will be taken out, before the first one is."""
    connection.execute(REMEMBER, [_first_id(than)])


def take_out(connection: psycopg.Connection, than: datetime.datetime) -> int:
    """Take out a batch of the rows that were told before a moment; how many, 0 where there is none left."""
    return connection.execute(TAKE_OUT, [_first_id(than), BATCH]).rowcount


async def check(connection: Connection, topic: str, department: str, cursor: Cursor) -> None:
    """Raise CURSOR_TRIMMED where rows after this cursor were taken out unread, or it is of before a restore."""
    if await connection.fetch_one(bool, PASSED, [topic, department, str(cursor.xid), cursor.id]):
        raise Refusal("CURSOR_TRIMMED", "since")


def _first_id(moment: datetime.datetime) -> UUID:
    """The smallest UUIDv7 of a millisecond: the ids of the outbox tell when it was told."""
    return UUID(int=int(moment.timestamp() * 1000) << 80)


REMEMBER = """INSERT INTO outbox_trims AS t (topic, department, changed_xid, id)
SELECT DISTINCT ON (topic, department) topic, department, changed_xid, id FROM outbox WHERE id < %s
ORDER BY topic, department, changed_xid DESC, id DESC
ON CONFLICT (topic, department) DO UPDATE
SET changed_xid = excluded.changed_xid, id = excluded.id, trimmed_at = clock_timestamp()
WHERE (t.changed_xid, t.id) < (excluded.changed_xid, excluded.id)"""

TAKE_OUT = """DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE id < %s ORDER BY id LIMIT %s)"""

PASSED = """SELECT true FROM outbox_trims
WHERE topic = $1 AND department = $2 AND (changed_xid, id) > ($3::text::xid8, $4::uuid)
UNION ALL SELECT true WHERE $3::text::xid8 > pg_snapshot_xmax(pg_current_snapshot())"""
