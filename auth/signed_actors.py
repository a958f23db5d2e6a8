"""Signed actors: for whom a program acts in one request, in a header that it signs with its own key.

A program that serves many people with one token so names each of them, where `auth.named` names one for a whole token.
"""

import base64
import hashlib
import math
from collections.abc import Collection

import psycopg

from auth.assertions import SKEW, spend, timely
from auth.clients import Client
from auth.errors import InvalidToken
from auth.jwt import Header, Key, opened
from auth.named import Named, of_claims
from registry.errors import Refusal

HEADER = "Aidhub-Actor"
TYPE = "aidhub-actor+jwt"
"""What tells it from an assertion, which the same key signs."""
LIFE = 300
"""Seconds that it may live."""


def accept(
    connection: psycopg.Connection, client: Client, signed: str, token: str, audiences: Collection[str], now: float
) -> Named:
    """Whom a client's signed header names, which is spent by it; raises ACTOR_NOT_SIGNED, _OUTDATED and _REPLAYED."""
    try:
        claims = opened(signed, lambda header: _keys(client, header)).claims
        # `ath` as in DPoP (RFC 9449 §4.2): it is worth something beside this token alone.
        said = (claims.get("iss"), claims.get("ath"))
        if said != (client.client_id, token_hash(token)) or claims.get("aud") not in audiences:
            raise InvalidToken
        named = of_claims({"act": {name: claims.get(name) for name in ("sub", "name")}})
    except (InvalidToken, TypeError):  # an audience may be a list, which nothing holds
        raise Refusal("ACTOR_NOT_SIGNED", value=token_hash(token)) from None
    if named is None or named.subject == client.client_id:
        raise Refusal("ACTOR_NOT_SIGNED", value=token_hash(token))
    issued, until = claims.get("iat"), claims.get("exp")
    if not timely(issued, now - LIFE, now) or not timely(until, now, now + LIFE) or until - issued > LIFE:
        raise Refusal("ACTOR_OUTDATED", seconds=LIFE)
    try:
        spend(connection, client.client_id, claims.get("jti"), math.ceil(until) + SKEW)
    except InvalidToken:
        raise Refusal("ACTOR_REPLAYED") from None
    return named


def token_hash(token: str) -> str:
    """An access token as `ath` names it."""
    return base64.urlsafe_b64encode(hashlib.sha256(token.encode()).digest()).rstrip(b"=").decode()


def _keys(client: Client, header: Header) -> list[Key]:
    return [*client.keys(header.get("kid"))] if header.get("typ") == TYPE else []
