"""The page on which an officer lets a program act for them, or does not."""

from collections.abc import Mapping
from functools import partial
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from auth.authorization_requests import Asked, AuthorizationRequests
from auth.pushed_requests import LIFE as PAGE_LIFE
from auth.redirect_uris import origin
from auth.scopes import Scope
from auth.sign_in import Known
from auth.stored_values import instant
from auth.token_families import CODE_LIFE, LONGEST
from auth.tokens import LIFE as TOKEN_LIFE
from hub.signin.frame import Fields, Frame, place
from hub.signin.pages import wants_chinese
from policy.catalogue import Catalogue
from registry.errors import Refusal

LATEST = PAGE_LIFE + CODE_LIFE.seconds + LONGEST.seconds + TOKEN_LIFE
"""Seconds from when the page is shown until the last token is over that may come of it."""


class ConsentPages:
    """`/oauth/authorize`."""

    def __init__(
        self, frame: Frame, requests: AuthorizationRequests, scopes: Mapping[str, Scope], catalogue: Catalogue
    ) -> None:
        self._frame, self._requests, self._scopes, self._catalogue = frame, requests, scopes, catalogue

    def routes(self) -> list[Route]:
        """Its route."""
        return [self._frame.route("/oauth/authorize", self.ask, self.answer)]

    async def ask(self, request: Request) -> Response:
        """The question, to who has signed in; raises PUSH_REQUEST_FIRST and UNKNOWN_PUSHED_REQUEST.

        What a browser brings itself is not looked at: it was pushed, or it is not asked for.
        """
        client_id, uri = (request.query_params.get(name, "") for name in ("client_id", "request_uri"))
        if not uri:
            raise Refusal("PUSH_REQUEST_FIRST")
        known = await self._frame.known(request)
        if known is None:
            asked = urlencode({"client_id": client_id, "request_uri": uri})
            return self._frame.go(f"/signin?{urlencode({'next': f'/oauth/authorize?{asked}'})}")
        asked_for = await run_in_threadpool(self._requests.asked, client_id, uri, known)
        return self._page(request, known, asked_for, uri)

    async def answer(self, request: Request, fields: Fields) -> Response:
        """Back to the program, with a code or with a no; raises SESSION_ENDED and UNKNOWN_PUSHED_REQUEST."""
        known = await self._frame.known(request)
        if known is None:
            raise Refusal("SESSION_ENDED")
        client_id, uri = fields.get("client_id", ""), fields.get("request_uri", "")
        allowed = fields.get("answer") == "allow"
        act = partial(self._requests.answer, client_id, uri, known, allowed, place(request))
        return self._frame.go(await run_in_threadpool(act))

    def _page(self, request: Request, known: Known, asked: Asked, uri: str) -> Response:
        chinese, department = wants_chinese(request), self._catalogue.departments[asked.client.department]
        back = origin(asked.redirect_uri)
        values = {
            "officer": known.officer,
            "client": asked.client,
            "department": department.zh if chinese else department.en,
            "origin": back,
            "until": instant(self._frame.sign_in.clock() + LATEST),
            "given": [self._scopes[name] for name in sorted(asked.given) if name in self._scopes],
            "rest": sorted(asked.rest),
            "request_uri": uri,
        }
        # Browsers hold the page's policy against where the answer leads, too.
        return self._frame.page(request, "consent", values, goes_to=back)
