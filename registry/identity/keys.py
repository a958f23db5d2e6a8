"""Keys: a master key in a file outside the database, and what it wraps inside."""

import os
import secrets
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import psycopg
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import Column, DateTime, LargeBinary, SmallInteger, Table, func

from registry.store.database import metadata

KEY_BYTES = 32
NONCE_BYTES = 12
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
    Column("wrapped", LargeBinary, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    # Empty while identities are being moved to this version.
    Column("current_at", DateTime(timezone=True)),
    info={"rls": "none", "grants": GRANTS},
)


class UnsafeKeyFile(Exception):
    """The key file is missing, damaged or readable by others; the argument says what to do."""


class WrongMasterKey(Exception):
    """This master key did not wrap these keys; put back the key file that belongs to this database."""


class NoKeys(Exception):
    """The database holds no vault key yet; run `aidhub migrate`."""


class MasterKey:
    """The key that wraps all others. Without its file a copy of the database tells no ID number."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(secret)

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make the key file, for its owner's eyes only, unless it is there already."""
        new = path.with_name(f"{path.name}.{os.getpid()}")
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(KEY_BYTES) + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            # A link is made whole or not at all, and never over another one's key.
            os.link(new, path)
        except FileExistsError:
            pass
        finally:
            new.unlink()
        return cls.read(path)

    @classmethod
    def read(cls, path: Path) -> Self:
        try:
            with path.open() as file:
                if stat.S_IMODE(os.fstat(file.fileno()).st_mode) & 0o077:
                    raise UnsafeKeyFile(f"others may read {path}: chmod 600 it, and rotate the key if they did")
                secret = bytes.fromhex(file.read())
        except (OSError, ValueError) as error:
            raise UnsafeKeyFile(f"{path} cannot be read: put back its copy") from error
        if len(secret) != KEY_BYTES:
            raise UnsafeKeyFile(f"{path} holds no {KEY_BYTES}-byte key: put back its copy")
        return cls(secret)

    def wrap(self, key: bytes, use: str) -> bytes:
        """Seal a key for one use; it opens for no other."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, key, use.encode())

    def unwrap(self, wrapped: bytes, use: str) -> bytes:
        try:
            return self._cipher.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], use.encode())
        except (InvalidTag, ValueError) as error:
            raise WrongMasterKey(use) from error


@dataclass(frozen=True)
class KeyRing:
    """The keys of the vault, unwrapped, as one worker holds them in memory."""

    data_keys: Mapping[int, bytes] = field(repr=False)
    sealing: int
    index_keys: tuple[bytes, ...] = field(repr=False)
    next_index_key: bytes | None = field(default=None, repr=False)


def create(connection: psycopg.Connection, master: MasterKey) -> None:
    """Make the first data key and the first index key, unless they are there."""
    _alone(connection)
    if not connection.execute("SELECT FROM vault_keys").rowcount:
        _add_data_key(connection, master, 1)
    if not connection.execute("SELECT FROM index_keys").rowcount:
        _add_index_key(connection, master, 1)
        connection.execute("UPDATE index_keys SET current_at = clock_timestamp()")


def load(connection: psycopg.Connection, master: MasterKey) -> KeyRing:
    """Unwrap every key; a worker that cannot unwrap one of them must not start."""
    data = connection.execute("SELECT id, wrapped, retired_at IS NULL FROM vault_keys ORDER BY id").fetchall()
    index = connection.execute(
        "SELECT current_at IS NULL, version, wrapped FROM index_keys ORDER BY version"
    ).fetchall()
    chain = [(pending, master.unwrap(wrapped, _index_use(version))) for pending, version, wrapped in index]
    current = [key for pending, key in chain if not pending]
    following = [key for pending, key in chain if pending]
    if not data or not current:
        raise NoKeys
    return KeyRing(
        data_keys={number: master.unwrap(wrapped, _data_use(number)) for number, wrapped, _ in data},
        sealing=max(number for number, _, in_use in data if in_use),
        index_keys=tuple(current),
        next_index_key=following[0] if following else None,
    )


def rotate_data_key(connection: psycopg.Connection, master: MasterKey) -> int:
    """Seal with a new key from now on; what the old ones sealed still opens."""
    _alone(connection)
    (number,) = connection.execute("SELECT max(id) + 1 FROM vault_keys").fetchone() or (None,)
    if number is None:
        raise NoKeys
    connection.execute("UPDATE vault_keys SET retired_at = clock_timestamp() WHERE retired_at IS NULL")
    return _add_data_key(connection, master, number)


def add_index_key(connection: psycopg.Connection, master: MasterKey) -> int:
    """Begin a rotation of the index key, or find the one that has begun."""
    _alone(connection)
    begun = connection.execute("SELECT version FROM index_keys WHERE current_at IS NULL").fetchone()
    if begun:
        return int(begun[0])
    (version,) = connection.execute("SELECT max(version) + 1 FROM index_keys").fetchone() or (None,)
    if version is None:
        raise NoKeys
    return _add_index_key(connection, master, version)


def rewrap(connection: psycopg.Connection, old: MasterKey, new: MasterKey) -> None:
    """Change the master key: only the wrapped keys are written again, no value is."""
    _alone(connection)
    for number, wrapped in connection.execute("SELECT id, wrapped FROM vault_keys").fetchall():
        use = _data_use(number)
        connection.execute(
            "UPDATE vault_keys SET wrapped = %s WHERE id = %s",
            [new.wrap(old.unwrap(wrapped, use), use), number],
        )
    for version, wrapped in connection.execute("SELECT version, wrapped FROM index_keys").fetchall():
        use = _index_use(version)
        connection.execute(
            "UPDATE index_keys SET wrapped = %s WHERE version = %s",
            [new.wrap(old.unwrap(wrapped, use), use), version],
        )


def _add_data_key(connection: psycopg.Connection, master: MasterKey, number: int) -> int:
    wrapped = master.wrap(secrets.token_bytes(KEY_BYTES), _data_use(number))
    connection.execute("INSERT INTO vault_keys (id, suite, wrapped) VALUES (%s, 1, %s)", [number, wrapped])
    return number


def _add_index_key(connection: psycopg.Connection, master: MasterKey, version: int) -> int:
    wrapped = master.wrap(secrets.token_bytes(KEY_BYTES), _index_use(version))
    connection.execute("INSERT INTO index_keys (version, wrapped) VALUES (%s, %s)", [version, wrapped])
    return version


def _alone(connection: psycopg.Connection) -> None:
    # Two programs that start or rotate at once would both add a key of the same number.
    connection.execute("SELECT pg_advisory_xact_lock(hashtext('aidhub keys'))")


def _data_use(number: int) -> str:
    return f"vault_keys.wrapped|{number}"


def _index_use(version: int) -> str:
    return f"index_keys.wrapped|{version}"
