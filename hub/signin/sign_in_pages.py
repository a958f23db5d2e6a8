"""The pages on which somebody signs in, in one step or two, and out."""

from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from auth import sealed_forms
from auth.own_account import OwnAccount
from auth.passkeys import Challenge, State
from auth.sign_in import Known, Opened
from hub.signin.frame import HOME, Fields, Frame, inside, place
from registry.errors import Refusal

ATTRIBUTE = "passkey_question"


class SignInPages:
    """`/signin`, `/signin/factor` and `/signout`."""

    def __init__(self, frame: Frame, account: OwnAccount) -> None:
        self._frame, self._account = frame, account

    def routes(self) -> list[Route]:
        """Its routes."""
        route = self._frame.route
        return [
            route("/signin", self.ask, self.sign_in),
            route("/signin/factor", self.ask_factor, self.factor),
            route("/signout", self.ask_out, self.sign_out),
        ]

    async def ask(self, request: Request) -> Response:
        """The form; who is halfway is led on, and who is in to where they wanted."""
        wanted = inside(request.query_params.get("next", HOME))
        if await self._frame.known(request):
            return self._frame.go(wanted)
        return self._page(request, "", wanted)

    async def sign_in(self, request: Request, fields: Fields) -> Response:
        """The first step."""
        wanted, account = inside(fields.get("next", HOME)), fields.get("account", "")
        try:
            opened: Opened = await self._frame.worked(
                request,
                self._frame.sign_in.begin,
                account,
                fields.get("password", ""),
                place(request),
                self._frame.device(request),
            )
        except Refusal as refusal:
            return self._page(request, account, wanted, refusal)
        to = f"/signin/factor?{urlencode({'next': wanted})}" if opened.halfway else wanted
        return self._frame.go(to, opened)

    async def ask_factor(self, request: Request) -> Response:
        """The second form; raises SESSION_ENDED for who has not given a password, or too long ago."""
        return self._factor_page(request, await self._halfway(request), request.query_params.get("next", HOME))

    async def factor(self, request: Request, fields: Fields) -> Response:
        """The second step."""
        known, wanted = await self._halfway(request), fields.get("next", HOME)
        try:
            if answer := fields.get("passkey"):
                state = asked(self._frame, known, fields.get("asked", ""))
                act = lambda: self._frame.sign_in.by_passkey(known, state, answer, place(request))  # noqa: E731
            else:
                act = lambda: self._frame.sign_in.by_code(known, fields.get("code", ""), place(request))  # noqa: E731
            opened = await run_in_threadpool(act)
        except Refusal as refusal:
            return self._factor_page(request, known, wanted, refusal)
        return self._frame.go(inside(wanted), opened)

    async def ask_out(self, request: Request) -> Response:
        """The question whether to leave: a link alone ends nothing."""
        known = await self._frame.known(request)
        if known is None:
            return self._frame.go("/signin")
        return self._frame.page(request, "sign_out", {"officer": known.officer})

    async def sign_out(self, request: Request, fields: Fields) -> Response:  # noqa: ARG002 - there are none
        """End the session."""
        if known := await self._frame.known(request):
            await run_in_threadpool(self._account.sign_out, known, place(request))
        return self._frame.leave(self._frame.go("/signin"))

    async def _halfway(self, request: Request) -> Known:
        if known := await self._frame.known(request, halfway=True):
            return known
        raise Refusal("SESSION_ENDED")

    def _page(self, request: Request, account: str, wanted: str, problem: Refusal | None = None) -> Response:
        values = {"account": account, "next": wanted}
        return self._frame.page(request, "sign_in", values, problem)

    def _factor_page(self, request: Request, known: Known, wanted: str, problem: Refusal | None = None) -> Response:
        passkeys, question, sealed = self._frame.sign_in.passkeys, "", ""
        if known.passkeys and passkeys.offered:
            question, sealed = kept(self._frame, known, passkeys.ask_for_known(known.passkeys))
        values = {
            "codes": known.credentials.totp is not None,
            "passkey_question": question,
            "asked": sealed,
            "next": inside(wanted),
        }
        return self._frame.page(request, "factor", values, problem)


def kept(frame: Frame, known: Known, challenge: Challenge) -> tuple[str, str]:
    """A question, and what is remembered of it: sealed to this session, so that it is answered in no other."""
    vault, row = frame.sign_in.vault, known.session.id.hex
    return challenge.question, sealed_forms.sealed(vault, ATTRIBUTE, row, dict(challenge.state))


def asked(frame: Frame, known: Known, sealed: str) -> State:
    """What is remembered of a question that this session was asked; raises FACTOR_REFUSED."""
    state: State | None = sealed_forms.opened(frame.sign_in.vault, ATTRIBUTE, known.session.id.hex, sealed)
    if state is None:
        raise Refusal("FACTOR_REFUSED")
    return state
