"""Webhooks (事件推送): addresses of departments' programs that are told what stands in the outbox, and how each stands.

What was registered is its client's; how far a webhook is told holds ids and times alone, so that whichever worker looks
finds what is due, and the operator sees what is not delivered.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    DateTime,
    ForeignKey,
    Integer,
    LargeBinary,
    Table,
    Text,
    UniqueConstraint,
    Uuid,
    func,
)

from registry.errors import Refusal
from registry.journal import outbox, outbox_trims
from registry.journal.outbox import Cursor
from registry.journal.webhook_secrets import Secrets
from registry.store.acting import actor
from registry.store.arrays import array
from registry.store.column_types import Xid8
from registry.store.connection import Connection
from registry.store.database import metadata, new_id

webhooks = Table(
    "webhooks",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, nullable=False),
    Column("client", Text, nullable=False),
    # Those that its token had: it is never told more than these and its client have at the moment.
    Column("scopes", ARRAY(Text), nullable=False),
    Column("url", Text, nullable=False),
    # Sealed to this row; the one before signs beside it for a while.
    Column("secret", LargeBinary, nullable=False),
    Column("former_secret", LargeBinary),
    Column("former_until", DateTime(timezone=True)),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    actor(),
    UniqueConstraint("client", "url"),
    info={"rls": "own", "grants": {"app": "SELECT, INSERT, UPDATE, DELETE"}},
)

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
    info={"rls": "open", "grants": {"app": "SELECT, INSERT, UPDATE, DELETE"}, "actor": "its webhook"},
)

MOST = 10
"""Webhooks of one client."""
BESIDE = timedelta(hours=24)
"""For how long a secret that was renewed signs beside the new one."""


@dataclass(frozen=True)
class Webhook:
    """What a client registers."""

    department: str
    client: str
    scopes: Collection[str]
    url: str
    topics: Collection[str]
    id: UUID = field(default_factory=new_id)


class Listed(NamedTuple):
    """A webhook as the operator sees it."""

    id: UUID
    department: str
    client: str
    url: str
    topics: list[str]
    state: str
    tries: int
    failing_since: datetime | None
    failure: str | None
    failure_en: str | None
    disabled_at: datetime | None
    delivered: int
    delivered_at: datetime | None
    dead: int


class Topic(NamedTuple):
    """What a department is told of by a webhook, and behind which row."""

    topic: str
    department: str
    xid: str
    id: UUID


async def add(connection: Connection, one: Webhook, secrets: Secrets) -> str:
    """Register a webhook, which is told what happens from now on; its secret, which is shown this once.

    Raises WEBHOOK_KNOWN and TOO_MANY_WEBHOOKS.
    """
    await connection.execute("SELECT pg_advisory_xact_lock(hashtext('aidhub webhooks ' || $1))", [one.client])
    urls = await connection.fetch(str, "SELECT url FROM webhooks WHERE client = $1", [one.client])
    if one.url in urls:
        raise Refusal("WEBHOOK_KNOWN", "url")
    if len(urls) >= MOST:
        raise Refusal("TOO_MANY_WEBHOOKS", most=MOST)
    secret, sealed = secrets.new(one.id)
    cursor = await outbox.now(connection)
    await connection.execute(ADD, [one.id, one.department, one.client, array(sorted(one.scopes)), one.url, sealed])
    stand = [one.id, one.department, array(sorted(one.topics)), str(cursor.xid), cursor.id]
    await connection.execute(STAND, stand)
    return secret


async def renew(connection: Connection, id: UUID, client: str, secrets: Secrets) -> str:
    """A new secret; the one before signs beside it for a day. Raises UNKNOWN_WEBHOOK."""
    secret, sealed = secrets.new(id)
    await _done(connection, RENEW, [id, client, sealed, BESIDE])
    return secret


async def pause(connection: Connection, id: UUID, client: str) -> None:
    """Tell it nothing until it is resumed; what happens meanwhile is told then. Raises UNKNOWN_WEBHOOK."""
    await _done(connection, PAUSE, [id, client])


async def resume(connection: Connection, id: UUID, client: str) -> None:
    """Go on at once where it was left, also after it was disabled.

    Raises UNKNOWN_WEBHOOK, and CURSOR_TRIMMED where what came right after that was taken out of the outbox meanwhile.
    """
    await _done(connection, RESUME, [id, client])
    for row in await connection.fetch(Topic, TOPICS, [id]):
        await outbox_trims.check(connection, row.topic, row.department, Cursor(int(row.xid), row.id))


async def replay(connection: Connection, id: UUID, client: str, since: str | None) -> None:
    """Send the dead letters once more, or all that came after a cursor, and go on.

    Raises UNKNOWN_WEBHOOK, BAD_CURSOR and CURSOR_TRIMMED.
    """
    if since is None:
        await resume(connection, id, client)
        await connection.execute(REPLAY, [id])
        return
    await _done(connection, RESUME, [id, client])
    cursor = Cursor.read(since)
    if cursor != outbox.BEGINNING:
        for row in await connection.fetch(Topic, TOPICS, [id]):
            await outbox_trims.check(connection, row.topic, row.department, cursor)
    await connection.execute(GO_BACK, [id, str(cursor.xid), cursor.id])


async def remove(connection: Connection, id: UUID, client: str) -> None:
    """Take it out with its dead letters. Raises UNKNOWN_WEBHOOK."""
    await _done(connection, REMOVE, [id, client])


async def _done(connection: Connection, statement: str, values: list[object]) -> None:
    """Raise UNKNOWN_WEBHOOK where the client has no such webhook."""
    if not (await connection.execute(statement, values)).rowcount:
        raise Refusal("UNKNOWN_WEBHOOK", "id")


ADD = "INSERT INTO webhooks (id, department, client, scopes, url, secret) VALUES ($1, $2, $3, $4::text[], $5, $6)"

STAND = """INSERT INTO webhook_stands
  (webhook_id, department, topics, state, cursor_xid, cursor_id, tries, next_try_at, delivered, taken)
