"""The access log: who looked at whom, what for; one row for every answer that holds persons."""

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

from registry.database import metadata

access_log = Table(
    "access_log",
    metadata,
    Column("id", BigInteger, Identity(always=True), nullable=False),
    Column("at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("xid", Text, nullable=False, server_default=text("pg_current_xact_id()::text")),
    # ANSWER holds what was shown; ATTEMPT is a refusal or failure, which showed nothing.
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
    Index(None, "at"),
    Index(None, "client", "at"),
    postgresql_partition_by="RANGE (at)",
    info={"rls": "own", "grants": {"app": "SELECT, INSERT"}},
)
