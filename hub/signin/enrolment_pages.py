"""The page to which a one-time link leads: password and second factor of an officer's own."""

from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from auth.enrolling import Answer, Enrolling, Offer
from auth.enrolments import PATH
from hub.signin.frame import HOME, Fields, Frame, place
from registry.errors import Refusal


class EnrolmentPages:
    """`/enrol/…`."""

    def __init__(self, frame: Frame, enrolling: Enrolling) -> None:
        self._frame, self._enrolling = frame, enrolling

    def routes(self) -> list[Route]:
        """Its route."""
        return [self._frame.route(PATH + "{code}", self.ask, self.enrol)]

    async def ask(self, request: Request) -> Response:
        """The form; nothing is spent by looking. Raises ENROLMENT_GONE."""
        offer: Offer = await run_in_threadpool(self._enrolling.offer, request.path_params["code"])
        return self._page(request, offer)

    async def enrol(self, request: Request, fields: Fields) -> Response:
        """Take the account over; raises ENROLMENT_GONE."""
        code, sealed = request.path_params["code"], fields.get("sealed", "")
        answer = Answer(*(fields.get(name, "") for name in ("new", "again", "code", "passkey")))
        try:
            act = partial(self._enrolling.enrol, code, sealed, answer, place(request))
            return self._frame.go(HOME, await self._frame.worked(request, act))
        except Refusal as refusal:
            if refusal.code == "ENROLMENT_GONE":
                raise
            return self._page(request, await run_in_threadpool(self._enrolling.offer, code, sealed), refusal)

    def _page(self, request: Request, offer: Offer, problem: Refusal | None = None) -> Response:
        values = {
            "whose": offer.officer,
            "path": request.url.path,
            "secret": offer.secret,
            "picture": offer.picture,
            "passkey_question": offer.passkey_question if self._frame.sign_in.passkeys.offered else "",
            "sealed": offer.sealed,
        }
        return self._frame.page(request, "enrol", values, problem)
