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

from registry.store.arrays import columns
from registry.store.column_types import Xid8
from registry.store.connection import Connection, Question
from registry.store.database import metadata, new_id

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
    Column("salt", LargeBinary, nullable=False),
    # A salted commitment to the content; the position lies outside it, since households move.
    Column("hash", LargeBinary, nullable=False),
    Column("xid", Xid8, nullable=False, server_default=text("pg_current_xact_id()")),
    Index(None, "household_id", "happened_on", "id"),
    Index(None, "person_id", "happened_on", "id"),
    Index(None, "identity_id", postgresql_where=text("position IS NULL")),
    info={"rls": "record", "grants": {"app": "SELECT, INSERT, UPDATE (household_id, person_id, position)"}},
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


class Receipt(NamedTuple):
    """What a reporter keeps: the link and the commitment to its content."""

    link: UUID
    hash: bytes


def commitment(link: Link, link_id: UUID, salt: bytes) -> bytes:
    """The salted hash of a link's content; household and position lie outside it, since people move."""
    content = (str(link_id), str(link.identity), link.kind, link.happened_on.isoformat(), link.department)
    pointing = (link.programme, link.category, str(link.record), str(link.determination), link.note)
    return sha256(salt + orjson.dumps([*content, *pointing, link.content.hex()])).digest()


async def append(connection: Connection, links: Sequence[Link]) -> list[Receipt]:
    """Add links to the chain, in the transaction that did what they tell (二（一）)."""
    if not links:
        return []
    receipts, added = appended(links)
    await connection.together([added])
    return receipts


def appended(links: Sequence[Link]) -> tuple[list[Receipt], Question]:
    """The same as a statement that is yet to be sent."""
    rows = [(link, new_id(), os.urandom(16)) for link in links]
    receipts = [Receipt(id, commitment(link, id, salt)) for link, id, salt in rows]
    values = [
        (id, link.identity, link.household, link.person, link.position, link.paying_position, link.kind,
         link.happened_on, link.department, link.programme, link.category, link.record, link.determination,
         link.note, salt, receipt.hash)
        for (link, id, salt), receipt in zip(rows, receipts, strict=True)
    ]  # fmt: skip # one row reads like the column list below
    return receipts, Question(APPEND, columns(values))


APPEND = """INSERT INTO chain_links
  (id, identity_id, household_id, person_id, position, paying_position, kind, happened_on, department, programme,
   category, record_id, determination_id, note, salt, hash)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::bigint[], $6::bigint[], $7::text[],
  $8::date[], $9::text[], $10::text[], $11::text[], $12::uuid[], $13::uuid[], $14::text[], $15::bytea[],
  $16::bytea[])"""
