"""Browser sessions: an officer who has signed in, by a cookie of which the hub keeps the hash alone."""

import re
import secrets
import uuid
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, NamedTuple
from uuid import UUID

import psycopg
from psycopg.rows import class_row
from sqlalchemy import CheckConstraint, Column, DateTime, ForeignKey, Index, LargeBinary, Table, Text, Uuid

from auth.second_factors import without
from auth.stored_values import digest, instant
from auth.tokens import Claims
from registry.store.database import metadata

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=8)
"""A session ends when nothing was asked for so long, and at the latest after so long."""
HALFWAY = timedelta(minutes=10)
"""So long may the second factor take after the password."""
NOTED = timedelta(minutes=1)
"""How exactly it is known when something was asked last: a row is not written at each request."""
COOKIES = ("__Host-aidhub", "aidhub-without-tls")
"""Names of its cookie: the first a browser keeps to this host, to TLS, and from other hosts below the same name."""
CONSOLE = "console"
"""As which client an officer asks whom the hub itself has signed in; no registered client's id has this form."""
VALUE = re.compile(r"[\w-]{43}", re.ASCII)

Factor = Literal["PASSWORD", "TOTP", "PASSKEY"]

officer_sessions = Table(
    "officer_sessions",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("hash", LargeBinary, nullable=False, unique=True),
    Column("officer_id", Uuid, ForeignKey("officers.id"), nullable=False),
    # By what the officer was known; empty while the second factor is awaited: nothing is opened by it then.
    Column("factor", Text),
    Column("address", Text, nullable=False),
    Column("browser", Text, nullable=False),
    Column("began_at", DateTime(timezone=True), nullable=False),
    Column("seen_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    CheckConstraint("factor IN ('PASSWORD', 'TOTP', 'PASSKEY')", name="factor"),
    Index(None, "officer_id"),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, UPDATE, DELETE"}},
)


class SessionCookie(NamedTuple):
    """A session's cookie as a request brings it."""

    name: str
    value: str


class Place(NamedTuple):
    """From where somebody signs in, as an officer recognizes it in a list of sessions."""

    address: str
    browser: str


@dataclass(frozen=True)
class BrowserSession:
    """One that has not ended."""

    id: UUID
    officer_id: UUID
    factor: Factor | None
    address: str
    browser: str
    began_at: datetime
    seen_at: datetime
    ends_at: datetime
    read_at: float

    @property
    def strong(self) -> bool:
        """Whether a second factor was shown."""
        return self.factor in ("TOTP", "PASSKEY")

    @property
    def until(self) -> datetime:
        """When it ends if nothing more is asked."""
        return min(self.ends_at, self.seen_at + IDLE)

    def claims(self, known_scopes: Collection[str]) -> Claims:
        """What an access token of this session would say: what it opens follows from the officer."""
        return Claims(
            client_id=CONSOLE,
            scopes=frozenset(known_scopes) if self.strong else without(known_scopes),
            department="",
            divisions=(),
            token_id=str(self.id),
            key_id="",
            issued_at=int(self.began_at.timestamp()),
            expires_at=int(self.until.timestamp()),
            officer_id=str(self.officer_id),
        )


def cookie_name(issuer: str) -> str:
    """What its cookie is called under an address."""
    return COOKIES[0] if issuer.startswith("https://") else COOKIES[1]


def begin(connection: psycopg.Connection, officer_id: UUID, factor: Factor | None, place: Place, now: float) -> str:
    """A new session, halfway where `factor` is empty; the value of its cookie, shown this once."""
    value, at = secrets.token_urlsafe(32), instant(now)
    ends_at = at + (LONGEST if factor else HALFWAY)
    connection.execute(BEGIN, [uuid.uuid4(), digest(value), officer_id, factor, *place, at, at, ends_at])
    return value


def find(connection: psycopg.Connection, value: str, now: float) -> BrowserSession | None:
    """The session of a cookie, unless it has ended; that it was used is noted."""
    return by_hash(connection, digest(value), now) if VALUE.fullmatch(value) else None


def by_hash(connection: psycopg.Connection, hash: bytes, now: float) -> BrowserSession | None:
    """The same by the hash of the cookie."""
    at = instant(now)
    with connection.cursor(row_factory=class_row(BrowserSession)) as cursor:
        session = cursor.execute(
            f"{READ} WHERE hash = %s AND seen_at > %s AND ends_at > %s", [now, hash, at - IDLE, at]
        ).fetchone()
    if session is None or session.factor is None or session.seen_at >= at - NOTED:
        return session
    # Two at once must not hold the row against each other: who comes second finds it noted.
    connection.execute(SEEN, [at, hash, at - NOTED, at - IDLE, at])
    return replace(session, seen_at=at)


def of(connection: psycopg.Connection, officer_id: UUID, now: float) -> list[BrowserSession]:
    """The sessions of an officer that have not ended, the latest first."""
    at = instant(now)
    with connection.cursor(row_factory=class_row(BrowserSession)) as cursor:
        return cursor.execute(OF, [now, officer_id, at - IDLE, at]).fetchall()


def end(connection: psycopg.Connection, officer_id: UUID, id: UUID) -> bool:
    """End one of an officer's sessions; whether there was one."""
    ended = connection.execute("DELETE FROM officer_sessions WHERE officer_id = %s AND id = %s", [officer_id, id])
    return bool(ended.rowcount)


def end_all(connection: psycopg.Connection, officer_id: UUID) -> None:
    """End all sessions of an officer."""
    connection.execute("DELETE FROM officer_sessions WHERE officer_id = %s", [officer_id])


def forget(connection: psycopg.Connection, now: float) -> None:
    """Delete those that have ended."""
    at = instant(now)
    connection.execute("DELETE FROM officer_sessions WHERE ends_at < %s OR seen_at < %s", [at, at - IDLE])


READ = """SELECT id, officer_id, factor, address, browser, began_at, seen_at, ends_at, %s::float8 AS read_at
FROM officer_sessions"""

OF = f"{READ} WHERE officer_id = %s AND factor IS NOT NULL AND seen_at > %s AND ends_at > %s ORDER BY began_at DESC"

BEGIN = """INSERT INTO officer_sessions (id, hash, officer_id, factor, address, browser, began_at, seen_at, ends_at)
VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"""

SEEN = """UPDATE officer_sessions SET seen_at = %s
WHERE hash = %s AND seen_at < %s AND seen_at > %s AND ends_at > %s AND factor IS NOT NULL"""
