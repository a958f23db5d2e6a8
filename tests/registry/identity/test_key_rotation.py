"""Key rotation: another master key wraps anew what was there, and changes none of it."""

from pathlib import Path

import psycopg
import pytest

from registry.errors import Refusal
from registry.identity import key_rotation, keys
from registry.identity.master_key import MasterKey
from registry.identity.suites import AES, SM
from tests.conftest import Copy


def test_changing_the_master_key_leaves_every_key_as_it_was(copy: Copy, tmp_path: Path) -> None:
    old, new = MasterKey.create(tmp_path / "old.key"), MasterKey.create(tmp_path / "new.key")
    with psycopg.connect(copy.addresses.vault) as connection:
        key_rotation.create(connection, old, AES)
        key_rotation.rotate_data_key(connection, old, SM)
        key_rotation.add_index_key(connection, old, SM)
        before = keys.load(connection, old)
        key_rotation.rewrap(connection, old, new)
        assert keys.load(connection, new) == before
        with pytest.raises(Refusal, match="WRONG_MASTER_KEY"):
            keys.load(connection, old)
