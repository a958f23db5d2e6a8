"""Keys: the master key lies outside the database, and nothing inside opens without it."""

import os
from pathlib import Path

import psycopg
import pytest

from registry.errors import Refusal
from registry.identity import key_rotation, keys
from registry.identity.master_key import MasterKey
from tests.conftest import Copy


def test_the_key_file_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    wrapped = MasterKey.create(path).wrap(b"secret", "a use")
    assert path.stat().st_mode & 0o777 == 0o600
    assert MasterKey.create(path).unwrap(wrapped, "a use") == b"secret"
    assert [file.name for file in tmp_path.iterdir()] == ["master.key"]


def test_a_key_file_that_others_may_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "master.key"
    MasterKey.create(path)
    for mode in (0o640, 0o604, 0o660):
        path.chmod(mode)
        with pytest.raises(Refusal, match=r"KEY_FILE_OPEN.*chmod 600"):
            MasterKey.read(path)


@pytest.mark.parametrize("content", ["", "zz", "00" * 31, "00" * 33, "\xff"])
def test_a_damaged_key_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "master.key"
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        file.write(content)
    with pytest.raises(Refusal, match=r"KEY_FILE_UNREADABLE.*copy"):
        MasterKey.read(path)
    with pytest.raises(Refusal, match="KEY_FILE_UNREADABLE"):
        MasterKey.read(tmp_path / "absent.key")


def test_a_key_opens_for_its_own_use_only(tmp_path: Path) -> None:
    master = MasterKey.create(tmp_path / "master.key")
    wrapped = master.wrap(b"secret", "vault_keys.wrapped|1")
    for bad, use in [(wrapped, "vault_keys.wrapped|2"), (wrapped[:-1], "vault_keys.wrapped|1"), (b"", "x")]:
        with pytest.raises(Refusal, match="WRONG_MASTER_KEY"):
            master.unwrap(bad, use)


def test_keys_are_made_once_and_wrapped(copy: Copy, tmp_path: Path) -> None:
    master = MasterKey.create(tmp_path / "master.key")
    with psycopg.connect(copy.addresses.vault) as connection:
        with pytest.raises(Refusal, match="NO_KEYS"):
            keys.load(connection, master)
        for _ in range(2):
            key_rotation.create(connection, master)
        ring = keys.load(connection, master)
        assert (list(ring.data_keys), ring.sealing, len(ring.index_keys)) == ([1], 1, 1)
        stored = connection.execute("SELECT wrapped FROM vault_keys UNION ALL SELECT wrapped FROM index_keys")
        assert not any(key in wrapped for (wrapped,) in stored for key in (ring.data_keys[1], *ring.index_keys))
        assert "data_keys" not in repr(ring)


def test_another_master_key_opens_nothing(copy: Copy, tmp_path: Path) -> None:
    with psycopg.connect(copy.addresses.vault) as connection:
        key_rotation.create(connection, MasterKey.create(tmp_path / "master.key"))
        with pytest.raises(Refusal, match="WRONG_MASTER_KEY"):
            keys.load(connection, MasterKey.create(tmp_path / "other.key"))


def test_changing_the_master_key_leaves_every_key_as_it_was(copy: Copy, tmp_path: Path) -> None:
    old, new = MasterKey.create(tmp_path / "old.key"), MasterKey.create(tmp_path / "new.key")
    with psycopg.connect(copy.addresses.vault) as connection:
        key_rotation.create(connection, old)
        key_rotation.rotate_data_key(connection, old)
        key_rotation.add_index_key(connection, old)
        before = keys.load(connection, old)
        key_rotation.rewrap(connection, old, new)
        assert keys.load(connection, new) == before
        with pytest.raises(Refusal, match="WRONG_MASTER_KEY"):
            keys.load(connection, old)


def test_the_application_reads_no_key(copy: Copy) -> None:
    with psycopg.connect(copy.addresses.app) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("SELECT FROM vault_keys")
