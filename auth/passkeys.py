"""Passkeys: a second factor that no false page can ask for (WebAuthn, by Yubico's library)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID

import psycopg
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    RegistrationResponse,
    UserVerificationRequirement,
)
from sqlalchemy import BigInteger, Column, DateTime, ForeignKey, Index, LargeBinary, Table, Text, Uuid

from auth.officers import Officer
from auth.stored_values import instant
from registry.store.database import metadata

MOST = 10
"""Passkeys of one officer."""
LONGEST_NAME = 40

officer_passkeys = Table(
    "officer_passkeys",
    metadata,
    Column("credential_id", LargeBinary, primary_key=True),
    Column("officer_id", Uuid, ForeignKey("officers.id"), nullable=False),
    Column("credential", LargeBinary, nullable=False),
    Column("counter", BigInteger, nullable=False),
    Column("name", Text, nullable=False),
    Column("added_at", DateTime(timezone=True), nullable=False),
    Column("used_at", DateTime(timezone=True)),
    Index(None, "officer_id"),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, UPDATE, DELETE"}},
)

State = Mapping[str, Any]
"""What the library remembers between question and answer: the challenge."""


class Challenge(NamedTuple):
    """What the browser is asked, as JSON, and what is remembered of it."""

    question: str
    state: State


@dataclass(frozen=True)
class Passkey:
    """One of an officer's, as it is listed."""

    credential_id: bytes
    credential: bytes
    counter: int
    name: str
    added_at: datetime
    used_at: datetime | None


class Passkeys:
    """Asks for passkeys and judges the answers, for one address of the hub."""

    def __init__(self, issuer: str) -> None:
        self._host = urlsplit(issuer).hostname or ""
        party = PublicKeyCredentialRpEntity(name="aidhub", id=self._host)
        # Of this address alone: another port or a neighbour below the same name is another origin.
        self._server = Fido2Server(party, verify_origin=lambda origin: origin == issuer)

    @property
    def offered(self) -> bool:
        """Whether browsers know passkeys here: they do for names, and not for bare addresses."""
        return any(letter.isalpha() for letter in self._host) and ":" not in self._host

    def ask_for_new(self, officer: Officer, known: Sequence[Passkey]) -> Challenge:
        """The question by which a browser makes a passkey."""
        user = PublicKeyCredentialUserEntity(name=officer.account, id=officer.id.bytes, display_name=officer.name)
        options, state = self._server.register_begin(user, _credentials(known), user_verification=DISCOURAGED)
        return Challenge(json.dumps(dict(options)), state)

    def new(self, state: State, answer: str) -> tuple[AttestedCredentialData, int] | None:
        """The passkey that was made, and its counter; None where the answer is none to this question."""
        try:
            made = self._server.register_complete(state, RegistrationResponse.from_dict(json.loads(answer)))
        except Exception:  # the library meets what is malformed with whatever its readers raise
            return None
        return (made.credential_data, made.counter) if made.credential_data else None

    def ask_for_known(self, known: Sequence[Passkey]) -> Challenge:
        """The question by which a browser shows one of these."""
        options, state = self._server.authenticate_begin(_credentials(known), user_verification=DISCOURAGED)
        return Challenge(json.dumps(dict(options)), state)

    def shown(self, known: Sequence[Passkey], state: State, answer: str) -> tuple[Passkey, int] | None:
        """Which of them was shown, and its counter; None where the answer is none to this question."""
        try:
            response = AuthenticationResponse.from_dict(json.loads(answer))
            found = self._server.authenticate_complete(state, _credentials(known), response)
            counter = response.response.authenticator_data.counter
        except Exception:  # as above
            return None
        return next((one, counter) for one in known if one.credential_id == found.credential_id)


# A password was given before: whether the device asks for a finger besides is left to it.
DISCOURAGED = UserVerificationRequirement.DISCOURAGED


def of(connection: psycopg.Connection, officer_id: UUID) -> list[Passkey]:
    """The passkeys of an officer, in the order in which they came."""
    return [Passkey(*row) for row in connection.execute(OF, [officer_id])]


def add(
    connection: psycopg.Connection,
    officer_id: UUID,
    credential: AttestedCredentialData,
    counter: int,
    name: str,
    now: float,
) -> bool:
    """Keep a passkey; False where there are too many, or it is somebody's already."""
    row = [credential.credential_id, officer_id, bytes(credential), counter, name[:LONGEST_NAME] or "passkey"]
    return bool(connection.execute(ADD, [*row, instant(now), officer_id, MOST]).rowcount)


def use(connection: psycopg.Connection, passkey: Passkey, counter: int, now: float) -> bool:
    """Note that it was shown; False where its counter has not risen, so that a copy of it may be about."""
    used = connection.execute(USE, [counter, instant(now), passkey.credential_id, counter, counter])
    return bool(used.rowcount)


def remove(connection: psycopg.Connection, officer_id: UUID, credential_id: bytes) -> bool:
    """Remove one of an officer's; whether there was one."""
    statement = "DELETE FROM officer_passkeys WHERE officer_id = %s AND credential_id = %s"
    return bool(connection.execute(statement, [officer_id, credential_id]).rowcount)


def remove_all(connection: psycopg.Connection, officer_id: UUID) -> None:
    """Remove all of an officer's."""
    connection.execute("DELETE FROM officer_passkeys WHERE officer_id = %s", [officer_id])


OF = """SELECT credential_id, credential, counter, name, added_at, used_at FROM officer_passkeys
WHERE officer_id = %s ORDER BY added_at, credential_id"""

ADD = """INSERT INTO officer_passkeys (credential_id, officer_id, credential, counter, name, added_at)
SELECT %s, %s, %s, %s, %s, %s WHERE (SELECT count(*) FROM officer_passkeys WHERE officer_id = %s) < %s
ON CONFLICT DO NOTHING"""

# Many devices count nothing, and stay at 0.
USE = """UPDATE officer_passkeys SET counter = %s, used_at = %s
WHERE credential_id = %s AND (counter < %s OR (counter = 0 AND %s = 0))"""


def _credentials(known: Sequence[Passkey]) -> list[AttestedCredentialData]:
    return [AttestedCredentialData(one.credential) for one in known]
