"""What an officer signs in with: the hash of a password, and the sealed secret of one-time codes."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import psycopg
from psycopg.rows import class_row
from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, LargeBinary, Table, Text, Uuid

from auth.stored_values import instant
from registry.store.database import metadata

officer_credentials = Table(
    "officer_credentials",
    metadata,
    Column("officer_id", Uuid, ForeignKey("officers.id"), primary_key=True),
    Column("password_hash", Text, nullable=False),
    Column("password_set_at", DateTime(timezone=True), nullable=False),
    # Sealed by the vault's keys to this row; the step is that of the last code, none before it is taken again.
    Column("totp", LargeBinary),
    Column("totp_step", BigInteger),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, UPDATE"}},
)


@dataclass(frozen=True)
class OfficerCredentials:
    """The row of one officer."""

    officer_id: UUID
    password_hash: str = field(repr=False)
    password_set_at: datetime
    totp: bytes | None = field(repr=False)
    totp_step: int | None


def find(connection: psycopg.Connection, officer_id: UUID) -> OfficerCredentials | None:
    """What an officer signs in with, or None before the first enrolment."""
    with connection.cursor(row_factory=class_row(OfficerCredentials)) as cursor:
        return cursor.execute(FIND, [officer_id]).fetchone()


def enrol(connection: psycopg.Connection, officer_id: UUID, password_hash: str, totp: bytes | None, now: float) -> None:
    """Keep the password and the second factor of an enrolment, in the place of those before."""
    connection.execute(ENROL, [officer_id, password_hash, instant(now), totp])


def set_password(connection: psycopg.Connection, officer_id: UUID, password_hash: str, now: float) -> None:
    """Keep another password."""
    connection.execute(
        "UPDATE officer_credentials SET password_hash = %s, password_set_at = %s WHERE officer_id = %s",
        [password_hash, instant(now), officer_id],
    )


def keep_hash(connection: psycopg.Connection, officer_id: UUID, password_hash: str) -> None:
    """Keep the same password at another cost."""
    connection.execute(
        "UPDATE officer_credentials SET password_hash = %s WHERE officer_id = %s", [password_hash, officer_id]
    )


def spend_step(connection: psycopg.Connection, officer_id: UUID, step: int) -> bool:
    """Whether the code of this step is good still: each is taken once, and none before it afterwards."""
    return connection.execute(SPEND, [step, officer_id, step]).fetchone() is not None


FIND = """SELECT officer_id, password_hash, password_set_at, totp, totp_step FROM officer_credentials
WHERE officer_id = %s"""

ENROL = """INSERT INTO officer_credentials (officer_id, password_hash, password_set_at, totp) VALUES (%s, %s, %s, %s)
ON CONFLICT (officer_id) DO UPDATE SET password_hash = excluded.password_hash,
  password_set_at = excluded.password_set_at, totp = excluded.totp, totp_step = NULL"""

SPEND = """UPDATE officer_credentials SET totp_step = %s WHERE officer_id = %s AND coalesce(totp_step, 0) < %s
RETURNING true"""
