"""How webhooks stand: how far in the outbox each one is told, and what it waits for.

They hold ids and times alone, so that whichever worker looks finds what is due, and the operator sees what is not
delivered.
"""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, BigInteger, Column, DateTime, ForeignKey, Integer, Table, Text, Uuid

from registry.errors import Refusal
from registry.journal import outbox, outbox_trims, webhook_dead_letters
from registry.journal.outbox import Cursor
from registry.store.arrays import array
from registry.store.column_types import Xid8
from registry.store.connection import Connection
from registry.store.database import metadata

webhook_stands = Table(
    "webhook_stands",
    metadata,
    Column("webhook_id", Uuid, ForeignKey("webhooks.id", ondelete="CASCADE"), primary_key=True),
    Column("department", Text, nullable=False),
    Column("topics", ARRAY(Text), nullable=False),
    Column("state", Text, nullable=False),
    # The last row of the outbox that is done with.
    Column("cursor_xid", Xid8, nullable=False),
    Column("cursor_id", Uuid, nullable=False),
    # How often the next row was sent in vain, and when it is sent again.
    Column("tries", Integer, nullable=False),
    Column("next_try_at", DateTime(timezone=True), nullable=False),
    Column("failing_since", DateTime(timezone=True)),
    Column("failure", Text),
    Column("failure_en", Text),
    Column("failure_zh", Text),
    Column("disabled_at", DateTime(timezone=True)),
    Column("delivered", BigInteger, nullable=False),
    Column("delivered_at", DateTime(timezone=True)),
    # How often it was taken in hand: only the last who did may write, and until when nobody else does.
    Column("taken", Integer, nullable=False),
    Column("taken_until", DateTime(timezone=True)),
    info={
        "rls": "open",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (state, cursor_xid, cursor_id, tries, next_try_at, failing_since,"
            " failure, failure_en, failure_zh, disabled_at, delivered, delivered_at, taken,"
            " taken_until)",
        },
        "actor": "its webhook",
        "foreseen": ("next_try_at", "taken_until"),
    },
)


class Topic(NamedTuple):
    """What a department is told of by a webhook, and behind which row."""

    topic: str
    department: str
    xid: str
    id: UUID


async def begin(connection: Connection, id: UUID, department: str, topics: Collection[str]) -> None:
    """Have a new webhook told what happens from now on."""
    cursor = await outbox.now(connection)
    stand = [id, department, array(sorted(topics)), str(cursor.xid), cursor.id]
    await connection.execute(STAND, stand)


async def pause(connection: Connection, id: UUID, client: str) -> None:
    """Tell it nothing until it is resumed; what happens meanwhile is told then. Raises UNKNOWN_WEBHOOK."""
    await done(connection, PAUSE, [id, client])


async def resume(connection: Connection, id: UUID, client: str) -> None:
    """Go on at once where it was left, also after it was disabled.

    Raises UNKNOWN_WEBHOOK, and CURSOR_TRIMMED where what came right after that was taken out of the outbox meanwhile.
    """
    await done(connection, RESUME, [id, client])
    for row in await connection.fetch(Topic, TOPICS, [id]):
        await outbox_trims.check(connection, row.topic, row.department, Cursor(int(row.xid), row.id))


async def replay(connection: Connection, id: UUID, client: str, since: str | None) -> None:
    """Send the dead letters once more, or all that came after a cursor, and go on.

    Raises UNKNOWN_WEBHOOK, BAD_CURSOR and CURSOR_TRIMMED.
    """
    if since is None:
        await resume(connection, id, client)
        await webhook_dead_letters.replay(connection, id)
        return
    await done(connection, RESUME, [id, client])
    cursor = Cursor.read(since)
    if cursor != outbox.BEGINNING:
        for row in await connection.fetch(Topic, TOPICS, [id]):
            await outbox_trims.check(connection, row.topic, row.department, cursor)
    await connection.execute(GO_BACK, [id, str(cursor.xid), cursor.id])


async def done(connection: Connection, statement: str, values: list[object]) -> None:
    """Raise UNKNOWN_WEBHOOK where the client has no such webhook."""
    if not (await connection.execute(statement, values)).rowcount:
        raise Refusal("UNKNOWN_WEBHOOK", "id")


STAND = """INSERT INTO webhook_stands
  (webhook_id, department, topics, state, cursor_xid, cursor_id, tries, next_try_at, delivered, taken)
VALUES ($1, $2, $3::text[], 'ACTIVE', $4::text::xid8, $5, 0, clock_timestamp(), 0, 0)"""

OWN = "webhook_id = (SELECT id FROM webhooks WHERE id = $1 AND client = $2)"

PAUSE = f"UPDATE webhook_stands SET state = 'PAUSED', disabled_at = NULL WHERE {OWN}"

# Whoever has it in hand is overtaken: what is sent meanwhile is sent again, under its id.
RESUME = f"""UPDATE webhook_stands SET state = 'ACTIVE', tries = 0, next_try_at = clock_timestamp(), disabled_at = NULL,
  failing_since = NULL, failure = NULL, failure_en = NULL, failure_zh = NULL, taken = taken + 1, taken_until = NULL
WHERE {OWN}"""

TOPICS = """SELECT unnest(topics), department, cursor_xid::text, cursor_id FROM webhook_stands
WHERE webhook_id = $1"""

GO_BACK = "UPDATE webhook_stands SET cursor_xid = $2::text::xid8, cursor_id = $3 WHERE webhook_id = $1"

# Before the rows of the outbox are counted from the beginning of another server: what is told of them stays so, since
# ids are in the order of time. A copy tells nobody before somebody wants it to.
RESTORED = """UPDATE webhook_stands s SET state = 'PAUSED', taken_until = NULL,
  cursor_xid = least(s.cursor_xid, pg_current_xact_id()), cursor_id = coalesce((
    SELECT o.id FROM outbox o WHERE o.department = s.department AND o.topic = ANY(s.topics)
      AND (o.changed_xid, o.id) <= (s.cursor_xid, s.cursor_id) ORDER BY o.id DESC LIMIT 1), s.cursor_id)"""
