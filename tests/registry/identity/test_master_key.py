"""The master key: a file for its owner only, whose key opens each thing for its own use."""

import os
from pathlib import Path

import pytest

from registry.errors import Refusal
from registry.identity.master_key import MasterKey


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
