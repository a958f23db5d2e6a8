"""Routes: the OAuth endpoints and what is published about them."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from authlib.oauth2 import OAuth2Error  # type: ignore[import-untyped]  # authlib has no types
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from auth.authentication import claimed
from auth.authorization_requests import AuthorizationRequests
from auth.errors import oauth_answer
from auth.metadata import RESOURCE_METADATA_PATH, RESOURCE_PATH
from auth.registered_clients import RegisteredClients
from auth.requests import FormRequest, read
from auth.server import Answer, AuthorizationServer
from auth.token_limits import Asker, TokenLimits
from registry.errors import Refusal
from registry.store.buckets import MOMENT
from registry.store.outages import outage

PUBLIC = {"Cache-Control": "public, max-age=60"}
TOO_MANY = 429


Tell = Callable[[Request, str, str], None]
"""Is told of a request which client asked, where one is known, and the code by which it was refused."""


def routes(server: AuthorizationServer, limits: TokenLimits, tell: Tell) -> list[Route]:
    """Every route of this room, for the hub to mount at the root of its public address."""
    registered = RegisteredClients(server.clients)

    def posted(path: str, uri: str, act: Callable[[FormRequest], Answer], tokens: int = 0) -> Route:
        endpoint = _Posted(uri, act, tokens, registered, limits, tell)
        return Route(path, endpoint.answer, methods=["POST"])

    async def keys(_: Request) -> Response:
        try:
            key_set = await run_in_threadpool(server.keys.current)
        except psycopg.Error as error:
            status, body, headers = _without_database(error)
            return JSONResponse(body, status, dict(headers))
        return JSONResponse(key_set.public(), headers=PUBLIC)

    return [
        posted("/oauth/token", server.endpoints.token, server.token, tokens=1),
        posted("/oauth/par", server.endpoints.pushing, AuthorizationRequests(server).push, tokens=1),
        posted("/oauth/introspect", server.endpoints.introspection, server.introspect),
        posted("/oauth/revoke", server.endpoints.revocation, server.revoke),
        _published("/.well-known/oauth-authorization-server", server.discovery),
        _published(RESOURCE_METADATA_PATH, server.resource),
        _published(RESOURCE_METADATA_PATH + RESOURCE_PATH, server.resource),
        Route("/.well-known/jwks.json", keys, methods=["GET"]),
    ]


@dataclass(frozen=True)
class _Posted:
    """An endpoint that takes a form."""

    uri: str
    act: Callable[[FormRequest], Answer]
    tokens: int
    registered: RegisteredClients
    limits: TokenLimits
    tell: Tell

    async def answer(self, request: Request) -> Response:
        """The answer, or the refusal as OAuth spells it."""
        try:
            status, body, headers = await self._done(request)
        except Refusal as refusal:
            self.tell(request, "", refusal.code)
            if refusal.status == TOO_MANY:
                await asyncio.sleep(MOMENT)
            status, body, headers = oauth_answer(refusal)
        except OAuth2Error as error:
            # authlib's own: what we do not check before it.
            status, body, pairs = error()
            headers = dict(pairs)
        except psycopg.Error as error:
            status, body, headers = _without_database(error)
        return JSONResponse(body, status, dict(headers))

    async def _done(self, request: Request) -> Answer:
        form = await read(request, self.uri)
        name, address = claimed(form), request.client.host if request.client else ""
        asker = Asker(name, address, await self.registered.has(name))
        if asker.registered:
            self.tell(request, asker.client_id, "")
        async with self.limits.turn(asker, self.tokens):
            status, body, headers = await run_in_threadpool(self.act, form)
        self.tell(request, asker.client_id, "")
        return status, body, {**headers, **self.limits.headers(asker)}


def _without_database(error: psycopg.Error) -> Answer:
    """The answer while something keeps the database from answering; raises any other error of it."""
    code = outage(error)
    if code is None and not isinstance(error, psycopg.OperationalError):
        raise error
    return oauth_answer(Refusal(code or "UNAVAILABLE"))


def _published(path: str, document: Callable[[], dict[str, Any]]) -> Route:
    async def endpoint(_: Request) -> Response:
        return JSONResponse(document(), headers=PUBLIC)

    return Route(path, endpoint, methods=["GET"])
