"""Imports (文件报送): what a department hands in as a file, and what became of each of its rows.

An import is worked through by the job of the same id (`registry/journal/jobs.py`), which says how far it has come. What
the file holds (`uploads.py`) and what is wrong in it (`import_errors.py`) go with the job; how many rows were taken in
is kept.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Boolean,
    Column,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    Text,
    Uuid,
    func,
)

from registry.errors import Refusal
from registry.journal import import_errors, uploads
from registry.journal.import_errors import RowError
from registry.store.acting import actor
from registry.store.arrays import array
from registry.store.connection import Connection, Question
from registry.store.database import metadata, new_id

imports = Table(
    "imports",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("department", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("scope", Text, nullable=False),
    # What the token of who handed it in could do, and no more: what its client may do of it is asked at each piece.
    Column("scopes", ARRAY(Text), nullable=False),
    Column("name", Text, nullable=False),
    Column("check_only", Boolean, nullable=False),
    Column("digest", LargeBinary, nullable=False),
    Column("bytes", BigInteger, nullable=False),
    Column("accepted", BigInteger, nullable=False),
    Column("replayed", BigInteger, nullable=False),
    Column("refused", BigInteger, nullable=False),
    Column("skipped", BigInteger, nullable=False),
    # Of those that were taken in or known, how many are odd.
    Column("warned", BigInteger, nullable=False, server_default="0"),
    Column("received_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    # When its last row was done; empty of one that waits, or was broken off.
    Column("done_at", DateTime(timezone=True)),
    actor(),
    Index(None, "client", "id"),
    Index(None, "client", "digest"),
    info={
        "rls": "own",
        "grants": {
            "app": "SELECT, INSERT, UPDATE (accepted, replayed, refused, skipped, warned, done_at)",
        },
    },
)

import_chunks = Table(
    "import_chunks",
    metadata,
    Column("import_id", Uuid, ForeignKey("imports.id"), primary_key=True),
    # How many rows came before it.
    Column("place", BigInteger, primary_key=True),
    Column("department", Text, nullable=False),
    Column("batch", Uuid),
    Column("accepted", Integer, nullable=False),
    Column("replayed", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("skipped", Integer, nullable=False),
    Column("warned", Integer, nullable=False, server_default="0"),
    Column("done_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    info={
        "rls": "own",
        "grants": {"app": "SELECT, INSERT"},
        "actor": "its import",
    },
)


@dataclass(frozen=True)
class Import:
    """A file that is handed in: by whom, from which of its department's sources, to be checked only or taken in."""

    department: str
    client: str
    source: str
    act: str
    scope: str
    scopes: Sequence[str]
    name: str
    check_only: bool
    digest: bytes
    bytes: int
    id: UUID = field(default_factory=new_id)


class Counts(NamedTuple):
    """What became of rows: taken in, known already, refused, passed over since they say nothing."""

    accepted: int = 0
    replayed: int = 0
    refused: int = 0
    skipped: int = 0
    warned: int = 0
    """Of those taken in or known, how many are odd."""


async def known(connection: Connection, one: Import, again: bool = False) -> "Known | None":
    """The import of the same bytes that is open, or by which all rows were taken in and nothing has been told since.

    Where some were refused, or all were only checked, or the department has told something of the kind after it, the
    same may come out differently: it is worked through again. `again`, so it is if only it is not open. Of two who
    bring the same at once the second finds the first.
    """
    await connection.execute(ALONE, [f"{one.client} {one.digest.hex()}"])
    return await connection.fetch_one(Known, KNOWN, [one.client, one.digest, one.source, one.check_only, again])


async def enter(connection: Connection, one: Import) -> None:
    """Write down an import whose file is there to its last byte, and whose job has been asked for."""
    row = {**vars(one), "scopes": array(one.scopes)}
    await connection.execute(ENTER, [row[name] for name in ENTERED], prepare=True)
    await uploads.keep(connection, one.id)


async def read(connection: Connection, id: UUID) -> Import:
    """An import as it was handed in; raises FILE_GONE for one that is not the department's."""
    row = await connection.fetch_one(_import, READ, [id])
    if row is None:
        raise Refusal("FILE_GONE")
    return row


async def write_chunk(
    connection: Connection, one: Import, place: int, batch: UUID | None, counts: Counts, errors: Sequence[RowError]
) -> None:
    """Write down what became of the rows from `place` on, in the transaction in which they were taken in."""
    await connection.together(
        [
            Question(CHUNK, [one.id, place, one.department, batch, *counts]),
            Question(COUNT, [one.id, *counts]),
            import_errors.added(one.id, one.department, errors),
        ]
    )


async def end(connection: Connection, id: UUID) -> None:
    """Write down that its last row is done."""
    await connection.execute(DONE, [id])


class Known(NamedTuple):
    """An import that is known already, and when it was handed in."""

    id: UUID
    received_at: datetime


def _import(*columns: Any) -> Import:
    return Import(**dict(zip(ENTERED, columns, strict=True)))


ENTERED = tuple(one.name for one in fields(Import))

ALONE = "SELECT pg_advisory_xact_lock(hashtextextended($1, 0))"

# A batch with news of the kind behind the last one of the import, by whatever way it came, may have said otherwise.
NEWS = """SELECT FROM import_chunks c JOIN batches own ON own.id = c.batch
  JOIN batches b ON b.kind = own.kind AND b.id > own.id AND b.accepted > 0
WHERE c.import_id = i.id AND c.place = (
  SELECT max(last.place) FROM import_chunks last WHERE last.import_id = i.id AND last.batch IS NOT NULL)"""

# So may one that is not yet worked through.
BEHIND = """SELECT FROM jobs j JOIN imports o ON o.id = j.id
WHERE j.kept_until IS NULL AND o.act = i.act AND NOT o.check_only AND o.received_at > i.received_at"""

KNOWN = f"""SELECT i.id, i.received_at FROM imports i
WHERE i.client = $1 AND i.digest = $2 AND i.source = $3 AND i.check_only = $4
  AND (i.done_at IS NOT NULL AND i.refused = 0 AND NOT i.check_only AND NOT $5::boolean AND NOT EXISTS ({NEWS})
    OR EXISTS (SELECT FROM jobs j WHERE j.id = i.id AND j.kept_until IS NULL))
  AND NOT EXISTS ({BEHIND})
ORDER BY i.id DESC LIMIT 1"""

ENTER = f"""INSERT INTO imports ({", ".join(ENTERED)}, accepted, replayed, refused, skipped)
VALUES ({", ".join(f"${n}" for n in range(1, len(ENTERED) + 1))}, 0, 0, 0, 0)"""

READ = f"SELECT {', '.join(ENTERED)} FROM imports WHERE id = $1"

CHUNK = """INSERT INTO import_chunks (import_id, place, department, batch, accepted, replayed, refused, skipped, warned)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"""

COUNT = """UPDATE imports SET accepted = accepted + $2::int, replayed = replayed + $3::int, refused = refused + $4::int,
  skipped = skipped + $5::int, warned = warned + $6::int WHERE id = $1"""

DONE = "UPDATE imports SET done_at = clock_timestamp() WHERE id = $1"
