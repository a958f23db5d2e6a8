"""Token families: what an officer has let a program do, from its code to the last of its refresh tokens.

A code and each refresh token are spent once; one that comes again ends its family, for somebody has copied it.
"""

import secrets
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import psycopg
from psycopg.rows import kwargs_row
from sqlalchemy import ARRAY, Boolean, Column, DateTime, ForeignKey, Index, LargeBinary, Table, Text, Uuid

from auth import revocations
from auth.stored_values import digest, instant
from auth.tokens import LIFE
from registry.errors import Refusal
from registry.store.database import metadata

CODE_LIFE = timedelta(seconds=60)
IDLE, LONGEST = timedelta(hours=1), timedelta(hours=8)
"""A family ends when its program has not come for so long, and at the latest after a working day."""

# One row says whether all of them are good: to end a family no row of another table is touched, so that those who
# come with several of its tokens at once do not wait for each other in a circle.
oauth_families = Table(
    "oauth_families",
    metadata,
    Column("id", Uuid, primary_key=True),
    Column("officer_id", Uuid, ForeignKey("officers.id"), nullable=False),
    Column("client_id", Text, ForeignKey("oauth_clients.client_id"), nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("strong", Boolean, nullable=False),
    Column("redirect_uri", Text, nullable=False),
    Column("code_challenge", Text, nullable=False),
    Column("began_at", DateTime(timezone=True), nullable=False),
    Column("ends_at", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True)),
    Index(None, "officer_id"),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, UPDATE, DELETE"}},
)

