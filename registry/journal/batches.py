"""Batches: what a department handed in at one time, and how it went."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Column, DateTime, Index, Integer, Table, Text, Uuid, func

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
    Index(None, "department", "id"),
    info={"rls": "own", "grants": {"app": "SELECT, INSERT, UPDATE"}},
)


@dataclass(frozen=True)
class Batch:
    """A batch whose outcomes are known before anything of it is written."""

    department: str
    client: str
    kind: str
    items: int
    id: UUID = field(default_factory=new_id)

    def went(self, accepted: int, replayed: int) -> Question:
        """Its row, which what it holds points to; what was not accepted was refused."""
        counts = [self.items, accepted, replayed, self.items - accepted - replayed]
        return Question(WENT, [self.id, self.department, self.client, self.kind, *counts])


async def begin(connection: Connection, department: str, client: str, kind: str, items: int) -> UUID:
    """A batch that has come in; what it holds points to it."""
    id = new_id()
    await connection.execute(BEGIN, [id, department, client, kind, items], prepare=True)
    return id


async def close(connection: Connection, id: UUID, accepted: int, replayed: int, refused: int) -> None:
    """How the batch went."""
    await connection.execute(CLOSE, [id, accepted, replayed, refused], prepare=True)


BEGIN = """INSERT INTO batches (id, department, client, kind, items, accepted, replayed, refused)
VALUES ($1, $2, $3, $4, $5, 0, 0, 0)"""
WENT = """INSERT INTO batches (id, department, client, kind, items, accepted, replayed, refused)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)"""
CLOSE = "UPDATE batches SET accepted = $2, replayed = $3, refused = $4 WHERE id = $1"