VALUES ($1, $2, $3::text[], 'ACTIVE', $4::text::xid8, $5, 0, clock_timestamp(), 0, 0)"""

RENEW = """UPDATE webhooks SET former_secret = secret, former_until = clock_timestamp() + $4::interval, secret = $3
WHERE id = $1 AND client = $2"""

OWN = "webhook_id = (SELECT id FROM webhooks WHERE id = $1 AND client = $2)"

PAUSE = f"UPDATE webhook_stands SET state = 'PAUSED', disabled_at = NULL WHERE {OWN}"

# Whoever has it in hand is overtaken: what is sent meanwhile is sent again, under its id.
RESUME = f"""UPDATE webhook_stands SET state = 'ACTIVE', tries = 0, next_try_at = clock_timestamp(), disabled_at = NULL,
  failing_since = NULL, failure = NULL, failure_en = NULL, failure_zh = NULL, taken = taken + 1, taken_until = NULL
WHERE {OWN}"""

REPLAY = "UPDATE webhook_dead_letters SET replay_at = clock_timestamp() WHERE webhook_id = $1"

TOPICS = """SELECT unnest(topics), department, cursor_xid::text, cursor_id FROM webhook_stands
WHERE webhook_id = $1"""

GO_BACK = "UPDATE webhook_stands SET cursor_xid = $2::text::xid8, cursor_id = $3 WHERE webhook_id = $1"

REMOVE = "DELETE FROM webhooks WHERE id = $1 AND client = $2"

# Before the rows of the outbox are counted from the beginning of another server: what is told of them stays so, since
# ids are in the order of time. A copy tells nobody before somebody wants it to.
RESTORED = """UPDATE webhook_stands s SET state = 'PAUSED', taken_until = NULL,
  cursor_xid = least(s.cursor_xid, pg_current_xact_id()), cursor_id = coalesce((
    SELECT o.id FROM outbox o WHERE o.department = s.department AND o.topic = ANY(s.topics)
      AND (o.changed_xid, o.id) <= (s.cursor_xid, s.cursor_id) ORDER BY o.id DESC LIMIT 1), s.cursor_id)"""

LISTED = """SELECT w.id, w.department, w.client, w.url, s.topics, s.state, s.tries, s.failing_since, s.failure,
  s.failure_en, s.disabled_at, s.delivered, s.delivered_at,
  (SELECT count(*) FROM webhook_dead_letters d WHERE d.webhook_id = w.id)
FROM webhooks w JOIN webhook_stands s ON s.webhook_id = w.id ORDER BY w.id"""
