"""Files of imports: read in pieces and from anywhere, as they came."""

import io
import random
import secrets

import pytest

from registry.identity.keys import KeyRing
from registry.identity.suites import AES, Key
from registry.identity.vault import SealBroken, Vault
from registry.journal.import_files import PIECE, ImportFile, seal, unseal
from registry.store.database import new_id


def test_a_file_is_read_as_it_came_from_wherever_one_begins() -> None:
    content = random.Random(1).randbytes(2 * PIECE + 1000)
    fetched: list[int] = []

    def fetch(place: int) -> bytes:
        fetched.append(place)
        return content[place * PIECE : (place + 1) * PIECE]

    file = io.BufferedReader(ImportFile(len(content), fetch))
    assert file.read() == content
    assert fetched == [0, 1, 2]
    file.seek(-10, io.SEEK_END)
    assert file.read() == content[-10:]
    file.seek(PIECE - 5)
    assert (file.read(10), file.tell()) == (content[PIECE - 5 : PIECE + 5], PIECE + 5)
    file.seek(len(content) + 5)
    assert file.read(1) == b""


def test_a_piece_opens_in_its_own_place_of_its_own_file() -> None:
    vault = Vault(KeyRing({1: Key(secrets.token_bytes(32), AES)}, 1, (Key(secrets.token_bytes(32), AES),)))
    id = new_id()
    sealed = seal(vault, id, 3, b"content")
    assert unseal(vault, id, 3, sealed) == b"content"
    for other in ((id, 2), (new_id(), 3)):
        with pytest.raises(SealBroken):
            unseal(vault, *other, sealed)
