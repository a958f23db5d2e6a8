"""Dead letters of webhooks: rows of the outbox that could not be told, kept until somebody has them sent once more."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Column, DateTime, ForeignKey, Integer, Table, Text, Uuid, func

from registry.errors import Refusal
from registry.journal.outbox import Cursor
from registry.store.connection import Connection
from registry.store.database import metadata
from registry.store.row_security import CALLER_RANGES

webhook_dead_letters = Table(
    "webhook_dead_letters",
    metadata,
    Column("webhook_id", Uuid, ForeignKey("webhooks.id", ondelete="CASCADE"), primary_key=True),
    Column("outbox_id", Uuid, primary_key=True),
    Column("topic", Text, nullable=False),
    Column("subject_id", Uuid, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("failure", Text, nullable=False),
    Column("died_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    # When somebody asked that it be sent once more.
    Column("replay_at", DateTime(timezone=True)),
    info={
        "rls": "open",
        "grants": {"app": "SELECT, INSERT, UPDATE (tries, failure, died_at, replay_at), DELETE"},
        "actor": "nobody: the hub itself",
        "foreseen": ("replay_at",),
    },
)


class Delivery(NamedTuple):
    """A row of the outbox that is to be told."""

    xid: str
    id: UUID
    topic: str
    subject: UUID
    household: UUID | None
    dead: bool

    @property
    def cursor(self) -> Cursor:
        """Where whoever is told goes on behind it."""
        return Cursor(int(self.xid), self.id)


async def asked_again(connection: Connection, webhook: UUID) -> Delivery | None:
    """The first letter that is to be sent once more and that the connection sees."""
    return await connection.fetch_one(Delivery, LETTER, [webhook])


async def replay(connection: Connection, webhook: UUID) -> None:
    """Have all of them sent once more."""
    await connection.execute(REPLAY, [webhook])


async def give_up(connection: Connection, webhook: UUID) -> None:
    """Keep those that are not seen, and send them no more until they are asked for again."""
    await connection.execute(GIVE_UP, [webhook])


async def delivered(connection: Connection, webhook: UUID, row: Delivery) -> None:
    """Take out one that was told."""
    await connection.execute(DELIVERED, [webhook, row.id])


async def failed(connection: Connection, webhook: UUID, row: Delivery, why: Refusal) -> None:
    """Keep one that was sent in vain once more."""
    await connection.execute(FAILED, [webhook, row.id, why.code])


async def add(connection: Connection, webhook: UUID, row: Delivery, tries: int, why: Refusal) -> None:
    """Keep a row that was sent in vain too often."""
    await connection.execute(ADD, [webhook, row.id, row.topic, row.subject, tries, why.code])


SEEN = f"""coalesce(coalesce(o.handling_position, o.position) <@ {CALLER_RANGES}, false)"""

# Of what was taken out of the outbox, or is not seen any more, nothing can be told.
LETTER = f"""SELECT o.changed_xid::text, o.id, o.topic, o.subject_id, o.household_id, true
FROM webhook_dead_letters d JOIN outbox o ON o.id = d.outbox_id
WHERE d.webhook_id = $1 AND d.replay_at IS NOT NULL AND {SEEN} ORDER BY o.changed_xid, o.id LIMIT 1"""

# What was asked for before this transaction and not found by it; the letter stays.
GIVE_UP = "UPDATE webhook_dead_letters SET replay_at = NULL WHERE webhook_id = $1 AND replay_at < now()"

REPLAY = "UPDATE webhook_dead_letters SET replay_at = clock_timestamp() WHERE webhook_id = $1"

DELIVERED = "DELETE FROM webhook_dead_letters WHERE webhook_id = $1 AND outbox_id = $2"

ADD = """INSERT INTO webhook_dead_letters (webhook_id, outbox_id, topic, subject_id, tries, failure)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (webhook_id, outbox_id) DO UPDATE SET tries = webhook_dead_letters.tries + excluded.tries,
  failure = excluded.failure, died_at = clock_timestamp(), replay_at = NULL"""

FAILED = """UPDATE webhook_dead_letters SET tries = tries + 1, failure = $3, died_at = clock_timestamp(),
  replay_at = NULL WHERE webhook_id = $1 AND outbox_id = $2"""
