"""Pushed authorization requests (RFC 9126): what a program asks an officer for, told by itself and not by a browser."""

import json
import re
import secrets
from collections.abc import Mapping
from datetime import timedelta

import psycopg
from sqlalchemy import Column, DateTime, Index, LargeBinary, Table, Text

from auth.stored_values import digest, instant
from registry.errors import Refusal
from registry.store.database import metadata

LIFE = 600
"""Seconds in which the officer signs in and agrees."""
PREFIX = "urn:ietf:params:oauth:request_uri:"
URI = re.compile(re.escape(PREFIX) + r"[\w-]{43}", re.ASCII)

oauth_pushed_requests = Table(
    "oauth_pushed_requests",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("client_id", Text, nullable=False),
    Column("parameters", Text, nullable=False),
    Column("expires_at", DateTime(timezone=True), nullable=False),
    Index(None, "expires_at"),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, DELETE"}},
)


def push(connection: psycopg.Connection, client_id: str, parameters: Mapping[str, str], now: float) -> str:
    """Keep a request that was checked; the address by which the browser names it."""
    uri = PREFIX + secrets.token_urlsafe(32)
    expires_at = instant(now) + timedelta(seconds=LIFE)
    connection.execute(
        "INSERT INTO oauth_pushed_requests (hash, client_id, parameters, expires_at) VALUES (%s, %s, %s, %s)",
        [digest(uri), client_id, json.dumps(dict(parameters)), expires_at],
    )
    return uri


def look(connection: psycopg.Connection, client_id: str, uri: str, now: float) -> dict[str, str]:
    """What was pushed, for the page that asks the officer; raises UNKNOWN_PUSHED_REQUEST."""
    return _found(connection, LOOK, client_id, uri, now)


def take(connection: psycopg.Connection, client_id: str, uri: str, now: float) -> dict[str, str]:
    """The same once: the officer has answered. Raises UNKNOWN_PUSHED_REQUEST."""
    return _found(connection, TAKE, client_id, uri, now)


def forget(connection: psycopg.Connection, now: float) -> None:
    """Delete what nobody can use any more."""
    connection.execute("DELETE FROM oauth_pushed_requests WHERE expires_at < %s", [instant(now)])


WHICH = "hash = %s AND client_id = %s AND expires_at > %s"
LOOK = f"SELECT parameters FROM oauth_pushed_requests WHERE {WHICH}"
TAKE = f"DELETE FROM oauth_pushed_requests WHERE {WHICH} RETURNING parameters"


def _found(connection: psycopg.Connection, statement: str, client_id: str, uri: str, now: float) -> dict[str, str]:
    if not URI.fullmatch(uri):
        raise Refusal("UNKNOWN_PUSHED_REQUEST")
    row = connection.execute(statement, [digest(uri), client_id, instant(now)]).fetchone()
    if row is None:
        raise Refusal("UNKNOWN_PUSHED_REQUEST")
    parameters: dict[str, str] = json.loads(row[0])
    return parameters
