"""Bearer tokens: from a request's Authorization header to its grant."""

import asyncio
import hashlib
import logging
from collections import OrderedDict
from collections.abc import Callable

import psycopg
from psycopg_pool import ConnectionPool

from auth.errors import InvalidToken, Unauthorized, Unavailable
from auth.grants import Grant
from auth.metadata import Endpoints
from auth.standing import Standing, read
from auth.tokens import Claims, Tokens
from registry.reference.calendar import today

log = logging.getLogger(__name__)

REMEMBERED = 10_000
FRESH = 5

ADVICE = {
    "INVALID_TOKEN": "The access token is malformed, foreign, expired or revoked. Ask for a new one.",
    "CLIENT_DISABLED": "The client is disabled or has expired. Ask the administrator who approved it.",
}


class Bearer:
    """Turns access tokens into grants; verified tokens are remembered until they end."""

    def __init__(self, pool: ConnectionPool, tokens: Tokens, endpoints: Endpoints, clock: Callable[[], float]) -> None:
        self._pool, self._tokens, self._endpoints, self._clock = pool, tokens, endpoints, clock
        self._verified: OrderedDict[bytes, Claims] = OrderedDict()
        self._granted: OrderedDict[str, tuple[Standing, Grant]] = OrderedDict()
        self._believed: frozenset[str] = frozenset()
        self._standings: dict[str, Standing] = {}
        self._reading: dict[str, asyncio.Task[Standing | None]] = {}

    async def grant(self, authorization_header: str | None) -> Grant:
        """What the bearer of this header may do now; raises Unauthorized, never anything else."""
        scheme, _, token = (authorization_header or "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise Unauthorized("MISSING_TOKEN", self._challenge())
        claims = await self._claims(token)
        standing = await self._standing(claims.client_id)
        if standing is None or claims.token_id in standing.revoked:
            raise self._refusal("INVALID_TOKEN")
        if not standing.client.stands(today(self._clock())):
            raise self._refusal("CLIENT_DISABLED")
        return self._grant(standing, claims)

    def _grant(self, standing: Standing, claims: Claims) -> Grant:
        """The same grant for as long as the client stands the same: what follows from it is worked out once."""
        known = self._granted.get(claims.token_id)
        if known is None or known[0] is not standing:
            known = self._granted[claims.token_id] = (standing, standing.grant(claims))
            if len(self._granted) > REMEMBERED:
                self._granted.popitem(last=False)
        return known[1]

    async def _claims(self, token: str) -> Claims:
        name = hashlib.sha256(token.encode(errors="surrogatepass")).digest()
        claims = self._verified.get(name)
        # A key that is no longer believed takes the tokens it signed with it, remembered or not.
        if claims is None or claims.key_id not in self._believed:
            self._verified.pop(name, None)
            claims = await self._verify(token)
            self._verified[name] = claims
            if len(self._verified) > REMEMBERED:
                self._verified.popitem(last=False)
        if claims.expires_at <= self._clock():
            del self._verified[name]
            raise self._refusal("INVALID_TOKEN")
        self._verified.move_to_end(name)
        return claims

    async def _verify(self, token: str) -> Claims:
        try:
            return await asyncio.to_thread(self._tokens.verify, token)
        except InvalidToken as error:
            raise self._refusal("INVALID_TOKEN") from error
        except psycopg.Error as error:
            raise self._unavailable() from error
        except Exception as error:
            log.exception("a token could not be verified")
            raise self._refusal("INVALID_TOKEN") from error

    async def _standing(self, client_id: str) -> Standing | None:
        known = self._standings.get(client_id)
        if known and self._clock() - known.read_at < FRESH:
            return known
        # However many requests wait, the registry is asked once.
        reading = self._reading.get(client_id)
        if reading is None:
            reading = asyncio.create_task(asyncio.to_thread(self._read, client_id))
            reading.add_done_callback(lambda _: self._reading.pop(client_id, None))
            self._reading[client_id] = reading
        try:
            # A request that is cancelled must not take the others with it.
            standing = await asyncio.shield(reading)
        except Exception as error:
            raise self._unavailable() from error
        if standing:
            self._standings[client_id] = standing
        return standing

    def _read(self, client_id: str) -> Standing | None:
        self._believed = self._tokens.believed()
        with self._pool.connection() as connection:
            return read(connection, client_id, self._clock())

    def _unavailable(self) -> Unavailable:
        log.exception("the registry of clients or the keys cannot be read")
        return Unavailable("UNAVAILABLE", self._challenge())

    def _refusal(self, code: str) -> Unauthorized:
        return Unauthorized(code, self._challenge(f'error="invalid_token", error_description="{ADVICE[code]}"'))

    def _challenge(self, error: str = "") -> str:
        where = f'resource_metadata="{self._endpoints.resource_metadata}"'
        return ", ".join(filter(None, ['Bearer realm="aidhub"', error, where]))
