"""Bearers: from a request's Authorization header or session cookie to its grant."""

import asyncio
import logging
from collections.abc import Callable, Collection, Set
from dataclasses import replace
from typing import Protocol
from uuid import UUID

import psycopg
from cachetools import FIFOCache, LRUCache
from psycopg_pool import ConnectionPool

from auth import browser_sessions, client_state, officer_state, signed_actors
from auth.actor_ids import ActorIds, actor_of
from auth.browser_sessions import CONSOLE, BrowserSession, SessionCookie, cookie_name
from auth.client_state import ClientState
from auth.clients import Client
from auth.errors import InvalidToken, Unauthorized
from auth.grants import APART, Grant
from auth.metadata import Endpoints
from auth.named import Named
from auth.officer_state import OfficerState
from auth.readings import Readings, State
from auth.stored_values import digest
from auth.tokens import Claims
from registry.errors import Refusal, codes
from registry.redaction import frames
from registry.reference.calendar import today

log = logging.getLogger(__name__)

REMEMBERED = 10_000
"""How many tokens are remembered."""

Credential = str | SessionCookie | None
"""With what somebody comes: an Authorization header, a session's cookie, or nothing."""
States = tuple[ClientState, OfficerState | None]


class Tokens(Protocol):
    """Reads tokens: the hub's own, and those of others that are believed."""

    def verify(self, token: str) -> Claims:
        """What a token says; raises InvalidToken, or the refusal while its issuer is away."""

    def believed(self) -> frozenset[str]:
        """The ids of the keys whose tokens are good now."""


