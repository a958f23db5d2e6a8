"""Uploads (上传的文件): what comes in as a file, sealed in pieces, and goes with the job that works it through."""

from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Column, DateTime, ForeignKey, Index, Integer, LargeBinary, Table, Text, Uuid, func, text

from registry.errors import Refusal
from registry.store.connection import Connection
from registry.store.database import metadata

uploads = Table(
    "uploads",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, nullable=False),
    # Empty as long as it comes in, or what fetches it, for as long as that takes; what is kept of a file goes with the
    # job of its own id.
    Column("job", Uuid, ForeignKey("jobs.id", ondelete="CASCADE")),
    Column("came_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Index(None, "job"),
    Index(None, "came_at", postgresql_where=text("job IS NULL")),
    info={
        "rls": "own",
        "grants": {"app": "SELECT, INSERT, UPDATE (job), DELETE"},
        "actor": "its import",
    },
)

upload_pieces = Table(
    "upload_pieces",
    metadata,
    Column("upload_id", Uuid, ForeignKey("uploads.id", ondelete="CASCADE"), primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("department", Text, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    info={
        "rls": "own",
        "grants": {"app": "SELECT, INSERT"},
        "actor": "its import",
    },
)


async def begin(connection: Connection, id: UUID, department: str, fetch: UUID | None = None) -> None:
    """Begin to keep a file that comes in, or that a job fetches."""
    await connection.execute(BEGIN, [id, department, fetch])


async def put(connection: Connection, id: UUID, department: str, place: int, sealed: bytes) -> None:
    """Keep a sealed piece of it."""
    await connection.execute(PUT, [id, place, department, sealed], prepare=True)


async def piece(connection: Connection, id: UUID, place: int) -> bytes:
    """A sealed piece of a file; raises FILE_GONE where it is kept no more."""
    row = await connection.fetch_one(Piece, PIECE, [id, place])
    if row is None:
        raise Refusal("FILE_GONE")
    return bytes(row.sealed)


async def keep(connection: Connection, id: UUID) -> None:
    """Keep one that is there to its last byte for the job of its own id."""
    await connection.execute(KEEP, [id])


async def drop(connection: Connection, id: UUID) -> None:
    """Keep nothing of a file that came in and is not worked through."""
    await connection.execute(DROP, [id])


async def forget(connection: Connection) -> None:
    """Take out the department's files that began to come in an hour ago and never came whole, nor are fetched still."""
    await connection.execute(FORGET)


class Piece(NamedTuple):
    """A piece of a file."""

    sealed: bytes


BEGIN = "INSERT INTO uploads (id, department, job) VALUES ($1, $2, $3)"
PUT = "INSERT INTO upload_pieces (upload_id, place, department, sealed) VALUES ($1, $2, $3, $4)"
PIECE = "SELECT sealed FROM upload_pieces WHERE upload_id = $1 AND place = $2"
KEEP = "UPDATE uploads SET job = id WHERE id = $1"
DROP = "DELETE FROM uploads WHERE id = $1 AND job IS DISTINCT FROM id"
FORGET = """DELETE FROM uploads u
WHERE u.job IS DISTINCT FROM u.id AND u.came_at < clock_timestamp() - interval '1 hour'
  AND NOT EXISTS (SELECT FROM jobs j WHERE j.id = u.job AND j.kept_until IS NULL)"""
