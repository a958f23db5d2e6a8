"""Clients: the programs of the departments, registered by a person who answers for it."""

import hashlib
import hmac
import json
import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import psycopg
from joserfc.jwk import ECKey
from psycopg.rows import kwargs_row
from sqlalchemy import ARRAY, CheckConstraint, Column, Date, DateTime, LargeBinary, Table, Text, func

from auth.errors import (
    ConflictingScopes,
    NoCredential,
    UnknownClient,
    UnknownDivision,
    UnknownScope,
    UnsuitableKey,
)
from auth.grants import Range, merged
from auth.scopes import conflicts
from registry.store.database import metadata

METHODS = ("private_key_jwt", "client_secret_basic")
MOST_KEYS = 4

oauth_clients = Table(
    "oauth_clients",
    metadata,
    Column("client_id", Text, primary_key=True),
    Column("department", Text, nullable=False),
    Column("divisions", ARRAY(Text), nullable=False),
    Column("scopes", ARRAY(Text), nullable=False),
    Column("purposes", ARRAY(Text), nullable=False),
    Column("secret_hash", LargeBinary),
    Column("jwks", Text),
    Column("token_endpoint_auth_methods", ARRAY(Text), nullable=False),
    Column("disabled_at", DateTime(timezone=True)),
    Column("expires_on", Date),
    Column("approved_by", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    CheckConstraint("secret_hash IS NOT NULL OR jwks IS NOT NULL", name="credential"),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, UPDATE"}},
)


@dataclass(frozen=True)
class Application:
    """What is asked for: `jwks` holds public keys only, `secret` is the fallback for who cannot sign."""

    department: str
    divisions: Sequence[str]
    scopes: Collection[str]
    approved_by: str
    purposes: Sequence[str] = ()
    jwks: Mapping[str, Any] | None = None  # as the department's program wrote it
    secret: bool = False
    expires_on: date | None = None


@dataclass(frozen=True)
class Credentials:
    """What the applicant is told, once; only a hash of the secret is kept."""

    client_id: str
    client_secret: str | None = field(repr=False)


@dataclass(frozen=True)
class Client:
    """A registered client."""

    client_id: str
    department: str
    divisions: tuple[str, ...]
    scopes: frozenset[str]
    purposes: tuple[str, ...]
    secret_hash: bytes | None = field(repr=False)
    jwks: str | None
    token_endpoint_auth_methods: tuple[str, ...]
    disabled_at: datetime | None
    expires_on: date | None

    def stands(self, today: date) -> bool:
        return self.disabled_at is None and (self.expires_on is None or today <= self.expires_on)

    def has_secret(self, secret: str) -> bool:
        # An absent secret is compared like a present one, so that time does not tell which clients have one.
        return hmac.compare_digest(self.secret_hash or b"", _hash(secret))

    def keys(self, kid: object = None) -> list[ECKey]:
        """Its public keys; during a change of keys there are two, and a key id names the one."""
        keys = [ECKey.import_key(key) for key in json.loads(self.jwks or '{"keys": []}')["keys"]]
        return [key for key in keys if kid is None or key.kid == kid]

    # What authlib asks of a client.

    def check_grant_type(self, grant_type: str) -> bool:
        return grant_type == "client_credentials"


def register(connection: psycopg.Connection, application: Application, known_scopes: Collection[str]) -> Credentials:
    """Enter a client in the registry; its secret, if it has one, is shown this once."""
    _scopes(application.scopes, known_scopes)
    _divisions(connection, application.divisions)
    jwks = public_keys(application.jwks) if application.jwks is not None else None
    if jwks is None and not application.secret:
        raise NoCredential
    client_id = f"{application.department}-{secrets.token_hex(6)}"
    secret = secrets.token_urlsafe(32) if application.secret else None
    methods = [method for method, given in zip(METHODS, (jwks, secret), strict=True) if given]
    connection.execute(
        """
        INSERT INTO oauth_clients (client_id, department, divisions, scopes, purposes, secret_hash, jwks,
            token_endpoint_auth_methods, expires_on, approved_by)
        VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s)
        """,
        [
            client_id,
            application.department,
            sorted(set(application.divisions)),
            sorted(set(application.scopes)),
            sorted(set(application.purposes)),
            _hash(secret) if secret else None,
            jwks,
            methods,
            application.expires_on,
            application.approved_by,
        ],
    )
    return Credentials(client_id, secret)


def find(connection: psycopg.Connection, client_id: str) -> Client | None:
    with connection.cursor(row_factory=kwargs_row(_client)) as cursor:
        cursor.execute(
            """
            SELECT client_id, department, divisions, scopes, purposes, secret_hash, jwks,
                token_endpoint_auth_methods, disabled_at, expires_on
            FROM oauth_clients WHERE client_id = %s
            """,
            [client_id],
        )
        return cursor.fetchone()


def disable(connection: psycopg.Connection, client_id: str) -> None:
    """Shut a client out; its tokens stop working within seconds."""
    done = connection.execute(
        "UPDATE oauth_clients SET disabled_at = coalesce(disabled_at, clock_timestamp()) WHERE client_id = %s",
        [client_id],
    )
    if not done.rowcount:
        raise UnknownClient(client_id)


def ranges(connection: psycopg.Connection, divisions: Collection[str]) -> tuple[Range, ...]:
    """The positions that lie in these divisions."""
    found = connection.execute("SELECT lo, hi FROM divisions WHERE code = ANY(%s)", [list(divisions)])
    return merged((lo, hi) for lo, hi in found.fetchall())


def new_key() -> dict[str, Any]:  # a JWK is what RFC 7517 says it is
    """A private key for a client; made where it will be used, it never leaves there."""
    key = ECKey.generate_key("P-256", auto_kid=True)
    return {**key.as_dict(private=True), "use": "sig", "alg": "ES256"}


def public_keys(jwks: Mapping[str, Any]) -> str:
    """A client's public key set as it is kept, or UnsuitableKey."""
    try:
        given = jwks["keys"]
        if not 1 <= len(given) <= MOST_KEYS or any("d" in key for key in given):
            raise UnsuitableKey
        keys = [ECKey.import_key({name: key[name] for name in ("kty", "crv", "x", "y")}) for key in given]
        if any(key.curve_name != "P-256" for key in keys):
            raise UnsuitableKey
        kids = [str(old.get("kid") or key.thumbprint()) for key, old in zip(keys, given, strict=True)]
        named = [{**key.as_dict(), "kid": kid} for key, kid in zip(keys, kids, strict=True)]
    except UnsuitableKey:
        raise
    except Exception as error:  # joserfc meets some malformed keys with TypeError or KeyError
        raise UnsuitableKey from error
    return json.dumps({"keys": named})


def _client(
    divisions: list[str], scopes: list[str], purposes: list[str], token_endpoint_auth_methods: list[str], **rest: Any
) -> Client:
    return Client(
        divisions=tuple(divisions),
        scopes=frozenset(scopes),
        purposes=tuple(purposes),
        token_endpoint_auth_methods=tuple(token_endpoint_auth_methods),
        **rest,
    )


def _scopes(asked: Collection[str], known: Collection[str]) -> None:
    if unknown := set(asked) - set(known):
        raise UnknownScope(*sorted(unknown))
    for together in conflicts(asked):
        raise ConflictingScopes(*sorted(together))


def _divisions(connection: psycopg.Connection, codes: Sequence[str]) -> None:
    found = connection.execute("SELECT code FROM divisions WHERE code = ANY(%s)", [list(codes)]).fetchall()
    if unknown := set(codes) - {code for (code,) in found}:
        raise UnknownDivision(*sorted(unknown))


def _hash(secret: str) -> bytes:
    # 256 random bits need no slow hash.
    return hashlib.sha256(secret.encode()).digest()
