"""Registration: how a client comes into the registry, entered by a person who answers for it."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import psycopg

from auth.client_keys import public_keys
from auth.clients import METHODS, secret_hash
from auth.scopes import conflicts
from registry.errors import Refusal


@dataclass(frozen=True)
class Application:
    """What is applied for: `jwks` holds public keys only, `secret` is the fallback for who cannot sign."""

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


def register(connection: psycopg.Connection, application: Application, known_scopes: Collection[str]) -> Credentials:
    """Enter a client in the registry; its secret, if it has one, is shown this once.

    Raises UNKNOWN_SCOPE, ConflictingScopes, UnknownDivision, UnsuitableKey and NoCredential.
    """
    _check_scopes(application.scopes, known_scopes)
    _check_divisions(connection, application.divisions)
    jwks = public_keys(application.jwks) if application.jwks is not None else None
    if jwks is None and not application.secret:
        raise Refusal("NO_CREDENTIAL")
    client_id = f"{application.department}-{secrets.token_hex(6)}"
    secret = secrets.token_urlsafe(32) if application.secret else None
    methods = [method for method, credential in zip(METHODS, (jwks, secret), strict=True) if credential]
    row = {
        "client_id": client_id,
        "department": application.department,
        "divisions": sorted(set(application.divisions)),
        "scopes": sorted(set(application.scopes)),
        "purposes": sorted(set(application.purposes)),
        "secret_hash": secret_hash(secret) if secret else None,
        "jwks": jwks,
        "token_endpoint_auth_methods": methods,
        "expires_on": application.expires_on,
        "approved_by": application.approved_by,
    }
    connection.execute(REGISTER, row)
    return Credentials(client_id, secret)


REGISTER = """INSERT INTO oauth_clients (client_id, department, divisions, scopes, purposes, secret_hash, jwks,
  token_endpoint_auth_methods, expires_on, approved_by)
VALUES (%(client_id)s, %(department)s, %(divisions)s, %(scopes)s, %(purposes)s, %(secret_hash)s, %(jwks)s,
  %(token_endpoint_auth_methods)s, %(expires_on)s, %(approved_by)s)"""


def _check_scopes(names: Collection[str], known_scopes: Collection[str]) -> None:
    if unknown := set(names) - set(known_scopes):
        raise Refusal("UNKNOWN_SCOPE", value=", ".join(sorted(unknown)))
    for together in conflicts(names):
        raise Refusal("CONFLICTING_SCOPES", value=", ".join(sorted(together)))


def _check_divisions(connection: psycopg.Connection, codes: Sequence[str]) -> None:
    rows = connection.execute("SELECT code FROM divisions WHERE code = ANY(%s)", [list(codes)]).fetchall()
    if unknown := set(codes) - {code for (code,) in rows}:
        raise Refusal("UNKNOWN_DIVISION", value=", ".join(sorted(unknown)))
