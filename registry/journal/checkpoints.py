"""Checkpoints (存证检查点): the size and root of the audit log at a moment, signed, in the form of a C2SP note.

What is signed is the text with its last line feed; the line behind it holds the key's id and the signature (ECDSA on
P-256 with SHA-256, as DER). Its keys sign nothing else, and are kept: a checkpoint is verified years later.
"""

import base64
import binascii
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Self

import psycopg
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, EllipticCurvePrivateKey, EllipticCurvePublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from joserfc.jwk import ECKey

from registry.errors import Refusal
from registry.identity.master_key import MasterKey
from registry.journal.audit_subtrees import root_of
from registry.journal.sequencer import size as current_size

NAME = "aidhub audit log"
DASH = "—"
LINES = 6
"""Lines of a note."""
FORM = "%Y-%m-%dT%H:%M:%S.%fZ"


class BadNote(Exception):
    """A text that is no checkpoint; the argument says why."""


@dataclass(frozen=True)
class Checkpoint:
    """How large a log was at a moment, and its root."""

    origin: str
    size: int
    root: bytes
    at: datetime

    @property
    def text(self) -> str:
        """What is signed."""
        moment = self.at.astimezone(UTC).strftime(FORM)
        return f"{NAME} {self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\ntime {moment}\n"


@dataclass(frozen=True)
class Note:
    """A checkpoint with its signature."""

    checkpoint: Checkpoint
    kid: str
    signature: bytes

    def __str__(self) -> str:
        return f"{self.checkpoint.text}\n{DASH} {self.kid} {base64.b64encode(self.signature).decode()}\n"

    @classmethod
    def read(cls, text: str) -> Self:
        """The note of a text, which is written in no other way; raises BadNote."""
        try:
            name, size, root, moment, empty, signed, rest = text.split("\n")
            dash, kid, signature = signed.split(" ")
            at = datetime.strptime(moment.removeprefix("time "), FORM).replace(tzinfo=UTC)
            checkpoint = Checkpoint(name.removeprefix(f"{NAME} "), int(size), _decoded(root), at)
            note = cls(checkpoint, kid, _decoded(signature))
        except (ValueError, binascii.Error) as error:
            raise BadNote("not in the form of a checkpoint") from error
        if (empty, dash, rest) != ("", DASH, "") or str(note) != text:
            raise BadNote("not in the form of a checkpoint")
        return note

    def check(self, keys: "Keys") -> None:
        """Raise BadNote unless one of these keys has signed it."""
        if self.kid not in keys:
            raise BadNote(f"no key {self.kid}")
        try:
            keys[self.kid].verify(self.signature, self.checkpoint.text.encode(), ECDSA(SHA256()))
        except InvalidSignature as error:
            raise BadNote("the signature is not of this text") from error


Keys = Mapping[str, EllipticCurvePublicKey]
"""Public keys by their ids."""


def notes(text: str) -> Iterator[Note]:
    """The notes of a text that holds several, one behind the other; raises BadNote."""
    lines = text.split("\n")
    for n in range(0, len(lines) - 1, LINES):
        yield Note.read("\n".join([*lines[n : n + LINES], ""]))
    if lines[-1]:
        raise BadNote("not in the form of a checkpoint")


def keys_of(jwks: str) -> Keys:
    """The keys of a JWK set; raises BadNote."""
    try:
        read = [ECKey.import_key(key) for key in json.loads(jwks)["keys"]]
        return {str(key.kid): _public(key) for key in read}
    except Exception as error:  # whatever joserfc raises of what somebody gave
        raise BadNote("not a JWK set of P-256 keys") from error


def sign(connection: psycopg.Connection, master: MasterKey) -> Note:
    """Sign the log as it stands within the caller's transaction, and keep the checkpoint."""
    key = _active(connection, master)
    size = current_size(connection)
    origin, at = connection.execute(ORIGIN).fetchone() or ("", datetime.now(UTC))
    checkpoint = Checkpoint(str(origin), size, root_of(connection, size), at.astimezone(UTC))
    private = key.private_key
    if not isinstance(private, EllipticCurvePrivateKey):
        raise Refusal("NO_SIGNING_KEY")
    note = Note(checkpoint, str(key.kid), private.sign(checkpoint.text.encode(), ECDSA(SHA256())))
    connection.execute(KEEP, [checkpoint.at, checkpoint.size, checkpoint.root, note.kid, str(note)])
    return note


def public_keys(connection: psycopg.Connection) -> str:
    """All keys that have ever signed, as a JWK set."""
    keys = [json.loads(public) for (public,) in connection.execute(PUBLIC).fetchall()]
    return json.dumps({"keys": keys})


def renew_key(connection: psycopg.Connection, master: MasterKey) -> str:
    """Sign with a new key from now on; its id."""
    connection.execute("UPDATE audit_keys SET retired_at = clock_timestamp() WHERE retired_at IS NULL")
    return str(_made(connection, master).kid)


def rewrap(connection: psycopg.Connection, old: MasterKey, new: MasterKey) -> None:
    """Change the master key: each key is wrapped anew and stays as it was. Raises WRONG_MASTER_KEY."""
    for kid, wrapped in connection.execute("SELECT kid, wrapped FROM audit_keys").fetchall():
        anew = new.wrap(old.unwrap(wrapped, _use(kid)), _use(kid))
        connection.execute("UPDATE audit_keys SET wrapped = %s WHERE kid = %s", [anew, kid])


def _active(connection: psycopg.Connection, master: MasterKey) -> ECKey:
    row = connection.execute(ACTIVE).fetchone()
    if row is None:
        return _made(connection, master)
    kid, wrapped = row
    return ECKey.import_key(master.unwrap(wrapped, _use(kid)), {"kid": kid})


def _made(connection: psycopg.Connection, master: MasterKey) -> ECKey:
    key = ECKey.generate_key("P-256", auto_kid=True)
    kid = str(key.kid)
    public: dict[str, Any] = {**key.as_dict(private=False), "use": "sig", "alg": "ES256"}
    wrapped = master.wrap(key.as_pem(private=True), _use(kid))
    connection.execute(ADD, [kid, wrapped, json.dumps(public)])
    return key


def _public(key: ECKey) -> EllipticCurvePublicKey:
    public = key.public_key
    if not isinstance(public, EllipticCurvePublicKey) or public.curve.name != "secp256r1":
        raise BadNote("not a key on P-256")
    return public


def _decoded(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


def _use(kid: str) -> str:
    return f"audit_keys.wrapped|{kid}"


ORIGIN = "SELECT origin, clock_timestamp() FROM audit_state"

ACTIVE = "SELECT kid, wrapped FROM audit_keys WHERE retired_at IS NULL ORDER BY made_at DESC LIMIT 1"

ADD = "INSERT INTO audit_keys (kid, wrapped, public) VALUES (%s, %s, %s)"

PUBLIC = "SELECT public FROM audit_keys ORDER BY made_at, kid"

KEEP = "INSERT INTO audit_checkpoints (at, size, root, kid, note) VALUES (%s, %s, %s, %s, %s)"