class Bearer:
    """Turns access tokens and sessions into grants; verified tokens are remembered until they end.

    Used by one event loop; only what waits for the database runs in threads, and of what is remembered they touch one
    thing: they put the keys that are believed in the place of those that were, as a whole.
    """

    def __init__(
        self,
        pool: ConnectionPool,
        tokens: Tokens,
        endpoints: Endpoints,
        clock: Callable[[], float],
        known_scopes: Collection[str] = (),
        remembered: int = REMEMBERED,
    ) -> None:
        self._pool, self._tokens, self._endpoints, self._clock = pool, tokens, endpoints, clock
        self._verified = LRUCache[bytes, Claims](remembered)
        self._granted = FIFOCache[str, tuple[States, Grant]](remembered)
        self._actor_ids = ActorIds(pool, remembered)
        self._believed: frozenset[str] = frozenset()
        self._clients = Readings(self._read_client, clock)
        self._officers = Readings(self._read_officer, clock)
        self._sessions = Readings(self._read_session, clock)
        self._known_scopes, self.issuer = frozenset(known_scopes), endpoints.issuer

    async def grant(self, credential: Credential, named: Named | None = None) -> Grant:
        """What the bearer of this header or cookie may do now, for whom it has named beside it.

        Raises Unauthorized, UNAVAILABLE, ISSUER_AWAY, and TWO_ACTORS where the token itself says who acts.
        """
        if isinstance(credential, SessionCookie):
            claims = await self._claims_of_session(credential)
        else:
            scheme, _, token = (credential or "").partition(" ")
            if scheme.lower() != "bearer" or not token:
                raise Unauthorized("MISSING_TOKEN", self._challenge())
            claims = await self._claims(token)
        state = await self._state(claims.client_id)
        if not state.stands(claims):
            raise self._refusal("INVALID_TOKEN")
        if not state.client.active(today(self._clock())):
            raise self._refusal("CLIENT_DISABLED")
        officer = await self._officer(claims.officer_id) if claims.officer_id else None
        if officer and not officer.stands(claims):
            raise self._refusal("INVALID_TOKEN")
        if named and (officer or claims.named):
            raise Refusal("TWO_ACTORS")
        grant = await self._grant((state, officer), claims)
        if named:
            return replace(grant, actor_id=await self._actor(grant, named), named=named, lacks_actor=False)
        return grant

    async def named(self, credential: Credential, signed: str) -> Named:
        """Whom a signed header names beside this token, once; raises what `grant` does, and ACTOR_….

        It is for one request, whose rights may be looked at many times: `grant` is told who was named.
        """
        grant = await self.grant(credential)
        state = await self._read(self._clients, grant.client_id)
        if state is None or grant.officer or not isinstance(credential, str):
            raise Refusal("TWO_ACTORS")
        if not state.client.keys():
            raise Refusal("ACTOR_NEEDS_KEY")
        return await asyncio.to_thread(self._named, state.client, signed, credential.partition(" ")[2])

    def _named(self, client: Client, signed: str, token: str) -> Named:
        audiences = (self._endpoints.issuer, self._endpoints.resource)
        try:
            with self._pool.connection() as connection:
                return signed_actors.accept(connection, client, signed, token, audiences, self._clock())
        except psycopg.Error as error:
            raise self._unavailable(error) from error

    async def standing_grant(self, asker: str, scopes: Set[str] | None = None, actor_id: UUID | None = None) -> Grant:
        """What a client may do now, without a token, of what one said under which it asked for a job.

        All that it may, where the operator has the hub ask on its behalf. `asker` is a grant's: of what an officer
        asked for they are the officer's rights. Who acts is `actor_id`, else the asker.

        Raises Unauthorized (CLIENT_DISABLED, OFFICER_DISABLED) and UNAVAILABLE.
        """
        client_id, _, officer_id = asker.partition(APART)
        state = await self._read(self._clients, client_id)
        if state is None or not state.client.active(today(self._clock())):
            raise self._refusal("CLIENT_DISABLED")
        grant = state.standing_grant(scopes)
        grant = (await self._officer(officer_id)).within(grant) if officer_id else grant
        return replace(grant, actor_id=actor_id or await self._actor(grant, None))

    def forget(self, id: str) -> None:
        """Believe nothing that was read of this client or officer until now; may be called from any thread."""
        self._clients.forget(id)
        self._officers.forget(id)

    async def _grant(self, states: States, claims: Claims) -> Grant:
        """The same grant for as long as who asks stands the same: what follows from it is worked out once."""
        known = self._granted.get(claims.token_id)
        if known is None or any(was is not now for was, now in zip(known[0], states, strict=True)):
            client, officer = states
            grant = officer.grant(client, claims) if officer else client.grant(claims)
            lacks = client.client.requires_actor and not (officer or claims.named)
            grant = replace(grant, actor_id=await self._actor(grant, claims.named), lacks_actor=lacks)
            known = self._granted[claims.token_id] = (states, grant)
        return known[1]

    async def _actor(self, grant: Grant, named: Named | None) -> UUID:
        try:
            return await self._actor_ids.id(actor_of(grant, named))
        except psycopg.Error as error:
            raise self._unavailable(error) from error

    async def _claims(self, token: str) -> Claims:
        key = digest(token)
        claims = self._verified.get(key)
        # A key that is no longer believed takes the tokens it signed with it, remembered or not.
        if claims is None or claims.key_id not in self._believed:
            self._verified.pop(key, None)
            claims = self._verified[key] = await self._verify(token)
        if claims.expires_at <= self._clock():
            self._verified.pop(key, None)
            raise self._refusal("INVALID_TOKEN")
        return claims

    async def _claims_of_session(self, cookie: SessionCookie) -> Claims:
        """What a token of this session would say; raises SESSION_ENDED and UNAVAILABLE."""
        key = digest(cookie.value).hex()
        session = await self._read(self._sessions, key)
        if session and not self._officers.stands(str(session.officer_id), session):
            self._sessions.forget(key)  # it was read before something of its officer's was changed
            session = await self._read(self._sessions, key)
        ours = cookie.name == cookie_name(self.issuer) and session is not None and session.factor is not None
        if session is None or not ours or session.until.timestamp() <= self._clock():
            raise self._refusal("SESSION_ENDED")
        return session.claims(self._known_scopes)

    async def _verify(self, token: str) -> Claims:
        try:
            return await asyncio.to_thread(self._tokens.verify, token)
        except InvalidToken as error:
            raise self._refusal("INVALID_TOKEN") from error
        except Refusal:
            raise
        except psycopg.Error as error:
            raise self._unavailable(error) from error
        except Exception as error:
            log.error("a token could not be verified:\n%s", frames(error))
            raise self._refusal("INVALID_TOKEN") from error

    async def _state(self, client_id: str) -> ClientState:
        """How the client stands, where there is one; raises INVALID_TOKEN and UNAVAILABLE."""
        state = await self._read(self._clients, client_id)
        if state is None:
            raise self._refusal("INVALID_TOKEN")
        return state

    async def _officer(self, id: str) -> OfficerState:
        """How the officer stands, who may act today; raises OFFICER_DISABLED and UNAVAILABLE."""
        state = await self._read(self._officers, id)
        if state is None or not state.active(today(self._clock())):
            raise self._refusal("OFFICER_DISABLED")
        return state

    async def _read(self, readings: Readings[State], id: str) -> State | None:
        try:
            return await readings.of(id)
        except Exception as error:
            raise self._unavailable(error) from error

    def _read_client(self, client_id: str) -> ClientState | None:
        if client_id == CONSOLE:
            return client_state.of_the_hub(CONSOLE, self._known_scopes, self._clock())
        self._believed = self._tokens.believed()
        with self._pool.connection() as connection:
            return client_state.read(connection, client_id, self._clock())

    def _read_officer(self, id: str) -> OfficerState | None:
        with self._pool.connection() as connection:
            return officer_state.read(connection, id, self._clock())

    def _read_session(self, hash: str) -> BrowserSession | None:
        with self._pool.connection() as connection:
            return browser_sessions.by_hash(connection, bytes.fromhex(hash), self._clock())

    def _unavailable(self, error: Exception) -> Refusal:
        log.error("the registry of clients and officers or the keys cannot be read:\n%s", frames(error))
        return Refusal("UNAVAILABLE")

    def _refusal(self, code: str) -> Unauthorized:
        words = codes()[code].en
        return Unauthorized(code, self._challenge(f'error="invalid_token", error_description="{words}"'))

    def _challenge(self, error: str = "") -> str:
        where = f'resource_metadata="{self._endpoints.resource_metadata}"'
        return ", ".join(filter(None, ['Bearer realm="aidhub"', error, where]))
