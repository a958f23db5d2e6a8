"""The authorization server: who comes with what gets which tokens (OAuth 2.1, on authlib's framework-free core)."""

import logging
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any, TypeVar
from uuid import UUID

from authlib.oauth2 import AuthorizationServer as Core  # type: ignore[import-untyped]  # authlib has no types
from psycopg_pool import ConnectionPool

from auth import (
    assertions,
    browser_sessions,
    client_state,
    clients,
    metadata,
    officer_logins,
    officer_state,
    pushed_requests,
    revocations,
    sign_in_log,
    sign_in_pauses,
    token_families,
)
from auth.authentication import Authentication
from auth.authorization_code import AuthorizationCode, OnlyS256
from auth.bearer import Bearer
from auth.client_credentials import ClientCredentials
from auth.clients import PUBLIC, Client
from auth.errors import InvalidToken
from auth.external_issuers import ExternalIssuer
from auth.external_tokens import TrustedTokens
from auth.metadata import Endpoints
from auth.officer_logins import Login
from auth.officer_roles import officer_roles
from auth.officer_state import OfficerState
from auth.ranges import Range
from auth.refresh_tokens import RefreshToken
from auth.requests import FormRequest
from auth.signing_keys import SigningKeys
from auth.token_families import Reused
from auth.tokens import Claims, Tokens
from registry.errors import Refusal
from registry.identity.master_key import MasterKey
from registry.reference.calendar import today

Answer = tuple[int, Any, Mapping[str, str]]
Result = TypeVar("Result")
GRANT_TYPES = (ClientCredentials.GRANT_TYPE, AuthorizationCode.GRANT_TYPE, RefreshToken.GRANT_TYPE)
PRIVATE = {"Cache-Control": "no-store", "Pragma": "no-cache"}


