"""Keys: those of the vault and of its blind indexes, wrapped in the database, unwrapped in a worker's memory."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import psycopg
from sqlalchemy import Column, DateTime, LargeBinary, SmallInteger, Table, func

from registry.errors import Refusal
from registry.identity.master_key import MasterKey
from registry.identity.suites import Key, proven
from registry.store.database import metadata

GRANTS = {"vault": "SELECT, INSERT, UPDATE"}

vault_keys = Table(
    "vault_keys",
    metadata,
    Column("id", SmallInteger, primary_key=True),
    Column("suite", SmallInteger, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    # A retired key still opens what it sealed; nothing new is sealed with it.
    Column("retired_at", DateTime(timezone=True)),
    info={"rls": "none", "grants": GRANTS},
)

index_keys = Table(
    "index_keys",
    metadata,
    # Version n is applied to the index of version n-1, so the keys form a chain and none is ever retired.
    Column("version", SmallInteger, primary_key=True),
    Column("suite", SmallInteger, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    # Empty while identities are being moved to this version.
    Column("current_at", DateTime(timezone=True)),
    info={"rls": "none", "grants": GRANTS},
)


@dataclass(frozen=True)
class KeyRing:
    """The keys of the vault, unwrapped, as one worker holds them in memory."""

    data_keys: Mapping[int, Key] = field(repr=False)
    sealing: int
    index_keys: tuple[Key, ...] = field(repr=False)
    next_index_key: Key | None = field(default=None, repr=False)


def load(connection: psycopg.Connection, master: MasterKey) -> KeyRing:
    """Unwrap every key; a worker that cannot unwrap one of them, or work with it, must not start.

    Raises NO_KEYS, WRONG_MASTER_KEY and CIPHERS_MISSING.
    """
    data = connection.execute("SELECT id, suite, wrapped, retired_at IS NULL FROM vault_keys ORDER BY id").fetchall()
    index = connection.execute(
        "SELECT current_at IS NULL, version, suite, wrapped FROM index_keys ORDER BY version"
    ).fetchall()
    chain = [
        (pending, _unwrapped(master, wrapped, index_key_use(version), suite))
        for pending, version, suite, wrapped in index
    ]
    current = [key for pending, key in chain if not pending]
    following = [key for pending, key in chain if pending]
    if not data or not current:
        raise Refusal("NO_KEYS")
    return KeyRing(
        data_keys={
            number: _unwrapped(master, wrapped, data_key_use(number), suite) for number, suite, wrapped, _ in data
        },
        sealing=max(number for number, _, _, in_use in data if in_use),
        index_keys=tuple(current),
        next_index_key=following[0] if following else None,
    )


def _unwrapped(master: MasterKey, wrapped: bytes, use: str, suite: int) -> Key:
    return Key(master.unwrap(wrapped, use, proven(suite)), proven(suite))


def data_key_use(number: int) -> str:
    """What a data key is wrapped for."""
    return f"vault_keys.wrapped|{number}"


def index_key_use(version: int) -> str:
    """What an index key is wrapped for."""
    return f"index_keys.wrapped|{version}"
