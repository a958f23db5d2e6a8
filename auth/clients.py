"""Clients: the programs of the departments, as they stand in the registry."""

import hmac
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import psycopg
from joserfc.jwk import ECKey
from psycopg.rows import kwargs_row
from sqlalchemy import ARRAY, Boolean, CheckConstraint, Column, Date, DateTime, LargeBinary, Table, Text, false, func

from auth import redirect_uris
from auth.client_keys import keys_of
from auth.stored_values import digest
from registry.errors import Refusal
from registry.store.database import metadata

METHODS = ("private_key_jwt", "client_secret_basic", "client_secret_post")
PUBLIC = "none"
"""How a program authenticates that runs at its users', where a secret would be everybody's: not at all."""

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
    # What was replaced goes on for a while beside what replaced it.
    Column("former_secret_hash", LargeBinary),
    Column("former_secret_until", DateTime(timezone=True)),
    Column("former_jwks", Text),
    Column("former_jwks_until", DateTime(timezone=True)),
    Column("token_endpoint_auth_methods", ARRAY(Text), nullable=False),
    # Whether it must say for whom it acts before it changes anything.
    Column("requires_actor", Boolean, nullable=False, server_default=false()),
    # Where officers come back to who have signed in for it; none may without.
    Column("redirect_uris", ARRAY(Text), nullable=False, server_default="{}"),
    Column("disabled_at", DateTime(timezone=True)),
    Column("expires_on", Date),
    Column("approved_by", Text, nullable=False),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=func.clock_timestamp()),
    CheckConstraint(
        "secret_hash IS NOT NULL OR jwks IS NOT NULL"
        " OR (token_endpoint_auth_methods = '{none}' AND redirect_uris <> '{}')",
        name="credential",
    ),
    info={"rls": "none", "grants": {"auth": "SELECT, INSERT, UPDATE"}},
)


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
    former_secret_hash: bytes | None = field(repr=False)
    former_jwks: str | None
    token_endpoint_auth_methods: tuple[str, ...]
    redirect_uris: tuple[str, ...]
    disabled_at: datetime | None
    expires_on: date | None
    requires_actor: bool = False

    def active(self, today: date) -> bool:
        """Whether it may be used on a day; the day on which it expires is its last."""
        return self.disabled_at is None and (self.expires_on is None or today <= self.expires_on)

    def has_secret(self, secret: str) -> bool:
        """Whether this is its secret, or the one before as long as that goes on."""
        # An absent secret is compared like a present one, so that time does not tell which clients have one.
        sent = digest(secret)
        same = [hmac.compare_digest(kept or b"", sent) for kept in (self.secret_hash, self.former_secret_hash)]
        return any(same)

    def keys(self, kid: object = None) -> list[ECKey]:
        """Its public keys, or those of this key id."""
        return [*keys_of(self.jwks, kid), *keys_of(self.former_jwks, kid)]

    # What authlib asks of a client.

    def check_grant_type(self, grant_type: str) -> bool:
        """Whether the client may use a grant: alone if it proves who it is, for officers if they can come back."""
        if grant_type == "client_credentials":
            return self.token_endpoint_auth_methods != (PUBLIC,)
        return grant_type in ("authorization_code", "refresh_token") and bool(self.redirect_uris)

    def check_response_type(self, response_type: str) -> bool:
        """Whether it may ask an officer's browser for this."""
        return response_type == "code" and bool(self.redirect_uris)

    def check_redirect_uri(self, uri: str) -> bool:
        """Whether officers may come back there."""
        return redirect_uris.among(self.redirect_uris, uri)

    def get_default_redirect_uri(self) -> str | None:
        """Where they come back to if nothing is said."""
        return self.redirect_uris[0] if len(self.redirect_uris) == 1 else None

    def get_allowed_scope(self, scope: str | None) -> str:
        """What is asked for: its own scopes, where nothing is said. The grant has looked at them."""
        return scope or " ".join(sorted(self.scopes))


def find(connection: psycopg.Connection, client_id: str) -> Client | None:
    """The client of this id, also one that is disabled or has expired."""
    with connection.cursor(row_factory=kwargs_row(_client)) as cursor:
        return cursor.execute(FIND, [client_id]).fetchone()


def active_ids(connection: psycopg.Connection, today: date) -> set[str]:
    """The ids of those that may be used today."""
    return {client_id for (client_id,) in connection.execute(ACTIVE, [today])}


def disable(connection: psycopg.Connection, client_id: str) -> None:
    """Shut a client out; its tokens stop working within seconds. Raises UNKNOWN_CLIENT."""
    if not connection.execute(DISABLE, [client_id]).rowcount:
        raise Refusal("UNKNOWN_CLIENT", value=client_id)


def require_actor(connection: psycopg.Connection, client_id: str, required: bool) -> None:
    """Have a client say for whom it acts before it changes anything, or not; raises UNKNOWN_CLIENT."""
    if not connection.execute(REQUIRE_ACTOR, [required, client_id]).rowcount:
        raise Refusal("UNKNOWN_CLIENT", value=client_id)


def enable(connection: psycopg.Connection, client_id: str, last_day: date | None, today: date) -> None:
    """Let a client in again, until a last day if one is given; raises UNKNOWN_CLIENT and EXPIRED_ALREADY."""
    row = connection.execute(ENABLE, [last_day, client_id]).fetchone()
    if row is None:
        raise Refusal("UNKNOWN_CLIENT", value=client_id)
    if row[0] is not None and row[0] < today:
        raise Refusal("EXPIRED_ALREADY", value=row[0])


FIND = """SELECT client_id, department, divisions, scopes, purposes, secret_hash, jwks, token_endpoint_auth_methods,
  redirect_uris, disabled_at, expires_on, requires_actor,
  CASE WHEN clock_timestamp() < former_secret_until THEN former_secret_hash END AS former_secret_hash,
  CASE WHEN clock_timestamp() < former_jwks_until THEN former_jwks END AS former_jwks
FROM oauth_clients WHERE client_id = %s"""

ACTIVE = "SELECT client_id FROM oauth_clients WHERE disabled_at IS NULL AND (expires_on IS NULL OR %s <= expires_on)"

REQUIRE_ACTOR = "UPDATE oauth_clients SET requires_actor = %s WHERE client_id = %s"

DISABLE = "UPDATE oauth_clients SET disabled_at = coalesce(disabled_at, clock_timestamp()) WHERE client_id = %s"

ENABLE = """UPDATE oauth_clients SET disabled_at = NULL, expires_on = coalesce(%s, expires_on) WHERE client_id = %s
RETURNING expires_on"""


def _client(
    divisions: list[str],
    scopes: list[str],
    purposes: list[str],
    token_endpoint_auth_methods: list[str],
    redirect_uris: list[str],
    **rest: Any,
) -> Client:
    return Client(
        redirect_uris=tuple(redirect_uris),
        divisions=tuple(divisions),
        scopes=frozenset(scopes),
        purposes=tuple(purposes),
        token_endpoint_auth_methods=tuple(token_endpoint_auth_methods),
        **rest,
    )
