"""The pages of an officer's own account: sessions, programs, passkeys, password."""

from functools import partial
from uuid import UUID

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from auth.own_account import OwnAccount
from auth.sign_in import Known
from hub.signin.frame import HOME, Fields, Frame, place
from hub.signin.pages import wants_chinese
from hub.signin.sign_in_pages import asked, kept
from policy.catalogue import Catalogue
from registry import parsing
from registry.errors import Refusal


class AccountPages:
    """`/signin/account`, `/signin/end`, `/signin/passkeys` and `/signin/password`."""

    def __init__(self, frame: Frame, account: OwnAccount, catalogue: Catalogue) -> None:
        self._frame, self._account, self._catalogue = frame, account, catalogue

    def routes(self) -> list[Route]:
        """Its routes."""
        route = self._frame.route
        return [
            route(HOME, self.show),
            route("/signin/end", self.home, self.end),
            route("/signin/passkeys", self.home, self.passkeys),
            route("/signin/password", self.ask_password, self.password),
        ]

    async def show(self, request: Request) -> Response:
        """The account."""
        known = await self._frame.known(request)
        if known is None:
            return self._frame.go("/signin")
        return await self._page(request, known)

    async def home(self, request: Request) -> Response:  # noqa: ARG002 - whatever it is
        """Where the forms stand."""
        return self._frame.go(HOME)

    async def end(self, request: Request, fields: Fields) -> Response:
        """End a session, a program's rights, or all but this session; raises SESSION_ENDED."""
        known, id = await self._who(request), fields.get("id", "")
        if id == "others":
            await run_in_threadpool(self._account.end_others, known, place(request))
        else:
            one: UUID = parsing.uuid(id, "id")
            await run_in_threadpool(self._account.end, known, one, place(request))
        return self._frame.go(HOME)

    async def passkeys(self, request: Request, fields: Fields) -> Response:
        """Add a passkey or remove one; raises SESSION_ENDED."""
        known = await self._who(request)
        try:
            if "remove" in fields:
                act = partial(self._account.remove_passkey, known, _bytes(fields["remove"]), place(request))
            else:
                state = asked(self._frame, known, fields.get("asked", ""))
                answer, name = fields.get("passkey", ""), fields.get("name", "")
                act = partial(self._account.add_passkey, known, state, answer, name, place(request))
            await run_in_threadpool(act)
        except Refusal as refusal:
            return await self._page(request, known, refusal)
        return self._frame.go(HOME)

    async def ask_password(self, request: Request) -> Response:
        """The form."""
        known = await self._frame.known(request)
        if known is None:
            return self._frame.go("/signin?next=/signin/password")
        return self._frame.page(request, "password", {"officer": known.officer})

    async def password(self, request: Request, fields: Fields) -> Response:
        """Another password; raises SESSION_ENDED."""
        known = await self._who(request)
        try:
            if fields.get("new") != fields.get("again"):
                raise Refusal("PASSWORDS_DIFFER")
            current, wanted = fields.get("current", ""), fields.get("new", "")
            act = partial(self._account.change_password, known, current, wanted, place(request))
            return self._frame.go(HOME, await self._frame.worked(request, act))
        except Refusal as refusal:
            return self._frame.page(request, "password", {"officer": known.officer}, refusal)

    async def _who(self, request: Request) -> Known:
        if known := await self._frame.known(request):
            return known
        raise Refusal("SESSION_ENDED")

    async def _page(self, request: Request, known: Known, problem: Refusal | None = None) -> Response:
        sessions, programs, latest = await run_in_threadpool(self._account.sign_ins, known)
        passkeys, question, sealed = self._frame.sign_in.passkeys, "", ""
        if known.session.strong and passkeys.offered:
            question, sealed = kept(self._frame, known, passkeys.ask_for_new(known.officer, known.passkeys))
        department = self._catalogue.departments[known.officer.department]
        values = {
            "officer": known.officer,
            "department": department.zh if wants_chinese(request) else department.en,
            "strong": known.session.strong,
            "this": known.session.id,
            "sessions": sessions,
            "programs": programs,
            "passkeys": known.passkeys,
            "passkey_question": question,
            "asked": sealed,
            "latest": latest,
        }
        return self._frame.page(request, "account", values, problem)


def _bytes(hex: str) -> bytes:
    try:
        return bytes.fromhex(hex)
    except ValueError:
        return b""
