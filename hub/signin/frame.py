"""The frame of the sign-in pages: who comes from where, what a form holds, and how a refusal is shown."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import urlencode

import psycopg
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from auth.browser_sessions import Place, cookie_name
from auth.known_devices import COOKIES, LIFE
from auth.requests import read
from auth.sign_in import Known, Opened, SignIn
from auth.token_limits import Asker
from hub.answering.browser_requests import came_from
from hub.answering.observation import note
from hub.signin.pages import Pages, guarded
from registry.errors import Refusal
from registry.redaction import cut
from registry.store.outages import outage
from registry.store.turns import Claim, Turns

Fields = Mapping[str, str]
Get = Callable[[Request], Awaitable[Response]]
Post = Callable[[Request, Fields], Awaitable[Response]]

AT_WORK = 2
"""Passwords that are compared at a time: each takes its memory and a processor, and others are answered meanwhile."""
HOME = "/signin/account"


class Frame:
    """What the pages have in common."""

    def __init__(self, sign_in: SignIn, pages: Pages, issuer: str) -> None:
        self.sign_in, self.pages, self.issuer = sign_in, pages, issuer
        self._cookie = cookie_name(issuer)
        self._device = COOKIES[0 if issuer.startswith("https://") else 1]
        self._turns = Turns(AT_WORK, 1)

    def route(self, path: str, get: Get, post: Post | None = None) -> Route:
        """A page, and what its form does."""

        async def endpoint(request: Request) -> Response:
            try:
                if request.method == "POST" and post:
                    if not came_from(request, self.issuer):
                        raise Refusal("CROSS_SITE", value=self.issuer)
                    return await post(request, (await read(request, self.issuer + request.url.path)).fields)
                return await get(request)
            except Refusal as refusal:
                return self.page(request, "refused", {}, refusal)
            except psycopg.Error as error:
                code = outage(error)
                if code is None and not isinstance(error, psycopg.OperationalError):
                    raise
                return self.page(request, "refused", {}, Refusal(code or "UNAVAILABLE"))

        return Route(path, endpoint, methods=["GET", "POST"] if post else ["GET"])

    def page(
        self,
        request: Request,
        name: str,
        values: Mapping[str, Any],
        problem: Refusal | None = None,
        goes_to: str = "",
    ) -> Response:
        """A page, with what is wrong if something is; `goes_to` is where its form may lead besides the hub itself."""
        if problem:
            note(request, "", problem.code)
        return self.pages.page(request, name, values, problem, goes_to)

    async def worked(self, request: Request, act: Callable[..., Any], *values: object) -> Any:
        """Do what compares passwords, in its turn: one at a time for each address."""
        address = Asker("", place(request).address).place
        async with self._turns.turn(Claim(address)):
            return await run_in_threadpool(act, *values)

    async def known(self, request: Request, *, halfway: bool = False) -> Known | None:
        """Who has signed in, or is halfway there."""
        value = request.cookies.get(self._cookie)
        return await run_in_threadpool(lambda: self.sign_in.known(value, halfway=halfway)) if value else None

    def device(self, request: Request) -> str:
        """The cookie of a browser in which somebody has signed in before."""
        return request.cookies.get(self._device, "")

    def go(self, to: str, opened: Opened | None = None) -> Response:
        """The way to another page, with the cookie of a session that was begun."""
        response = RedirectResponse(to, 303, guarded(""))
        secure = self.issuer.startswith("https://")
        if opened:
            response.set_cookie(self._cookie, opened.value, path="/", secure=secure, httponly=True, samesite="lax")
        if opened and opened.device:
            life = int(LIFE.total_seconds())
            response.set_cookie(
                self._device, opened.device, life, path="/signin", secure=secure, httponly=True, samesite="lax"
            )
        return response

    def sign_in_first(self, request: Request) -> Response:
        """The way to the sign-in page, and from there back to where somebody wanted to go."""
        query = f"?{request.url.query}" if request.url.query else ""
        return self.go(f"/signin?{urlencode({'next': request.url.path + query})}")

    def leave(self, response: Response) -> Response:
        """The same, and the browser forgets its session."""
        secure = self.issuer.startswith("https://")
        response.delete_cookie(self._cookie, path="/", secure=secure, httponly=True, samesite="lax")
        return response


def place(request: Request) -> Place:
    """From where somebody comes, as it stands in a list of sessions."""
    browser = "".join(letter for letter in request.headers.get("user-agent", "") if letter.isprintable())
    return Place(request.client.host if request.client else "", cut(browser, 120))


def inside(path: str) -> str:
    """Where to go on within the hub: the account's page for what may lead elsewhere."""
    sound = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and path.isascii()
    return path if sound and "\\" not in path else HOME
