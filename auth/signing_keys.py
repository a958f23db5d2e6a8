"""Signing keys: next → active → retired, so that every key is known before it signs and until its tokens end."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import psycopg
from joserfc.jwk import ECKey
from psycopg_pool import ConnectionPool
from sqlalchemy import CheckConstraint, Column, DateTime, Index, LargeBinary, Table, Text, text

from auth.stored_values import instant
from registry.errors import Refusal
from registry.identity.master_key import MasterKey
from registry.store.database import metadata

# Longer than any token lives, with the clocks' difference and the time a worker keeps a key set.
KEPT = timedelta(minutes=10)
FRESH = 10
"""Seconds for which a worker keeps a key set."""

oauth_keys = Table(
    "oauth_keys",
    metadata,
    Column("kid", Text, primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
    Column("status", Text, nullable=False),
    Column("not_before", DateTime(timezone=True), nullable=False),
    Column("retired_at", DateTime(timezone=True)),
    CheckConstraint("status IN ('next', 'active', 'retired')", name="status"),
    Index("uq_oauth_keys_status", "status", unique=True, postgresql_where=text("status <> 'retired'")),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, UPDATE"}},
)


@dataclass(frozen=True)
class KeySet:
    """The key that signs and all that are believed, by key id."""

    active: ECKey
    believed: Mapping[str, ECKey]

    def public(self) -> dict[str, Any]:  # a JWK set is what RFC 7517 says it is
        """The keys that are believed, their public halves as a JWK set."""
        keys = [key.as_dict(private=False) for key in self.believed.values()]
        return {"keys": [{**key, "use": "sig", "alg": "ES256"} for key in keys]}


class SigningKeys:
    """The key set as a worker knows it, read again every few seconds."""

    def __init__(self, pool: ConnectionPool, master: MasterKey, clock: Callable[[], float]) -> None:
        self._pool, self._master, self._clock = pool, master, clock
        self._last: tuple[float, KeySet] | None = None

    def current(self) -> KeySet:
        """The key set, at most FRESH seconds old; raises NO_SIGNING_KEY."""
        now = self._clock()
        last = self._last
        if last and now - last[0] < FRESH:
            return last[1]
        with self._pool.connection() as connection:
            keys = load(connection, self._master, now)
        self._last = now, keys
        return keys


def create(connection: psycopg.Connection, master: MasterKey, now: float) -> None:
    """Make the active and the next key, unless they are there."""
    with _alone(connection):
        if not connection.execute("SELECT FROM oauth_keys WHERE status = 'active'").rowcount:
            _add(connection, master, "active", now)
        if not connection.execute("SELECT FROM oauth_keys WHERE status = 'next'").rowcount:
            _add(connection, master, "next", now)


def rotate(connection: psycopg.Connection, master: MasterKey, now: float) -> None:
    """Sign with the next key from now on; tokens of the old one stay good until they end."""
    with _alone(connection):
        _advance(connection, master, now, retired_at=instant(now))


def compromise(connection: psycopg.Connection, master: MasterKey, now: float) -> None:
    """Sign with the next key and believe no older one: every token out there ends within seconds."""
    with _alone(connection):
        gone = instant(now) - KEPT
        connection.execute("UPDATE oauth_keys SET retired_at = %s WHERE status = 'retired'", [gone])
        _advance(connection, master, now, retired_at=gone)


def rewrap(connection: psycopg.Connection, old: MasterKey, new: MasterKey) -> None:
    """Change the master key: each key is wrapped anew and stays as it was. Raises WRONG_MASTER_KEY."""
    with _alone(connection):
        for kid, wrapped in connection.execute("SELECT kid, wrapped FROM oauth_keys").fetchall():
            anew = new.wrap(old.unwrap(wrapped, _use(kid)), _use(kid))
            connection.execute("UPDATE oauth_keys SET wrapped = %s WHERE kid = %s", [anew, kid])


def load(connection: psycopg.Connection, master: MasterKey, now: float) -> KeySet:
    """The key set at `now` (seconds since 1970), unwrapped; raises NO_SIGNING_KEY."""
    rows = connection.execute(
        """
        SELECT kid, wrapped, status FROM oauth_keys
        WHERE status <> 'retired' OR retired_at > %s ORDER BY not_before, kid
        """,
        [instant(now) - KEPT],
    ).fetchall()
    keys = {kid: _unwrap(master, kid, wrapped) for kid, wrapped, _ in rows}
    for kid, _, status in rows:
        if status == "active":
            return KeySet(keys[kid], keys)
    raise Refusal("NO_SIGNING_KEY")


def _advance(connection: psycopg.Connection, master: MasterKey, now: float, retired_at: datetime) -> None:
    connection.execute(
        "UPDATE oauth_keys SET status = 'retired', retired_at = %s WHERE status = 'active'", [retired_at]
    )
    connection.execute("UPDATE oauth_keys SET status = 'active' WHERE status = 'next'")
    _add(connection, master, "next", now)


def _add(connection: psycopg.Connection, master: MasterKey, status: str, now: float) -> None:
    key = ECKey.generate_key("P-256", auto_kid=True)
    kid = str(key.kid)
    wrapped = master.wrap(key.as_pem(private=True), _use(kid))
    connection.execute(
        "INSERT INTO oauth_keys (kid, wrapped, status, not_before) VALUES (%s, %s, %s, %s)",
        [kid, wrapped, status, instant(now)],
    )


def _unwrap(master: MasterKey, kid: str, wrapped: bytes) -> ECKey:
    return ECKey.import_key(master.unwrap(wrapped, _use(kid)), {"kid": kid})


@contextmanager
def _alone(connection: psycopg.Connection) -> Iterator[None]:
    with connection.transaction():
        # Two programs that rotate at once would retire a key that nobody has seen yet.
        connection.execute("SELECT pg_advisory_xact_lock(hashtext('aidhub signing keys'))")
        yield


def _use(kid: str) -> str:
    return f"oauth_keys.wrapped|{kid}"
