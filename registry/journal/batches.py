"""Batches: what a department handed in at one time, and how it went."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Column, DateTime, Index, Integer, Table, Text, Uuid, func

from registry.store.acting import actor
from registry.store.connection import Connection, Question
from registry.store.database import metadata, new_id

batches = Table(
    "batches",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("items", Integer, nullable=False),
    Column("accepted", Integer, nullable=False),
    Column("replayed", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("received_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    actor(),
    Index(None, "department", "id"),
    info={
        "rls": "own",
        "grants": {"app": "SELECT, INSERT, UPDATE (items, accepted, replayed, refused)"},
    },
)


@dataclass(frozen=True)
class Batch:
    """What a department hands in at one time, of so many items; what it holds points to its id."""

    department: str
    client: str
    kind: str
    items: int
    id: UUID = field(default_factory=new_id)

    def row(self, accepted: int = 0, replayed: int = 0, refused: int = 0) -> Question:
        """The statement that writes it down, with how many of its items were taken in, known already, refused."""
        counts = [self.items, accepted, replayed, refused]
        return Question(INSERT, [self.id, self.department, self.client, self.kind, *counts])

    def part(self, items: int) -> "Batch":
        """So many of its items, which are written down as a part of it."""
        return replace(self, items=items)


async def kept_batch(connection: Connection, id: UUID) -> Batch:
    """A batch, to be written down once more after all else of its transaction has been taken back."""
    found = await connection.fetch_one(Written, WRITTEN, [id])
    if found is None:
        raise LookupError(id)
    return Batch(*found, id=id)


class Written(NamedTuple):
    """What of a batch stays whatever becomes of its items."""

    department: str
    client: str
    kind: str
    items: int


WRITTEN = "SELECT department, client, kind, items FROM batches WHERE id = $1"

INSERT = """INSERT INTO batches (id, department, client, kind, items, accepted, replayed, refused)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (id) DO UPDATE SET items = batches.items + excluded.items, accepted = batches.accepted + excluded.accepted,
  replayed = batches.replayed + excluded.replayed, refused = batches.refused + excluded.refused"""
