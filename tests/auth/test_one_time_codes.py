"""One-time codes: those of about now, each once, from a secret that the database cannot tell."""

import os
import uuid

import pyotp
import pytest

from auth import one_time_codes
from registry.identity.keys import KeyRing
from registry.identity.suites import AES, Key
from registry.identity.vault import SealBroken, Vault

KEY = os.urandom(32)
VAULT = Vault(KeyRing({1: Key(KEY, AES)}, 1, (Key(KEY, AES),)))
NOW = 1_700_000_000.0


def test_a_code_of_about_now_is_known() -> None:
    secret = one_time_codes.new_secret()
    for seconds, known in [(0, True), (-30, True), (30, True), (-90, False), (90, False)]:
        code = pyotp.TOTP(secret).at(int(NOW) + seconds)
        assert (one_time_codes.step_of(secret, code, NOW) is not None) is known, seconds
    code = pyotp.TOTP(secret).at(int(NOW))
    assert one_time_codes.step_of(secret, f"{code[:3]} {code[3:]}", NOW) == int(NOW) // 30


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "１２３４５６", "-12345", "1e5000"])
def test_what_is_no_code_is_none(code: str) -> None:
    assert one_time_codes.step_of(one_time_codes.new_secret(), code, NOW) is None


def test_the_database_keeps_no_secret() -> None:
    id, secret = uuid.uuid4(), one_time_codes.new_secret()
    sealed = one_time_codes.seal(VAULT, id, secret)
    assert secret.encode() not in sealed
    with pytest.raises(SealBroken):
        VAULT.open(one_time_codes.ATTRIBUTE, uuid.uuid4(), sealed)


def test_a_phone_takes_it_over_by_a_picture() -> None:
    secret = one_time_codes.new_secret()
    assert pyotp.parse_uri(one_time_codes.address(secret, "zhang")).secret == secret
    picture = one_time_codes.picture(secret, "zhang")
    assert picture.startswith("<svg")
    assert "style=" not in picture, "which the page's policy would not show"
