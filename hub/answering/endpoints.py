"""Endpoints that answer their own errors: starlette need not wrap each request to watch over them."""

from collections.abc import Awaitable, Callable, Mapping
from functools import cached_property
from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send


class BareEndpoint:
    """An endpoint as an ASGI application of its own."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        response = await self._answer(IndexedRequest(scope, receive, send))
        await response(scope, receive, send)


class Shortcut:
    """A middleware that leads POST requests of one path to their endpoint, and all others to the router."""

    def __init__(self, app: ASGIApp, path: str, endpoint: ASGIApp) -> None:
        self._app, self._path, self._endpoint = app, path, endpoint

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        short = scope["type"] == "http" and scope["path"] == self._path and scope["method"] == "POST"
        await (self._endpoint if short else self._app)(scope, receive, send)


class IndexedRequest(Request):
    """A request whose headers are found by their names."""

    @cached_property
    def headers(self) -> Headers:
        """Its headers; starlette goes through all of them for each that is asked for."""
        return _Indexed(self.scope)


class _Indexed(Headers):
    def __init__(self, scope: Scope) -> None:
        super().__init__(scope=scope)
        self._first = dict(reversed(self._list))

    def get(self, key: str, default: Any = None) -> Any:  # as Mapping has it
        value = self._first.get(key.lower().encode("latin-1"))
        return default if value is None else value.decode("latin-1")


class SpelledResponse(Response):
    """An answer with 200 whose headers are encoded once; starlette would look at each of them several times."""

    def __init__(self, body: bytes, media_type: str, headers: Mapping[str, str]) -> None:
        self.status_code, self.background, self.body, self.media_type = 200, None, body, media_type
        self.raw_headers = [
            *[(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers.items()],
            (b"content-length", b"%d" % len(body)),
            (b"content-type", media_type.encode("latin-1")),
        ]
