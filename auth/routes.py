"""Routes: the OAuth endpoints and what is published about them."""

from collections.abc import Callable
from typing import Any

import psycopg
from authlib.oauth2 import OAuth2Error  # type: ignore[import-untyped]  # authlib has no types
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from auth.errors import oauth_answer
from auth.metadata import RESOURCE_METADATA_PATH, RESOURCE_PATH
from auth.requests import FormRequest, read
from auth.server import Answer, AuthorizationServer
from registry.errors import Refusal
from registry.store.outages import outage

PUBLIC = {"Cache-Control": "public, max-age=60"}


def routes(server: AuthorizationServer) -> list[Route]:
    """Every route of this room, for the hub to mount at the root of its public address."""

    async def keys(_: Request) -> Response:
        try:
            key_set = await run_in_threadpool(server.keys.current)
        except psycopg.Error as error:
            status, body, headers = _without_database(error)
            return JSONResponse(body, status, dict(headers))
        return JSONResponse(key_set.public(), headers=PUBLIC)

    return [
        _posted("/oauth/token", server.endpoints.token, server.token),
        _posted("/oauth/introspect", server.endpoints.introspection, server.introspect),
        _posted("/oauth/revoke", server.endpoints.revocation, server.revoke),
        _published("/.well-known/oauth-authorization-server", server.discovery),
        _published(RESOURCE_METADATA_PATH, server.resource),
        _published(RESOURCE_METADATA_PATH + RESOURCE_PATH, server.resource),
        Route("/.well-known/jwks.json", keys, methods=["GET"]),
    ]


def _posted(path: str, uri: str, act: Callable[[FormRequest], Answer]) -> Route:
    async def endpoint(request: Request) -> Response:
        try:
            status, body, headers = await run_in_threadpool(act, await read(request, uri))
        except Refusal as refusal:
            status, body, headers = oauth_answer(refusal)
        except OAuth2Error as error:
            # authlib's own: what we do not check before it.
            status, body, pairs = error()
            headers = dict(pairs)
        except psycopg.Error as error:
            status, body, headers = _without_database(error)
        return JSONResponse(body, status, dict(headers))

    return Route(path, endpoint, methods=["POST"])


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
