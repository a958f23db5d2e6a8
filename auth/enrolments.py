"""Enrolments: the one-time codes with which officers take over their accounts, good for minutes and spent once."""

import secrets
from datetime import timedelta
from uuid import UUID

import psycopg
from sqlalchemy import Column, DateTime, ForeignKey, Index, LargeBinary, Table, Text, Uuid, func

from auth.stored_values import digest
from registry.store.database import metadata

LIFE = timedelta(minutes=15)
PATH = "/enrol/"
"""Where the page is that spends a code, on the hub's public address."""

officer_enrolments = Table(
    "officer_enrolments",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("officer_id", Uuid, ForeignKey("officers.id"), nullable=False),
    Column("made_by", Text, nullable=False),
    Column("made_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("spent_at", DateTime(timezone=True)),
    Index(None, "officer_id"),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, UPDATE"}},
)


def create(connection: psycopg.Connection, officer_id: UUID, made_by: str) -> str:
    """A code for an officer, in the place of those made before."""
    code = secrets.token_urlsafe(32)
    connection.execute(END, [officer_id])
    connection.execute(CREATE, [digest(code), officer_id, made_by, LIFE])
    return code


def link(issuer: str, code: str) -> str:
    """The address that an officer is given; whoever opens it first takes over the account."""
    return f"{issuer}{PATH}{code}"


def opens(connection: psycopg.Connection, code: str) -> UUID | None:
    """Whose account a code would open now, without spending it: what its page is shown for."""
    return _officer(connection, OPENS, code)


def spend(connection: psycopg.Connection, code: str) -> UUID | None:
    """The officer whose account a code opens, this once; None where it is unknown, spent, too old or disabled."""
    return _officer(connection, SPEND, code)


END = """UPDATE officer_enrolments SET expires_at = clock_timestamp()
WHERE officer_id = %s AND spent_at IS NULL AND expires_at > clock_timestamp()"""

CREATE = """INSERT INTO officer_enrolments (hash, officer_id, made_by, expires_at)
VALUES (%s, %s, %s, clock_timestamp() + %s)"""

GOOD = """e.hash = %s AND e.spent_at IS NULL AND clock_timestamp() < e.expires_at
  AND o.id = e.officer_id AND o.disabled_at IS NULL"""

OPENS = f"SELECT o.id FROM officer_enrolments e, officers o WHERE {GOOD}"

# Of two who spend it at once, the second waits for the first and then finds it spent.
SPEND = f"UPDATE officer_enrolments e SET spent_at = clock_timestamp() FROM officers o WHERE {GOOD} RETURNING o.id"


def _officer(connection: psycopg.Connection, statement: str, code: str) -> UUID | None:
    row = connection.execute(statement, [digest(code)]).fetchone()
    return row[0] if row else None