class AuthorizationServer(Core):  # type: ignore[misc]  # authlib has no types
    """Answers the OAuth endpoints; every method is synchronous and meant for a thread of its own."""

    def __init__(
        self,
        pool: ConnectionPool,
        master: MasterKey,
        endpoints: Endpoints,
        known_scopes: Collection[str],
        clock: Callable[[], float] = time.time,
        issuers: Collection[ExternalIssuer] = (),
    ) -> None:
        super().__init__()
        # At DEBUG authlib writes whole tokens into the log.
        logging.getLogger("authlib").setLevel(logging.WARNING)
        officer_roles()  # a file of roles that mixes administrations is told now
        self.endpoints, self.known_scopes = endpoints, known_scopes
        self.keys = SigningKeys(pool, master, clock)
        self.tokens = Tokens(endpoints, self.keys.current, clock)
        self._issuers = issuers
        trusted = TrustedTokens(self.tokens, issuers, self._places, self._officer_of, clock)
        self.bearer = Bearer(pool, trusted, endpoints, clock, known_scopes)
        self._authentication = Authentication(pool, endpoints, clock, self.bearer.forget)
        self.pool, self.clock = pool, clock
        self.register_grant(ClientCredentials)
        self.register_grant(AuthorizationCode, [OnlyS256()])
        self.register_grant(RefreshToken)

    def token(self, request: FormRequest) -> Answer:
        """A token for the scopes asked for, all of them or none; raises OAuth2Error."""
        if request.payload.grant_type is None:
            raise Refusal("NO_GRANT_TYPE")
        if request.payload.grant_type not in GRANT_TYPES:
            # authlib would put what was sent into the description.
            raise Refusal("OTHER_GRANT_TYPE")
        answer: Answer = self.create_token_response(request)
        return answer

    def introspect(self, request: FormRequest) -> Answer:
        """Whether a token is active, for its own client and for whom it was shown to (RFC 7662)."""
        asker = self._authentication.client(request)
        if asker.token_endpoint_auth_methods == (PUBLIC,):
            raise Refusal("CLIENT_NOT_AUTHENTICATED")
        claims = self._claims(request)
        if claims is None or not ("hub:introspect" in asker.scopes or claims.client_id == asker.client_id):
            return 200, {"active": False}, PRIVATE
        return 200, self._introspected(claims), PRIVATE

    def revoke(self, request: FormRequest) -> Answer:
        """Give back a token; one that is none is as good as given back (RFC 7009)."""
        client = self._authentication.client(request)
        claims = self._claims(request)
        if claims and claims.client_id != client.client_id:
            raise Refusal("TOKEN_OF_ANOTHER")
        if claims:
            with self.pool.connection() as connection:
                revocations.revoke(connection, client.client_id, claims.token_id, claims.expires_at)
            self.bearer.forget(client.client_id)
        elif self.run(token_families.give_back, request.fields["token"], client.client_id):
            self.bearer.forget(client.client_id)
        return 200, {}, PRIVATE

    def clients(self) -> set[str]:
        """The ids of the clients that may be used today; raises psycopg's errors."""
        with self.pool.connection() as connection:
            return clients.active_ids(connection, today(self.clock()))

    def forget(self) -> None:
        """Delete spent assertions and old revocations; a job for every hour."""
        with self.pool.connection() as connection:
            assertions.forget(connection, self.clock())
            revocations.forget(connection, self.clock())
            pushed_requests.forget(connection, self.clock())
            token_families.forget(connection, self.clock())
            browser_sessions.forget(connection, self.clock())
            sign_in_pauses.forget(connection, self.clock())

    def discovery(self) -> dict[str, Any]:
        """The metadata of the authorization server (RFC 8414)."""
        return metadata.authorization_server(self.endpoints, self.known_scopes)

    def resource(self) -> dict[str, Any]:
        """The metadata of the graph as a protected resource (RFC 9728)."""
        issuers = [self.endpoints.issuer, *(issuer.iss for issuer in self._issuers)]
        return metadata.protected_resource(self.endpoints, self.known_scopes, issuers)

    def _places(self, divisions: Collection[str]) -> dict[str, Range]:
        with self.pool.connection() as connection:
            return client_state.places(connection, divisions)

    def _officer_of(self, login: Login) -> str | None:
        with self.pool.connection() as connection:
            return officer_logins.officer_of(connection, login)

    def _claims(self, request: FormRequest) -> Claims | None:
        if "token" not in request.fields:
            raise Refusal("NO_TOKEN_NAMED")
        try:
            return self.tokens.verify(request.fields["token"])
        except InvalidToken:
            return None

    def _introspected(self, claims: Claims) -> dict[str, Any]:
        with self.pool.connection() as connection:
            state = client_state.read(connection, claims.client_id, self.clock())
            officer = officer_state.read(connection, claims.officer_id, self.clock()) if claims.officer_id else None
        day = today(self.clock())
        if (
            state is None
            or not state.accepts(claims, day)
            or (claims.officer_id and not (officer and officer.active(day)))
        ):
            self.bearer.forget(claims.client_id)
            self.bearer.forget(claims.officer_id or "")
            return {"active": False}
        grant = officer.grant(state, claims) if officer else state.grant(claims)
        return {
            "active": True,
            "token_type": "Bearer",
            "iss": self.endpoints.issuer,
            "aud": self.endpoints.resource,
            "sub": claims.officer_id or grant.client_id,
            "client_id": grant.client_id,
            "scope": " ".join(sorted(grant.scopes)),
            "department": grant.department,
            "divisions": list(grant.divisions),
            "jti": claims.token_id,
            "iat": claims.issued_at,
            "exp": claims.expires_at,
            **({"username": grant.officer.account} if grant.officer else {}),
            **({"act": claims.named.claim} if claims.named else {}),
        }

    # What the grants of officers ask of it.

    def run(self, act: Callable[..., Result], *values: object) -> Result:
        """Do something with the tables of this room: it is given a connection, these values and the instant."""
        with self.pool.connection() as connection:
            return act(connection, *values, self.clock())

    def acting(self, officer_id: UUID) -> OfficerState:
        """How the officer stands for whom a program comes; raises GRANT_NOT_VALID for one who may not act."""
        state: OfficerState | None = self.run(officer_state.read, str(officer_id))
        if state is None or not state.active(today(self.clock())):
            raise Refusal("GRANT_NOT_VALID")
        return state

    def reused(self, reused: Reused, client: Client) -> None:
        """Note that a code or token came twice; what it stood for has ended."""
        with self.pool.connection() as connection:
            sign_in_log.write(connection, "TOKEN_REUSED", reused.officer_id, "", self.clock(), client.client_id)
        self.bearer.forget(client.client_id)

    # What authlib's core asks of a server.

    def query_client(self, client_id: str) -> Client | None:
        """The client of this id that may be used today."""
        try:
            return self._authentication.named(client_id)
        except InvalidToken:
            return None

    def authenticate_client(self, request: FormRequest, methods: object, endpoint: str = "token") -> Client:  # noqa: ARG002
        """The client behind a request; raises InvalidClientError."""
        return self._authentication.client(request)

    def create_oauth2_request(self, request: FormRequest) -> FormRequest:
        """The request: it was read before."""
        return request

    def handle_response(self, status: int, body: Any, headers: Collection[tuple[str, str]]) -> Answer:
        """Status, body and headers as the routes send them."""
        return status, body, dict(headers)

    def send_signal(self, name: str, *args: object, **details: object) -> None:
        """Nobody listens."""
