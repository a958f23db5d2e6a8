"""Registration: how a client comes into the registry, entered by a person who answers for it."""

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

import psycopg

from auth import redirect_uris
from auth.client_keys import public_keys
from auth.clients import METHODS, PUBLIC
from auth.scopes import conflicts
from auth.stored_values import digest
from registry.errors import Refusal
from registry.reference.calendar import today


@dataclass(frozen=True)
class Application:
    """What is applied for: `jwks` holds public keys only, `secret` is the fallback for who cannot sign.

    Its secret comes in the Authorization header, or `in_body` from programs that cannot send it there. Officers sign
    in for it where it has `redirect_uris`; with neither keys nor secret it can do nothing but that.
    """

    department: str
    divisions: Sequence[str]
    scopes: Collection[str]
    approved_by: str
    purposes: Sequence[str] = ()
    jwks: Mapping[str, Any] | None = None  # as the department's program wrote it
    secret: bool = False
    in_body: bool = False
    expires_on: date | None = None
    redirect_uris: Sequence[str] = ()


@dataclass(frozen=True)
class Credentials:
    """What the applicant is told, once; only a hash of the secret is kept."""

    client_id: str
    client_secret: str | None = field(repr=False)


def register(connection: psycopg.Connection, application: Application, known_scopes: Collection[str]) -> Credentials:
    """Enter a client in the registry; its secret, if it has one, is shown this once.

    Raises NO_APPROVER, EXPIRED_ALREADY, UNKNOWN_SCOPE, CONFLICTING_SCOPES, UNKNOWN_DIVISION, UNSUITABLE_KEY,
    BAD_REDIRECT_URI and NO_CREDENTIAL.
    """
    if not application.approved_by.strip():
        raise Refusal("NO_APPROVER")
    check_expiry(application.expires_on)
    _check_scopes(application.scopes, known_scopes)
    check_divisions(connection, application.divisions)
    jwks = public_keys(application.jwks) if application.jwks is not None else None
    redirect_uris.check(application.redirect_uris)
    if jwks is None and not application.secret and not application.redirect_uris:
        raise Refusal("NO_CREDENTIAL")
    client_id = f"{application.department}-{secrets.token_hex(6)}"
    secret = secrets.token_urlsafe(32) if application.secret else None
    used = (jwks, secret and not application.in_body, secret and application.in_body)
    methods = [method for method, is_used in zip(METHODS, used, strict=True) if is_used] or [PUBLIC]
    row = {
        "client_id": client_id,
        "department": application.department,
        "divisions": sorted(set(application.divisions)),
        "scopes": sorted(set(application.scopes)),
        "purposes": sorted(set(application.purposes)),
        "secret_hash": digest(secret) if secret else None,
        "jwks": jwks,
        "token_endpoint_auth_methods": methods,
        "redirect_uris": list(dict.fromkeys(application.redirect_uris)),
        "expires_on": application.expires_on,
        "approved_by": application.approved_by.strip(),
    }
    connection.execute(REGISTER, row)
    return Credentials(client_id, secret)


def renew(
    connection: psycopg.Connection, client_id: str, jwks: Mapping[str, Any] | None, beside: timedelta
) -> Credentials:
    """Give a client another secret, shown this once, or other keys; the old ones go on for a while `beside` them.

    Raises UNKNOWN_CLIENT and UNSUITABLE_KEY.
    """
    secret = None if jwks is not None else secrets.token_urlsafe(32)
    if secret:
        renewed = connection.execute(RENEWED, [beside, digest(secret), client_id])
    else:
        renewed = connection.execute(REKEYED, [beside, public_keys(jwks or {}), client_id])
    if not renewed.rowcount:
        raise Refusal("UNKNOWN_CLIENT", value=client_id)
    return Credentials(client_id, secret)


RENEWED = """UPDATE oauth_clients SET former_secret_hash = secret_hash,
  former_secret_until = clock_timestamp() + %s, secret_hash = %s,
  token_endpoint_auth_methods = CASE WHEN token_endpoint_auth_methods && '{client_secret_basic,client_secret_post}'
    THEN token_endpoint_auth_methods
    ELSE array_remove(token_endpoint_auth_methods, 'none') || '{client_secret_basic}' END
WHERE client_id = %s"""

REKEYED = """UPDATE oauth_clients SET former_jwks = jwks, former_jwks_until = clock_timestamp() + %s, jwks = %s,
  token_endpoint_auth_methods = CASE WHEN 'private_key_jwt' = ANY (token_endpoint_auth_methods)
    THEN token_endpoint_auth_methods
    ELSE array_remove(token_endpoint_auth_methods, 'none') || '{private_key_jwt}' END
WHERE client_id = %s"""


def check_expiry(last_day: date | None) -> None:
    """Raises EXPIRED_ALREADY for a last day that has been."""
    if last_day is not None and last_day < today():
        raise Refusal("EXPIRED_ALREADY", value=last_day)


REGISTER = """INSERT INTO oauth_clients (client_id, department, divisions, scopes, purposes, secret_hash, jwks,
  token_endpoint_auth_methods, redirect_uris, expires_on, approved_by)
VALUES (%(client_id)s, %(department)s, %(divisions)s, %(scopes)s, %(purposes)s, %(secret_hash)s, %(jwks)s,
  %(token_endpoint_auth_methods)s, %(redirect_uris)s, %(expires_on)s, %(approved_by)s)"""


def _check_scopes(names: Collection[str], known_scopes: Collection[str]) -> None:
    if unknown := set(names) - set(known_scopes):
        raise Refusal("UNKNOWN_SCOPE", value=", ".join(sorted(unknown)))
    for together in conflicts(names):
        raise Refusal("CONFLICTING_SCOPES", value=", ".join(sorted(together)))


def check_divisions(connection: psycopg.Connection, codes: Sequence[str]) -> None:
    """Raises UNKNOWN_DIVISION for a code that there is not."""
    rows = connection.execute("SELECT code FROM divisions WHERE code = ANY(%s)", [list(codes)]).fetchall()
    if unknown := set(codes) - {code for (code,) in rows}:
        raise Refusal("UNKNOWN_DIVISION", value=", ".join(sorted(unknown)))
