"""Key rotation: keys are made, replaced and wrapped anew, by the vault role in a transaction of its own."""

import secrets

import psycopg

from registry.errors import Refusal
from registry.identity.keys import data_key_use, index_key_use
from registry.identity.master_key import MasterKey
from registry.identity.suites import Suite, proven

INDEX_KEY_BYTES = 32
"""An index is found by a keyed hash of 32 bytes, in either suite."""


def create(connection: psycopg.Connection, master: MasterKey, suite: Suite) -> None:
    """Make the first data key and the first index key, unless they are there."""
    _alone(connection)
    if not connection.execute("SELECT FROM vault_keys").rowcount:
        _add_data_key(connection, master, 1, suite)
    if not connection.execute("SELECT FROM index_keys").rowcount:
        _add_index_key(connection, master, 1, suite)
        connection.execute("UPDATE index_keys SET current_at = clock_timestamp()")


def rotate_data_key(connection: psycopg.Connection, master: MasterKey, suite: Suite) -> int:
    """Seal with a new key from now on, whose number it is; what the old ones sealed still opens. Raises NO_KEYS."""
    _alone(connection)
    (number,) = connection.execute("SELECT max(id) + 1 FROM vault_keys").fetchone() or (None,)
    if number is None:
        raise Refusal("NO_KEYS")
    connection.execute("UPDATE vault_keys SET retired_at = clock_timestamp() WHERE retired_at IS NULL")
    return _add_data_key(connection, master, number, suite)


def add_index_key(connection: psycopg.Connection, master: MasterKey, suite: Suite) -> int:
    """Begin a rotation of the index key, or find the one that has begun; the key's version. Raises NO_KEYS."""
    _alone(connection)
    begun = connection.execute("SELECT version FROM index_keys WHERE current_at IS NULL").fetchone()
    if begun:
        return int(begun[0])
    (version,) = connection.execute("SELECT max(version) + 1 FROM index_keys").fetchone() or (None,)
    if version is None:
        raise Refusal("NO_KEYS")
    return _add_index_key(connection, master, version, suite)


def rewrap(connection: psycopg.Connection, old: MasterKey, new: MasterKey) -> None:
    """Change the master key: only the wrapped keys are written again, no value is. Raises WRONG_MASTER_KEY."""
    _alone(connection)
    for table, name, use_of in (("vault_keys", "id", data_key_use), ("index_keys", "version", index_key_use)):
        rows = connection.execute(f"SELECT {name}, suite, wrapped FROM {table}".encode()).fetchall()
        for number, suite, wrapped in rows:
            use = use_of(number)
            anew = new.wrap(old.unwrap(wrapped, use, proven(suite)), use, proven(suite))
            put = f"UPDATE {table} SET wrapped = %s WHERE {name} = %s"
            connection.execute(put.encode(), [anew, number])


def _add_data_key(connection: psycopg.Connection, master: MasterKey, number: int, suite: Suite) -> int:
    wrapped = master.wrap(secrets.token_bytes(suite.key_bytes), data_key_use(number), suite)
    put = "INSERT INTO vault_keys (id, suite, wrapped) VALUES (%s, %s, %s)"
    connection.execute(put, [number, suite.number, wrapped])
    return number


def _add_index_key(connection: psycopg.Connection, master: MasterKey, version: int, suite: Suite) -> int:
    wrapped = master.wrap(secrets.token_bytes(INDEX_KEY_BYTES), index_key_use(version), suite)
    put = "INSERT INTO index_keys (version, suite, wrapped) VALUES (%s, %s, %s)"
    connection.execute(put, [version, suite.number, wrapped])
    return version


def _alone(connection: psycopg.Connection) -> None:
    # Two programs that start or rotate at once would both add a key of the same number.
    connection.execute("SELECT pg_advisory_xact_lock(hashtext('aidhub keys'))")
