"""The pages of the console: each made for one response, with the nonce under which alone its styles and scripts run."""

import secrets

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response
from starlette.routing import Route

from hub.console import building
from hub.console.built import Built
from hub.console.print_pages import PURPOSES
from hub.signin.frame import Frame
from hub.signin.pages import guarded

HOME = "/console/"
EXPLORER = "explorer"
FOR_EVER = "public, max-age=31536000, immutable"
"""A file's name holds a hash of what is in it."""
AGAIN = 3
"""Seconds after which a page that waits for the console looks again."""


class ConsolePages:
    """`/`, `/console/…`, and what stands there while no console is built."""

    def __init__(self, frame: Frame, built: Built) -> None:
        self._frame, self._built = frame, built

    def routes(self) -> list[Route]:
        """Its routes."""
        return [
            self._frame.route("/", self.home),
            self._frame.route("/console", self.home),
            Route(f"{HOME}assets/{{name}}", self.asset, methods=["GET"]),
            self._frame.route(f"{HOME}{{page:path}}", self.page),
        ]

    async def home(self, request: Request) -> Response:
        """To the console; where none is built, the page that needs no build."""
        if self._built.there:
            return self._frame.go(HOME)
        return await self._without(request)

    async def page(self, request: Request) -> Response:
        """A page of the console, for who has signed in; else the way there."""
        if not self._built.there:
            return await self._without(request)
        if not await self._frame.known(request):
            return self._frame.sign_in_first(request)
        nonce = secrets.token_urlsafe(16)
        explorer = request.path_params["page"].partition("/")[0] == EXPLORER
        text = self._built.page(EXPLORER if explorer else "index", nonce)
        return HTMLResponse(text, headers=guarded(nonce) | {"Content-Security-Policy": _policy(nonce, explorer)})

    async def asset(self, request: Request) -> Response:
        """A file that the pages ask for; it says nothing about anybody, so whoever can name it may have it."""
        zips = "gzip" in request.headers.get("accept-encoding", "")
        asset = self._built.asset(request.path_params["name"], zips=zips)
        if asset is None:
            return Response(status_code=404)
        headers = {"Cache-Control": FOR_EVER, "X-Content-Type-Options": "nosniff", "Vary": "Accept-Encoding"}
        if asset.zipped:
            headers["Content-Encoding"] = "gzip"
        return FileResponse(asset.file, headers=headers, media_type=asset.type)

    async def _without(self, request: Request) -> Response:
        known, building_now = await self._frame.known(request), building.at_work(self._built.folder)
        values = {
            "officer": known and known.officer,
            "building": building_now,
            "again": AGAIN,
            "number": "",
            "named": False,
        }
        return self._frame.page(request, "home", values | {"purposes": PURPOSES})


def _policy(nonce: str, explorer: bool) -> str:
    """Nothing foreign runs or is asked; the explorer's editor writes styles into its page, and nothing else does."""
    return "; ".join(
        (
            "default-src 'self'",
            f"script-src 'self' 'nonce-{nonce}'",
            "style-src 'self' 'unsafe-inline'" if explorer else f"style-src 'self' 'nonce-{nonce}'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:" if explorer else "font-src 'self'",
            "worker-src 'self' blob:" if explorer else "worker-src 'self'",
            "object-src 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )
