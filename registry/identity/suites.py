"""Suites of ciphers (密码算法): AES with SHA-2, or SM4 with SM3 (国密); each gives known answers before it is used."""

import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Protocol

from cryptography.exceptions import InvalidTag, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher as Mode
from cryptography.hazmat.primitives.ciphers import algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hmac import HMAC

from registry.errors import Refusal

TAG_BYTES = 16


class Cipher(Protocol):
    """Authenticated encryption with a nonce of 12 bytes; what is bound to the text must be the same to open it."""

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        """The ciphertext with its tag behind it."""
        ...

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        """The text; raises InvalidTag where anything was altered."""
        ...


class Sm4Gcm:
    """SM4 in Galois/Counter Mode (RFC 8998 §3), which `cryptography` has in parts only."""

    def __init__(self, key: bytes) -> None:
        self._key = algorithms.SM4(key)

    def encrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        """As Cipher says."""
        encryptor = Mode(self._key, modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(associated_data or b"")
        return encryptor.update(data) + encryptor.finalize() + encryptor.tag

    def decrypt(self, nonce: bytes, data: bytes, associated_data: bytes | None) -> bytes:
        """As Cipher says."""
        if len(data) < TAG_BYTES:
            raise InvalidTag
        decryptor = Mode(self._key, modes.GCM(nonce, data[-TAG_BYTES:])).decryptor()
        decryptor.authenticate_additional_data(associated_data or b"")
        return decryptor.update(data[:-TAG_BYTES]) + decryptor.finalize()


@dataclass(frozen=True)
class Suite:
    """What seals and what finds; `number` stands in each sealed value and beside each key."""

    number: int
    name: str
    key_bytes: int
    cipher: Callable[[bytes], Cipher]
    mac: Callable[[bytes, bytes], bytes]
    """Key, message → a keyed hash of 32 bytes."""
    sealed: str
    """The known answer: KEY's first bytes seal TEXT under NONCE, bound to BOUND."""
    found: str
    """The known answer: the keyed hash of b"what do ya want for nothing?" under b"Jefe"."""


@dataclass(frozen=True)
class Key:
    """A key, and the suite it belongs to."""

    secret: bytes = field(repr=False)
    suite: Suite

    def cipher(self) -> Cipher:
        """What seals and opens with it."""
        return self.suite.cipher(self.secret)

    def mac(self, message: bytes) -> bytes:
        """The keyed hash of a message."""
        return self.suite.mac(self.secret, message)


def _hmac_sha256(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")


def _hmac_sm3(key: bytes, message: bytes) -> bytes:
    mac = HMAC(key, hashes.SM3())
    mac.update(message)
    return mac.finalize()


KEY = bytes.fromhex("0123456789abcdeffedcba9876543210" * 2)
NONCE = bytes.fromhex("00001234567800000000abcd")
BOUND = bytes.fromhex("feedfacedeadbeeffeedfacedeadbeefabaddad2")
TEXT = bytes.fromhex("".join(letter * 16 for letter in "abcdefea"))

AES = Suite(
    1,
    "AES",
    32,
    AESGCM,
    _hmac_sha256,
    "ccc2f657c29ffa19070da9793babc5b72ad6cc13843bc3bdf4da6f8881c2b02cc6964df179277f3000bd865141dd7828"
    "050e8a363553d173f15df4e6426a33cb5866a18073ea73d55482a15d5671bf02",
    # RFC 4231, test case 2.
    "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
)
SM = Suite(
    2,
    "SM",
    16,
    Sm4Gcm,
    _hmac_sm3,
    # RFC 8998, appendix A.1, whose key, nonce, text and what is bound to it both suites take.
    "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15"
    "a56834cbcf98c397b4024a2691233b8d83de3541e4c2b58177e065a9bf7b62ec",
    "2e87f1d16862e6d964b50a5200bf2b10b764faa9680a296a2405f24bec39f882",
)
SUITES = {suite.number: suite for suite in (AES, SM)}
NAMED = {suite.name: suite for suite in SUITES.values()}


@cache
def proven(number: int) -> Suite:
    """The suite of this number, once it has given the known answers here; raises CIPHERS_MISSING.

    Whether SM4 is there is up to the OpenSSL that the library is linked to.
    """
    suite = SUITES.get(number)
    if suite is None:
        raise Refusal("CIPHERS_MISSING", value=number)
    try:
        cipher = suite.cipher(KEY[: suite.key_bytes])
        answers = cipher.encrypt(NONCE, TEXT, BOUND).hex(), suite.mac(b"Jefe", b"what do ya want for nothing?").hex()
        opened = cipher.decrypt(NONCE, bytes.fromhex(suite.sealed), BOUND)
    except (UnsupportedAlgorithm, InvalidTag) as error:
        raise Refusal("CIPHERS_MISSING", value=suite.name) from error
    if answers != (suite.sealed, suite.found) or opened != TEXT:
        raise Refusal("CIPHERS_MISSING", value=suite.name)
    return suite
