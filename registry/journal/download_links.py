"""Download links (下载链接): a request that somebody without a token may send, for minutes and a few times.

Of a link its hash is kept, of the request its sealed text: neither leads to the other without the link itself.
"""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Column, DateTime, Index, Integer, LargeBinary, Table, Text, UniqueConstraint, Uuid, func

from registry.errors import Refusal
from registry.store.acting import actor
from registry.store.arrays import array
from registry.store.connection import Connection
from registry.store.database import metadata, new_id

download_links = Table(
    "download_links",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("hash", LargeBinary, nullable=False),
    Column("department", Text, nullable=False),
    Column("client", Text, nullable=False),
    # Those of the token that asked for it: what is fetched is what they and the client allow then.
    Column("scopes", ARRAY(Text), nullable=False),
    Column("request", LargeBinary, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    actor(),
    UniqueConstraint("hash"),
    Index(None, "client"),
    # Who opens a link is nobody yet: its hash says whose it is.
    info={
        "rls": "open",
        "grants": {"app": "SELECT, INSERT, UPDATE (uses), DELETE"},
        "foreseen": ("expires_at",),
    },
)

MOST_OPEN = 100
"""Links of one client that can be opened at a time."""
ATTRIBUTE = "link"


@dataclass(frozen=True)
class DownloadLink:
    """A link that is asked for: whose, for how long, and how often it opens."""

    department: str
    client: str
    scopes: Collection[str]
    minutes: int
    uses: int
    id: UUID = field(default_factory=new_id)


class Opened(NamedTuple):
    """A link that was opened: one of its uses is spent."""

    id: UUID
    department: str
    client: str
    scopes: list[str]
    request: bytes
    actor: UUID | None


async def make(connection: Connection, one: DownloadLink, code: str, sealed: bytes) -> datetime:
    """Write a link down; until when it opens. Raises TOO_MANY_LINKS."""
    await connection.execute(FORGET)
    values = [one.id, _hash(code), one.department, one.client, array(sorted(one.scopes)), sealed, one.uses]
    until = await connection.fetch_one(_moment, MAKE, [*values, timedelta(minutes=one.minutes), MOST_OPEN])
    if until is None:
        raise Refusal("TOO_MANY_LINKS", most=MOST_OPEN)
    return until


async def open_once(connection: Connection, code: str) -> Opened:
    """Spend one use of a link; of two who open it at once with one left, one does. Raises LINK_GONE."""
    if (found := await connection.fetch_one(Opened, OPEN, [_hash(code)])) is None:
        raise Refusal("LINK_GONE")
    return found


async def give_back(connection: Connection, id: UUID) -> None:
    """Give a use back that brought nothing."""
    await connection.execute("UPDATE download_links SET uses = uses + 1 WHERE id = $1", [id])


def _hash(code: str) -> bytes:
    """A code as it is kept; 256 random bits need no slow hash."""
    return hashlib.sha256(code.encode()).digest()


def _moment(moment: datetime) -> datetime:
    return moment


FORGET = "DELETE FROM download_links WHERE expires_at < clock_timestamp()"

MAKE = """INSERT INTO download_links (id, hash, department, client, scopes, request, uses, expires_at)
SELECT $1, $2, $3, $4, $5::text[], $6, $7, clock_timestamp() + $8::interval
WHERE (SELECT count(*) FROM download_links WHERE client = $4 AND uses > 0) < $9
RETURNING expires_at"""

OPEN = """UPDATE download_links SET uses = uses - 1 WHERE hash = $1 AND uses > 0 AND expires_at > clock_timestamp()
RETURNING id, department, client, scopes, request, actor_id"""
