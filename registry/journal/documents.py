"""Documents by their hash (查询文档): the access log says by which one somebody looked, and here is what it asked."""

from sqlalchemy import Column, DateTime, LargeBinary, Table, Text, Uuid, func, text

from registry.store.connection import Connection
from registry.store.database import metadata

documents = Table(
    "documents",
    metadata,
    Column("id", Uuid, primary_key=True, server_default=text("gen_random_uuid()")),
    Column("hash", LargeBinary, nullable=False, unique=True),
    # Texts and long numbers that stood in it are $1, $2 …: they stand with the variables of whoever sent them.
    Column("text", Text, nullable=False),
    Column("first_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    info={
        "rls": "open",
        "grants": {"app": "SELECT, INSERT", "auth": "SELECT"},
        "actor": "the rows of the access log that name it say who sent it",
    },
)


async def keep(connection: Connection, hash: bytes, text: str) -> None:
    """Keep a document, unless it is kept."""
    await connection.execute(KEEP, [hash, text])


KEEP = "INSERT INTO documents (hash, text) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING"
