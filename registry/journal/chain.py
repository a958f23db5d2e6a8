"""The assistance chain (一户（人）一条救助链): all that happened to a household, append-only.

A link says when something happened and when it was recorded.
"""

import datetime
import os
from collections.abc import Sequence
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

import orjson
from sqlalchemy import (
    BigInteger,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    LargeBinary,
    Table,
    Text,
    Uuid,
    func,
    text,
)

from registry.store.acting import actor
from registry.store.arrays import Rows
from registry.store.block_index import by_block
from registry.store.column_types import Xid8
from registry.store.connection import Connection, Question
from registry.store.database import metadata, new_id
from registry.store.witnesses import NOW, Witness

# What waited under a number is taken over by the household of whose it is; what a merge or a correction moves is told
# by that, and what is parted from a person by the end of its joining.
MOVED = f"""OLD.household_id IS NULL AND EXISTS (
    SELECT FROM persons p JOIN memberships m ON m.person_id = p.id
    WHERE m.household_id = NEW.household_id AND p.identity_id IN (
      SELECT NEW.identity_id UNION ALL SELECT i.alias_of FROM identities i WHERE i.id = NEW.identity_id))
  OR EXISTS (SELECT FROM household_merges g WHERE g.undone_at >= {NOW}
    AND g.household_id = OLD.household_id AND g.duplicate_id = NEW.household_id)
  OR EXISTS (SELECT FROM person_merges g WHERE greatest(g.merged_at, g.undone_at) >= {NOW}
    AND (OLD.person_id IS NULL AND NEW.person_id IS NULL
      OR g.person_id IN (OLD.person_id, NEW.person_id) OR g.duplicate_id IN (OLD.person_id, NEW.person_id)))
  OR NEW.household_id IS NULL AND EXISTS (SELECT FROM identity_joins j WHERE j.undone_at >= {NOW})
  OR EXISTS (SELECT FROM person_correction_lines l
    WHERE l.record_id = NEW.record_id AND l.decision = 'STAYS' AND l.decided_at >= {NOW})"""

chain_links = Table(
    "chain_links",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("identity_id", Uuid, ForeignKey("identities.id"), nullable=False),
    Column("household_id", Uuid, ForeignKey("households.id")),
    # Empty for what concerns the household as a whole.
    Column("person_id", Uuid, ForeignKey("persons.id")),
    Column("position", BigInteger),
    Column("paying_position", BigInteger),
    Column("kind", Text, nullable=False),
    Column("happened_on", Date, nullable=False),
    Column("recorded_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("department", Text, nullable=False),
    Column("programme", Text),
    Column("category", Text),
    Column("record_id", Uuid, ForeignKey("assistance_records.id")),
    Column("determination_id", Uuid, ForeignKey("determinations.id")),
    Column("note", Text),
    # What was said of the help in this link: the record shows how it stands, the link how it was told then.
    Column("status", Text),
    Column("amount", BigInteger),
    Column("period_from", Date),
    Column("period_to", Date),
    Column("term", Text),
    Column("salt", LargeBinary, nullable=False),
    # A salted commitment to the content; the position lies outside it, since households move.
    Column("hash", LargeBinary, nullable=False),
    Column("xid", Xid8, nullable=False, server_default=text("pg_current_xact_id()")),
    actor(),
    Index(None, "household_id", "happened_on", "id"),
    Index(None, "person_id", "happened_on", "id"),
    Index(None, "identity_id", postgresql_where=text("position IS NULL")),
    # How a record stands follows from the links that changed it.
    Index(None, "record_id", postgresql_where=text("kind IN ('ADJUSTED', 'TERMINATED')")),
    by_block("chain_links"),
    info={
        "rls": "record",
        "witnessed": [Witness(("household_id", "person_id"), MOVED)],
        "writer": "department",
        "grants": {"app": "SELECT, INSERT, UPDATE (household_id, person_id, position)", "auth": "SELECT"},
    },
)


class Link(NamedTuple):
    """One link, before it is written: what happened, when, and what it points to."""

    kind: str
    identity: UUID
    household: UUID | None
    person: UUID | None
    position: int | None
    happened_on: datetime.date
    department: str
    programme: str | None = None
    category: str | None = None
    record: UUID | None = None
    determination: UUID | None = None
    note: str | None = None
    paying_position: int | None = None
    content: bytes = b""
    """The hash of what the link points to, so that changing that shows too."""
    status: str | None = None
    """What the department said of the help: its status, amount in fen, period and term, as they were then."""
    amount: int | None = None
    period_from: datetime.date | None = None
    period_to: datetime.date | None = None
    term: str | None = None


class Receipt(NamedTuple):
    """What a reporter keeps: the link and the commitment to its content."""

    link: UUID
    hash: bytes


def commitment(link: Link, link_id: UUID, salt: bytes) -> bytes:
    """The salted hash of a link's content; household and position lie outside it, since people move."""
    content = (str(link_id), str(link.identity), link.kind, link.happened_on.isoformat(), link.department)
    pointing = (link.programme, link.category, str(link.record), str(link.determination), link.note)
    # Links about help that were made before these were kept are committed to without them.
    help = (link.status, link.amount, link.period_from, link.period_to, link.term) if link.status else ()
    return sha256(salt + orjson.dumps([*content, *pointing, link.content.hex(), *help])).digest()


class SaltedLink(NamedTuple):
    """A link as it is written, with its commitment."""

    link: Link
    id: UUID
    salt: bytes
    hash: bytes


def salted(link: Link) -> SaltedLink:
    """The link under an id and a salt of its own."""
    id, salt = new_id(), os.urandom(16)
    return SaltedLink(link, id, salt, commitment(link, id, salt))


LINKS = Rows[SaltedLink](
    id=("uuid", lambda row: row.id),
    identity_id=("uuid", lambda row: row.link.identity),
    household_id=("uuid", lambda row: row.link.household),
    person_id=("uuid", lambda row: row.link.person),
    position=("bigint", lambda row: row.link.position),
    paying_position=("bigint", lambda row: row.link.paying_position),
    kind=("text", lambda row: row.link.kind),
    happened_on=("date", lambda row: row.link.happened_on),
    department=("text", lambda row: row.link.department),
    programme=("text", lambda row: row.link.programme),
    category=("text", lambda row: row.link.category),
    record_id=("uuid", lambda row: row.link.record),
    determination_id=("uuid", lambda row: row.link.determination),
    note=("text", lambda row: row.link.note),
    status=("text", lambda row: row.link.status),
    amount=("bigint", lambda row: row.link.amount),
    period_from=("date", lambda row: row.link.period_from),
    period_to=("date", lambda row: row.link.period_to),
    term=("text", lambda row: row.link.term),
    salt=("bytea", lambda row: row.salt),
    hash=("bytea", lambda row: row.hash),
)

INSERT = f"INSERT INTO chain_links ({LINKS.names}) SELECT * FROM {LINKS.unnest('link')}"


async def append(connection: Connection, links: Sequence[Link]) -> list[Receipt]:
    """Add links to the chain, in the transaction that did what they tell (二（一）); one receipt each."""
    if not links:
        return []
    receipts, insert = appending(links)
    await connection.together([insert])
    return receipts


def appending(links: Sequence[Link]) -> tuple[list[Receipt], Question]:
    """The receipts of links, and the statement that is yet to be sent."""
    rows = [salted(link) for link in links]
    return [Receipt(row.id, row.hash) for row in rows], Question(INSERT, LINKS.arrays(rows))
