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

from registry.store.arrays import array
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
    Index(None, "at"),
    Index(None, "client", "at"),
    postgresql_partition_by="RANGE (at)",
    info={"rls": "own", "grants": {"app": "SELECT, INSERT"}},
)


@dataclass(frozen=True)
class Look:
    """Who looks, what for, and by which document."""

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
    """An answer that no plan wrote: it stands in the log in the transaction that gives it."""
    await _entered(connection, look, "ANSWER", array(attributes), array(subjects), None, None)


async def attempted(connection: Connection, look: Look, refusal: str) -> None:
    """A question that was refused or failed: nothing was shown."""
    await _entered(connection, look, "ATTEMPT", array([]), array([]), refusal, None)


async def exported(connection: Connection, look: Look, count: int, refusal: str | None) -> None:
    """The end of an export: how many lines it had, and what broke it off, if anything did."""
    await _entered(connection, look, "EXPORT", array([]), array([]), refusal, count)


async def _entered(connection: Connection, look: Look, *entry: object) -> None:
    await connection.together([Question(ENTRY, [*_told(look), *entry])])


def _told(look: Look) -> list[object]:
    who = (look.client, look.department, look.purpose, look.purpose_note)
    return [*who, look.operation, look.document, look.variables, look.request]


ENTRY = """INSERT INTO access_log (client, department, purpose, purpose_note, operation, document, variables, request,
  kind, attributes, subjects, refusal, count)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)"""
