"""Officer logins: under which name an identity provider outside of the hub knows an officer."""

from uuid import UUID

import psycopg
from sqlalchemy import Column, DateTime, ForeignKey, Index, Table, Text, Uuid, func

from registry.store.database import metadata

Login = tuple[str, str]
"""Issuer and subject."""

officer_logins = Table(
    "officer_logins",
    metadata,
    Column("issuer", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("officer_id", Uuid, ForeignKey("officers.id"), nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    Column("created_by", Text, nullable=False),
    Index(None, "officer_id"),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, DELETE"}},
)


def officer_of(connection: psycopg.Connection, login: Login) -> str | None:
    """The id of the officer whom an issuer knows under this subject."""
    row = connection.execute(FIND, login).fetchone()
    return str(row[0]) if row else None


def logins(connection: psycopg.Connection, officer_id: UUID) -> frozenset[Login]:
    """Under which names issuers know an officer."""
    rows = connection.execute("SELECT issuer, subject FROM officer_logins WHERE officer_id = %s", [officer_id])
    return frozenset((issuer, subject) for issuer, subject in rows.fetchall())


def add(connection: psycopg.Connection, officer_id: UUID, login: Login, by: str) -> bool:
    """Let an officer in whom an issuer knows under this subject, unless that is somebody already."""
    return connection.execute(ADD, [*login, officer_id, by]).rowcount > 0


def end(connection: psycopg.Connection, officer_id: UUID, issuer: str) -> bool:
    """Let an officer in by this issuer no more, if they were."""
    return connection.execute(END, [issuer, officer_id]).rowcount > 0


FIND = "SELECT officer_id FROM officer_logins WHERE issuer = %s AND subject = %s"

ADD = """INSERT INTO officer_logins (issuer, subject, officer_id, created_by) VALUES (%s, %s, %s, %s)
ON CONFLICT DO NOTHING"""

END = "DELETE FROM officer_logins WHERE issuer = %s AND officer_id = %s"
