"""Assertions: a client's signed word that it is itself, good once (RFC 7523)."""

import math
import re
from collections.abc import Collection
from typing import TypeGuard

import psycopg
from sqlalchemy import BigInteger, Column, Index, Table, Text

from auth.clients import Client
from auth.errors import InvalidToken
from auth.jwt import opened
from auth.named import Named, of_claims
from registry.store.database import metadata

LONGEST_LIFE = 3600
SKEW = 30
"""Seconds that an assertion may live, and that the clocks of two machines may differ."""
JTI = re.compile(r"[\x21-\x7e]{1,256}")

oauth_assertions = Table(
    "oauth_assertions",
    metadata,
    Column("client_id", Text, primary_key=True),
    Column("jti", Text, primary_key=True),
    Column("exp", BigInteger, nullable=False),
    Index(None, "exp"),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, DELETE"}},
)


def accept(
    connection: psycopg.Connection, client: Client, assertion: str, audiences: Collection[str], now: float
) -> Named | None:
    """Take a client's assertion and spend it, whatever becomes of the request; whom it acts for, if it names anybody.

    Raises InvalidToken.
    """
    claims = opened(assertion, lambda header: client.keys(header.get("kid"))).claims
    audience = claims.get("aud")
    # Two audiences would let the other one use the assertion here.
    if isinstance(audience, list) and len(audience) == 1:
        (audience,) = audience
    about_client = claims.get("iss") == claims.get("sub") == client.client_id
    if not about_client or not isinstance(audience, str) or audience not in audiences:
        raise InvalidToken
    named = of_claims(claims)
    if not timely(claims.get("exp"), now, now + LONGEST_LIFE):
        raise InvalidToken
    if any(name in claims and not timely(claims[name], 0, now) for name in ("iat", "nbf")):
        raise InvalidToken
    spend(connection, client.client_id, claims.get("jti"), math.ceil(claims["exp"]) + SKEW)
    return named


def forget(connection: psycopg.Connection, now: float) -> None:
    """Delete spent assertions that could not be used again anyway."""
    connection.execute("DELETE FROM oauth_assertions WHERE exp < %s", [int(now)])


def timely(instant: object, earliest: float, latest: float) -> TypeGuard[float]:
    """Whether it is an instant between two, give or take SKEW."""
    # A NumericDate may have a fraction (RFC 7519 §2); True is none, and neither is what JSON has no number for.
    return (
        isinstance(instant, int | float)
        and not isinstance(instant, bool)
        and earliest - SKEW < instant <= latest + SKEW
    )


def spend(connection: psycopg.Connection, client_id: str, jti: object, until: int) -> None:
    """Take an id that a client gave to what it signed, once; raises InvalidToken."""
    if not isinstance(jti, str) or not JTI.fullmatch(jti):
        raise InvalidToken
    spent = connection.execute(
        "INSERT INTO oauth_assertions (client_id, jti, exp) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING RETURNING true",
        [client_id, jti, until],
    )
    if not spent.fetchone():
        raise InvalidToken
