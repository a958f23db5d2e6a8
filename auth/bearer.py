"""Bearer tokens: from a request's Authorization header to its grant."""

import asyncio
import hashlib
import logging
from collections.abc import Callable, Set

import psycopg
from cachetools import FIFOCache, LRUCache
from psycopg_pool import ConnectionPool

from auth.client_state import ClientState, read
from auth.errors import InvalidToken, Unauthorized
from auth.grants import Grant
from auth.metadata import Endpoints
from auth.tokens import Claims, Tokens
from registry.errors import Refusal, codes
from registry.redaction import frames
from registry.reference.calendar import today

log = logging.getLogger(__name__)

REMEMBERED = 10_000
"""How many tokens are remembered."""
FRESH = 5
"""Seconds for which what was read of a client is believed."""


class Bearer:
    """Turns access tokens into grants; verified tokens are remembered until they end.

    Used by one event loop; only what waits for the database runs in threads, and of what is remembered they touch one
    thing: they put the keys that are believed in the place of those that were, as a whole.
    """

    def __init__(
        self,
        pool: ConnectionPool,
        tokens: Tokens,
        endpoints: Endpoints,
        clock: Callable[[], float],
        remembered: int = REMEMBERED,
    ) -> None:
        self._pool, self._tokens, self._endpoints, self._clock = pool, tokens, endpoints, clock
        self._verified = LRUCache[bytes, Claims](remembered)
        self._granted = FIFOCache[str, tuple[ClientState, Grant]](remembered)
        self._believed: frozenset[str] = frozenset()
        self._states: dict[str, ClientState] = {}
        self._changed: dict[str, float] = {}
        self._reading: dict[str, asyncio.Task[ClientState | None]] = {}

    async def grant(self, authorization_header: str | None) -> Grant:
        """What the bearer of this header may do now; raises Unauthorized or UNAVAILABLE, never anything else."""
        scheme, _, token = (authorization_header or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthorized("MISSING_TOKEN", self._challenge())
        claims = await self._claims(token)
        state = await self._state(claims.client_id)
        if state is None or claims.token_id in state.revoked:
            raise self._refusal("INVALID_TOKEN")
        if not state.client.active(today(self._clock())):
            raise self._refusal("CLIENT_DISABLED")
        return self._grant(state, claims)

    async def standing_grant(self, client_id: str, scopes: Set[str] | None = None) -> Grant:
        """What a client may do now, without a token, of what one said under which it asked for a job.

        All that it may, where the operator has the hub ask on its behalf.

        Raises Unauthorized (CLIENT_DISABLED) and UNAVAILABLE.
        """
        state = await self._state(client_id)
        if state is None or not state.client.active(today(self._clock())):
            raise self._refusal("CLIENT_DISABLED")
        return state.standing_grant(scopes)

    def forget(self, client_id: str) -> None:
        """Believe nothing that was read of this client until now; may be called from any thread."""
        self._changed[client_id] = self._clock()

    def _grant(self, state: ClientState, claims: Claims) -> Grant:
        """The same grant for as long as the client stands the same: what follows from it is worked out once."""
        state_and_grant = self._granted.get(claims.token_id)
        if state_and_grant is None or state_and_grant[0] is not state:
            state_and_grant = self._granted[claims.token_id] = (state, state.grant(claims))
        return state_and_grant[1]

    async def _claims(self, token: str) -> Claims:
        digest = hashlib.sha256(token.encode(errors="surrogatepass")).digest()
        claims = self._verified.get(digest)
        # A key that is no longer believed takes the tokens it signed with it, remembered or not.
        if claims is None or claims.key_id not in self._believed:
            self._verified.pop(digest, None)
            claims = self._verified[digest] = await self._verify(token)
        if claims.expires_at <= self._clock():
            self._verified.pop(digest, None)
            raise self._refusal("INVALID_TOKEN")
        return claims

    async def _verify(self, token: str) -> Claims:
        try:
            return await asyncio.to_thread(self._tokens.verify, token)
        except InvalidToken as error:
            raise self._refusal("INVALID_TOKEN") from error
        except psycopg.Error as error:
            raise self._unavailable(error) from error
        except Exception as error:
            log.error("a token could not be verified:\n%s", frames(error))
            raise self._refusal("INVALID_TOKEN") from error

    async def _state(self, client_id: str) -> ClientState | None:
        state = self._states.get(client_id)
        if state and self._clock() - state.read_at < FRESH and self._stands(state):
            return state
        state = await self._reading_of(client_id)
        while state and not self._stands(state):  # it was being read while it changed
            state = await self._reading_of(client_id)
        if state:
            self._states[client_id] = state
        return state

    def _stands(self, state: ClientState) -> bool:
        return state.read_at > self._changed.get(state.client.client_id, 0)

    async def _reading_of(self, client_id: str) -> ClientState | None:
        # However many requests wait, the registry is asked once.
        reading = self._reading.get(client_id)
        if reading is None:
            reading = asyncio.create_task(asyncio.to_thread(self._read, client_id))
            reading.add_done_callback(lambda _: self._reading.pop(client_id, None))
            self._reading[client_id] = reading
        try:
            # A request that is cancelled must not take the others with it.
            return await asyncio.shield(reading)
        except Exception as error:
            raise self._unavailable(error) from error

    def _read(self, client_id: str) -> ClientState | None:
        self._believed = self._tokens.believed()
        with self._pool.connection() as connection:
            return read(connection, client_id, self._clock())

    def _unavailable(self, error: Exception) -> Refusal:
        log.error("the registry of clients or the keys cannot be read:\n%s", frames(error))
        return Refusal("UNAVAILABLE")

    def _refusal(self, code: str) -> Unauthorized:
        words = codes()[code].en
        return Unauthorized(code, self._challenge(f'error="invalid_token", error_description="{words}"'))

    def _challenge(self, error: str = "") -> str:
        where = f'resource_metadata="{self._endpoints.resource_metadata}"'
        return ", ".join(filter(None, ['Bearer realm="aidhub"', error, where]))
