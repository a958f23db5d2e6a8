"""Revocations: tokens given back before their time."""

import psycopg
from sqlalchemy import BigInteger, Column, Index, Table, Text

from registry.store.database import metadata

oauth_revoked = Table(
    "oauth_revoked",
    metadata,
    Column("jti", Text, primary_key=True),
    Column("client_id", Text, nullable=False),
    Column("exp", BigInteger, nullable=False),
    Index(None, "client_id"),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, DELETE"}},
)


def revoke(connection: psycopg.Connection, client_id: str, jti: str, exp: int) -> None:
    """Note that a client gave a token back; `exp` is when it ends, in seconds since 1970."""
    connection.execute(
        "INSERT INTO oauth_revoked (jti, client_id, exp) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING",
        [jti, client_id, exp],
    )


def revoked(connection: psycopg.Connection, client_id: str) -> frozenset[str]:
    """The ids of the tokens that a client has given back."""
    rows = connection.execute("SELECT jti FROM oauth_revoked WHERE client_id = %s", [client_id])
    return frozenset(jti for (jti,) in rows.fetchall())


def forget(connection: psycopg.Connection, now: float) -> None:
    """Delete revocations of tokens that have expired; an hour is left for clocks that are slow."""
    connection.execute("DELETE FROM oauth_revoked WHERE exp < %s", [int(now) - 3600])
