"""Keys: the master key lies outside the database, and nothing inside opens without it."""

from pathlib import Path

import psycopg
import pytest

from registry.errors import Refusal
from registry.identity import key_rotation, keys
from registry.identity.master_key import MasterKey
from registry.identity.suites import AES
from tests.conftest import Copy


def test_keys_are_made_once_and_wrapped(copy: Copy, tmp_path: Path) -> None:
    master = MasterKey.create(tmp_path / "master.key")
    with psycopg.connect(copy.addresses.vault) as connection:
        with pytest.raises(Refusal, match="NO_KEYS"):
            keys.load(connection, master)
        for _ in range(2):
            key_rotation.create(connection, master, AES)
        ring = keys.load(connection, master)
        assert (list(ring.data_keys), ring.sealing, len(ring.index_keys)) == ([1], 1, 1)
        stored = connection.execute("SELECT wrapped FROM vault_keys UNION ALL SELECT wrapped FROM index_keys")
        secrets = [key.secret for key in (ring.data_keys[1], *ring.index_keys)]
        assert not any(secret in wrapped for (wrapped,) in stored for secret in secrets)
        assert "data_keys" not in repr(ring)


def test_another_master_key_opens_nothing(copy: Copy, tmp_path: Path) -> None:
    with psycopg.connect(copy.addresses.vault) as connection:
        key_rotation.create(connection, MasterKey.create(tmp_path / "master.key"), AES)
        with pytest.raises(Refusal, match="WRONG_MASTER_KEY"):
            keys.load(connection, MasterKey.create(tmp_path / "other.key"))


def test_the_application_reads_no_key(copy: Copy) -> None:
    with psycopg.connect(copy.addresses.app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT FROM vault_keys")
