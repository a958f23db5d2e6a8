"""Webhooks (事件推送): addresses of departments' programs that are told what stands in the outbox."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Column, DateTime, LargeBinary, Table, Text, UniqueConstraint, Uuid, func

from registry.errors import Refusal
from registry.journal import webhook_stands
from registry.journal.webhook_secrets import Secrets
from registry.journal.webhook_stands import done
from registry.store.acting import actor
from registry.store.arrays import array
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
    info={
        "rls": "own",
        "grants": {"app": "SELECT, INSERT, UPDATE (secret, former_secret, former_until), DELETE"},
        "foreseen": ("former_until",),
    },
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
    await connection.execute(ADD, [one.id, one.department, one.client, array(sorted(one.scopes)), one.url, sealed])
    await webhook_stands.begin(connection, one.id, one.department, one.topics)
    return secret


async def renew(connection: Connection, id: UUID, client: str, secrets: Secrets) -> str:
    """A new secret; the one before signs beside it for a day. Raises UNKNOWN_WEBHOOK."""
    secret, sealed = secrets.new(id)
    await done(connection, RENEW, [id, client, sealed, BESIDE])
    return secret


async def remove(connection: Connection, id: UUID, client: str) -> None:
    """Take it out with its dead letters. Raises UNKNOWN_WEBHOOK."""
    await done(connection, REMOVE, [id, client])


ADD = "INSERT INTO webhooks (id, department, client, scopes, url, secret) VALUES ($1, $2, $3, $4::text[], $5, $6)"

RENEW = """UPDATE webhooks SET former_secret = secret, former_until = clock_timestamp() + $4::interval, secret = $3
WHERE id = $1 AND client = $2"""

REMOVE = "DELETE FROM webhooks WHERE id = $1 AND client = $2"

LISTED = """SELECT w.id, w.department, w.client, w.url, s.topics, s.state, s.tries, s.failing_since, s.failure,
  s.failure_en, s.disabled_at, s.delivered, s.delivered_at,
  (SELECT count(*) FROM webhook_dead_letters d WHERE d.webhook_id = w.id)
FROM webhooks w JOIN webhook_stands s ON s.webhook_id = w.id ORDER BY w.id"""