oauth_spent_once = Table(
    "oauth_spent_once",
    metadata,
    # Of a code or refresh token.
    Column("hash", LargeBinary, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("family_id", Uuid, ForeignKey("oauth_families.id", ondelete="CASCADE"), nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Column("spent_at", DateTime(timezone=True)),
    Index(None, "family_id"),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, UPDATE, DELETE"}},
)


@dataclass(frozen=True)
class TokenFamily:
    """A family that has not ended; what authlib calls an authorization code, or a credential."""

    id: UUID
    officer_id: UUID
    client_id: str
    scopes: tuple[str, ...]
    strong: bool
    redirect_uri: str
    code_challenge: str
    began_at: datetime
    ends_at: datetime

    code_challenge_method = "S256"

    def get_redirect_uri(self) -> str:
        """Where the code was sent."""
        return self.redirect_uri

    def get_scope(self) -> str:
        """What the officer agreed to."""
        return " ".join(self.scopes)


class Agreed(NamedTuple):
    """What an officer has agreed to."""

    officer_id: UUID
    client_id: str
    scopes: Collection[str]
    strong: bool
    redirect_uri: str
    code_challenge: str


class Reused(Exception):
    """A code or refresh token came a second time; its family has ended."""

    def __init__(self, family_id: UUID, officer_id: UUID) -> None:
        super().__init__()
        self.family_id, self.officer_id = family_id, officer_id


def begin(connection: psycopg.Connection, agreed: Agreed, now: float) -> str:
    """A family and its code, good for a minute."""
    at, id = instant(now), uuid.uuid4()
    with connection.transaction():
        row = [id, agreed.officer_id, agreed.client_id, sorted(agreed.scopes), *agreed[3:], at, at + LONGEST]
        connection.execute(BEGIN, row)
        return _issue(connection, "code", id, at + CODE_LIFE)


def refresh_token(connection: psycopg.Connection, family: TokenFamily, now: float) -> str:
    """The family's next refresh token."""
    return _issue(connection, "refresh", family.id, min(family.ends_at, instant(now) + IDLE))


def spend(connection: psycopg.Connection, kind: str, value: str, client_id: str, now: float) -> TokenFamily:
    """The family of a code or refresh token that a client brings, spent now, whatever becomes of the request.

    Raises GRANT_NOT_VALID, and Reused where it was spent before.
    """
    hash, at = digest(value), instant(now)
    # Of another's client it is not spent: who has stolen one must not be able to end a family with it either.
    known = _known(connection, kind, hash, client_id)
    spent = connection.execute(SPEND, [at, hash]).fetchone()
    if not spent:
        end(connection, known[0], now)
        raise Reused(*known)
    with connection.cursor(row_factory=kwargs_row(_family)) as cursor:
        family = cursor.execute(FAMILY, [known[0], at]).fetchone()
    if family is None or spent[0] <= at:
        raise Refusal("GRANT_NOT_VALID")
    return family


def give_back(connection: psycopg.Connection, value: str, client_id: str, now: float) -> bool:
    """End the family of a refresh token that its client gives back; whether it was one."""
    try:
        family_id, _ = _known(connection, "refresh", digest(value), client_id)
    except Refusal:
        return False
    end(connection, family_id, now)
    return True


def of(connection: psycopg.Connection, officer_id: UUID, now: float) -> list[TokenFamily]:
    """The families of an officer that have not ended."""
    with connection.cursor(row_factory=kwargs_row(_family)) as cursor:
        return cursor.execute(OF, [officer_id, instant(now)]).fetchall()


def end(connection: psycopg.Connection, id: UUID, now: float) -> None:
    """End a family: none of its tokens is good any more, the access tokens within seconds."""
    ended = connection.execute(END, [instant(now), id]).fetchone()
    if ended:
        revocations.revoke(connection, ended[0], str(id), int(now) + LIFE + 1)


def end_all(connection: psycopg.Connection, officer_id: UUID, now: float) -> None:
    """End all families of an officer."""
    for family in of(connection, officer_id, now):
        end(connection, family.id, now)


def forget(connection: psycopg.Connection, now: float) -> None:
    """Delete families that have ended, a day later: who comes with an old token until then is noticed."""
    connection.execute("DELETE FROM oauth_families WHERE ends_at < %s", [instant(now) - timedelta(days=1)])


def _issue(connection: psycopg.Connection, kind: str, family_id: UUID, expires_at: datetime) -> str:
    value = secrets.token_urlsafe(32)
    connection.execute(
        "INSERT INTO oauth_spent_once (hash, kind, family_id, expires_at) VALUES (%s, %s, %s, %s)",
        [digest(value), kind, family_id, expires_at],
    )
    return value


def _known(connection: psycopg.Connection, kind: str, hash: bytes, client_id: str) -> tuple[UUID, UUID]:
    row = connection.execute(KNOWN, [hash, kind, client_id]).fetchone()
    if row is None:
        raise Refusal("GRANT_NOT_VALID")
    return row[0], row[1]


BEGIN = """INSERT INTO oauth_families (id, officer_id, client_id, scopes, strong, redirect_uri, code_challenge,
  began_at, ends_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)"""

KNOWN = """SELECT f.id, f.officer_id FROM oauth_spent_once s JOIN oauth_families f ON f.id = s.family_id
WHERE s.hash = %s AND s.kind = %s AND f.client_id = %s"""

SPEND = "UPDATE oauth_spent_once SET spent_at = %s WHERE hash = %s AND spent_at IS NULL RETURNING expires_at"

READ = """SELECT id, officer_id, client_id, scopes, strong, redirect_uri, code_challenge, began_at, ends_at
FROM oauth_families"""

FAMILY = f"{READ} WHERE id = %s AND ended_at IS NULL AND ends_at > %s"

OF = f"{READ} WHERE officer_id = %s AND ended_at IS NULL AND ends_at > %s ORDER BY began_at DESC"

END = "UPDATE oauth_families SET ended_at = %s WHERE id = %s AND ended_at IS NULL RETURNING client_id"


def _family(scopes: list[str], **rest: object) -> TokenFamily:
    return TokenFamily(scopes=tuple(scopes), **rest)  # type: ignore[arg-type]  # as the row has them
