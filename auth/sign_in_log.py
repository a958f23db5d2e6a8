"""The log of signing in: who came in, who did not, and how each session ended."""

from datetime import UTC, datetime
from typing import Literal, NamedTuple
from uuid import UUID

import psycopg
from sqlalchemy import BigInteger, Column, DateTime, Identity, Index, Table, Text, Uuid

from registry.store.database import metadata

Event = Literal[
    "ENROLLED",
    "SIGNED_IN",
    "SIGN_IN_REFUSED",
    "SIGN_IN_PAUSED",
    "FACTOR_REFUSED",
    "FACTOR_PAUSED",
    "SIGNED_OUT",
    "SESSION_ENDED",
    "PASSWORD_CHANGED",
    "PASSKEY_ADDED",
    "PASSKEY_REMOVED",
    "PROGRAM_ALLOWED",
    "PROGRAM_DENIED",
    "PROGRAM_ENDED",
    "TOKEN_REUSED",
]
"""What can have happened; TOKEN_REUSED is a code or refresh token that came a second time."""

sign_in_log = Table(
    "sign_in_log",
    metadata,
    Column("id", BigInteger, Identity(always=True), primary_key=True),
    Column("at", DateTime(timezone=True), nullable=False),
    Column("event", Text, nullable=False),
    # Empty where the account is nobody's: what was typed is not kept, it may be a password.
    Column("officer_id", Uuid),
    Column("client_id", Text),
    Column("address", Text, nullable=False),
    Index(None, "officer_id", "at"),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT"}},
)


class Entry(NamedTuple):
    """A line of it."""

    at: datetime
    event: str
    address: str
    client_id: str | None


def write(
    connection: psycopg.Connection,
    event: Event,
    officer_id: UUID | None,
    address: str,
    now: float,
    client_id: str | None = None,
) -> None:
    """Note what happened."""
    connection.execute(
        "INSERT INTO sign_in_log (at, event, officer_id, client_id, address) VALUES (%s, %s, %s, %s, %s)",
        [datetime.fromtimestamp(now, UTC), event, officer_id, client_id, address],
    )


def latest(connection: psycopg.Connection, officer_id: UUID, most: int = 20) -> list[Entry]:
    """What happened last to an officer's account."""
    return [Entry(*row) for row in connection.execute(LATEST, [officer_id, most])]


LATEST = """SELECT at, event, address, client_id FROM sign_in_log WHERE officer_id = %s
ORDER BY at DESC, id DESC LIMIT %s"""
