"""A passkey as a device holds it: it answers what a page asks, byte by byte as WebAuthn has it."""

import hashlib
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256

PRESENT, CREDENTIAL = 1, 64


class Device:
    """One key pair for one address, with a counter."""

    def __init__(self, origin: str) -> None:
        self.origin, self.id, self.counter = origin, os.urandom(16), 0
        self._key = ec.generate_private_key(ec.SECP256R1())

    def make(self, question: str) -> str:
        """The answer to being asked for a new passkey."""
        public = cbor.encode(dict(ES256.from_cryptography_key(self._key.public_key())))
        data = self._data(CREDENTIAL) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer({"clientDataJSON": self._said("create", question), "attestationObject": attestation})

    def show(self, question: str, counter: int | None = None) -> str:
        """The answer to being asked for a known one."""
        self.counter = self.counter + 1 if counter is None else counter
        data, said = self._data(), self._said("get", question)
        signature = self._key.sign(data + hashlib.sha256(said).digest(), ec.ECDSA(SHA256()))
        return self._answer({"clientDataJSON": said, "authenticatorData": data, "signature": signature})

    def _data(self, flags: int = 0) -> bytes:
        host = str(urlsplit(self.origin).hostname).encode()
        return hashlib.sha256(host).digest() + bytes([PRESENT | flags]) + self.counter.to_bytes(4, "big")

    def _said(self, act: str, question: str) -> bytes:
        challenge = json.loads(question)["publicKey"]["challenge"]
        return json.dumps({"type": f"webauthn.{act}", "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, response: dict[str, bytes]) -> str:
        id = _text(self.id)
        answer: dict[str, Any] = {"id": id, "rawId": id, "type": "public-key", "clientExtensionResults": {}}
        return json.dumps({**answer, "response": {name: _text(value) for name, value in response.items()}})


def _text(value: bytes) -> str:
    return urlsafe_b64encode(value).rstrip(b"=").decode()


def bytes_of(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))
