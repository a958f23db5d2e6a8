"""Suites: each gives the answers that others published, and a value of one opens under the ring beside the other's."""

from dataclasses import replace

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from hypothesis import given
from hypothesis import strategies as st

from registry.errors import Refusal
from registry.identity import suites
from registry.identity.keys import KeyRing
from registry.identity.suites import AES, BOUND, KEY, NONCE, SM, TEXT, Key, Sm4Gcm, proven
from registry.identity.vault import SealBroken, Vault
from registry.store.database import new_id

BOTH = KeyRing({1: Key(b"d" * 32, AES), 2: Key(b"s" * 16, SM)}, 2, (Key(b"i" * 32, AES), Key(b"j" * 32, SM)))


def test_sm3_is_that_of_its_standard() -> None:
    digest = hashes.Hash(hashes.SM3())
    digest.update(b"abc")
    assert digest.finalize().hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


@pytest.mark.parametrize("suite", [AES, SM])
def test_a_suite_is_proven_by_its_known_answers(suite: suites.Suite) -> None:
    assert proven(suite.number) is suite
    assert suite.cipher(KEY[: suite.key_bytes]).encrypt(NONCE, TEXT, BOUND).hex() == suite.sealed


def test_one_that_answers_otherwise_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(suites.SUITES, 3, replace(SM, number=3, mac=AES.mac))
    for number in (3, 4):
        with pytest.raises(Refusal, match="CIPHERS_MISSING"):
            proven(number)


@given(st.binary(max_size=100), st.binary(max_size=40), st.integers(min_value=0))
def test_what_sm4_sealed_opens_only_whole_and_where_it_is_bound_to(text: bytes, bound: bytes, place: int) -> None:
    cipher = Sm4Gcm(KEY[:16])
    sealed = cipher.encrypt(NONCE, text, bound)
    assert cipher.decrypt(NONCE, sealed, bound) == text
    broken = bytearray(sealed)
    broken[place % len(sealed)] ^= 1
    for data, beside in ((bytes(broken), bound), (sealed, bound + b"x"), (sealed[:-1], bound), (b"", bound)):
        with pytest.raises((InvalidTag, ValueError)):
            cipher.decrypt(NONCE, data, beside)


def test_a_ring_of_both_opens_both_and_seals_with_the_newest() -> None:
    before, after = Vault(replace(BOTH, sealing=1)), Vault(BOTH)
    row = new_id()
    old, new = before.seal("id_number", row, "629901"), after.seal("id_number", row, "629901")
    assert (old[:2], new[:2]) == (bytes([1, 1]), bytes([1, 2]))
    assert [after.open("id_number", row, sealed) for sealed in (old, new)] == ["629901"] * 2
    with pytest.raises(SealBroken):
        after.open("id_number", row, old[:1] + bytes([2]) + old[2:])


def test_many_are_found_by_the_same_index_as_one() -> None:
    vault = Vault(BOTH)
    assert vault.blind_indexes("ID_CARD", ["a", "b"]) == [vault.blind_index("ID_CARD", each) for each in "ab"]
