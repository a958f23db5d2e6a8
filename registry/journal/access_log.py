"""The access log: who looked at whom, what for; one row for every answer that holds persons."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    DateTime,
    Identity,
    Index,
    LargeBinary,
    Table,
    Text,
    Uuid,
    func,
    text,
)
from sqlalchemy.dialects import postgresql

from registry.store.acting import actor
from registry.store.arrays import array
from registry.store.block_index import by_block
from registry.store.connection import Connection, Question
from registry.store.database import metadata

access_log = Table(
    "access_log",
    metadata,
    Column("id", BigInteger, Identity(always=True), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("xid", Text, nullable=False, server_default=text("pg_current_xact_id()::text")),
    # ANSWER holds what was shown; ATTEMPT is a refusal or failure, which showed nothing; EXPORT ends the pages of an
    # export, which are answers of the same request, and where it was broken off its refusal says by what.
    # ADMINISTRATION is an act upon an account or its rights (`auth.administration`).
    Column("kind", Text, nullable=False),
    Column("client", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("purpose", Text),
    Column("purpose_note", Text),
    Column("operation", Text),
    Column("document", LargeBinary, nullable=False),
    # Values of the variables with every ID number replaced by its blind index.
    Column("variables", Text),
    Column("attributes", ARRAY(Text)),
    Column("subjects", ARRAY(Uuid), nullable=False),
    Column("request", Text, nullable=False),
    Column("refusal", Text),
    Column("count", BigInteger),
    actor(),
    Index(None, "at"),
    Index(None, "client", "at"),
    # What a person was shown with a purpose, since a moment.
    Index("ix_access_log_shown", "actor_id", "at", postgresql_where=text("purpose IS NOT NULL")),
    # Who looked at somebody (registry.journal.subject_looks).
    Index(None, "subjects", postgresql_using="gin"),
    by_block("access_log", "id"),
    postgresql_partition_by="RANGE (at)",
    info={"rls": "own", "grants": {"app": "SELECT, INSERT", "auth": "SELECT, INSERT"}},
)


@dataclass(frozen=True)
class Look:
    """Who looks, what for, and by which document; each field is a column."""

    client: str
    department: str
    purpose: str | None
    purpose_note: str | None
    operation: str | None
    document: bytes
    variables: str | None
    request: str


async def answered(
    connection: Connection, look: Look, subjects: Sequence[UUID], attributes: Sequence[str] = ()
) -> None:
    """An answer that no plan wrote: it stands in the log in the transaction that gives it.

    `subjects` are the persons and households it shows, `attributes` the vault's attributes it opens.
    """
    await _write(connection, look, "ANSWER", subjects, attributes)


def answered_elsewhere(look: Look, subjects: str, attributes: Sequence[str]) -> Question:
    """The row of an answer that a server gave which cannot write; `subjects` is the text of what it shows, uuid[]."""
    row: dict[str, object] = {**vars(look), "kind": "ANSWER", "subjects": subjects, "attributes": array(attributes)}
    return Question(INSERT, [row.get(name) for name in WRITTEN])


async def attempted(connection: Connection, look: Look, refusal: str) -> None:
    """A question that was refused or failed: nothing was shown. `refusal` is its code."""
    await _write(connection, look, "ATTEMPT", refusal=refusal)


async def exported(connection: Connection, look: Look, count: int, refusal: str | None) -> None:
    """The end of an export: how many lines it had, and the code of what broke it off, if anything did."""
    await _write(connection, look, "EXPORT", refusal=refusal, count=count)


async def _write(
    connection: Connection,
    look: Look,
    kind: str,
    subjects: Sequence[UUID] = (),
    attributes: Sequence[str] = (),
    refusal: str | None = None,
    count: int | None = None,
) -> None:
    row = {**vars(look), "kind": kind, "subjects": array(subjects), "attributes": array(attributes)}
    row |= {"refusal": refusal, "count": count}
    await connection.together([Question(INSERT, [row[name] for name in WRITTEN])])


WRITTEN = {
    column.name: column.type.compile(postgresql.dialect()).lower()  # type: ignore[no-untyped-call] # SQLAlchemy's own
    for column in access_log.columns
    if column.server_default is None
}
"""Every column that is written, name → SQL type: of a row written here, and of one that a plan's own statement writes
(`schema.compose.LOG`); the database fills in the rest."""

INSERT = f"""INSERT INTO access_log ({", ".join(WRITTEN)})
VALUES ({", ".join(f"${n}::{type}" for n, type in enumerate(WRITTEN.values(), 1))})"""
