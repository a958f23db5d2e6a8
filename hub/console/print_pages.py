"""A household's chain on A4: asked of the graph as its reader would, with what for, and that stands on every page."""

import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

from auth.bearer import Bearer
from auth.sign_in import Known
from hub.answering.browser_requests import session_cookie
from hub.answering.error_masking import stopped_by
from hub.answering.observation import seen
from hub.answering.permission import granted
from hub.answering.questions import Questions, Said
from hub.answering.requests import Body
from hub.console import sheets
from hub.signin.frame import Frame
from hub.signin.pages import local_time, wants_chinese
from policy.catalogue import Catalogue
from policy.vocabulary import vocabulary
from registry.errors import Refusal

PURPOSES = vocabulary("purpose")
STYLE = Path(__file__).parent / "static" / "sheet.css"


class PrintPages:
    """`/print/household/…`: a form that asks which household and what for, and the sheet."""

    def __init__(self, frame: Frame, bearer: Bearer, questions: Questions, catalogue: Catalogue) -> None:
        self._frame, self._bearer, self._questions = frame, bearer, questions
        self._relations = {code.code: code for code in catalogue.code_lists["relation"]}

    def routes(self) -> list[Route]:
        """Its routes."""
        return [
            self._frame.route("/print/household", self.sheet),
            self._frame.route("/print/household/{id}", self.sheet),
            Route("/print/sheet.css", style, methods=["GET"]),
        ]

    async def sheet(self, request: Request) -> Response:
        """The sheet; the form where something of it is not said yet, or was refused."""
        known = await self._frame.known(request)
        if known is None:
            return self._frame.sign_in_first(request)
        number, purpose = (request.query_params.get(name, "").strip() for name in ("number", "purpose"))
        which = ("id", request.path_params["id"]) if "id" in request.path_params else ("number", number)
        if not which[1] or not purpose:
            return self._form(request, known, number)
        try:
            household = await self._asked(request, which, purpose)
        except Refusal as refusal:
            return self._form(request, known, number, refusal)
        values = {"household": household, "purpose": purpose, "purposes": {p.code: p for p in PURPOSES}}
        return self._frame.page(request, "sheet", {**self._words(request, known), **values})

    def _form(self, request: Request, known: Known, number: str, problem: Refusal | None = None) -> Response:
        named = "id" in request.path_params
        values = {"officer": known.officer, "number": number, "named": named, "purposes": PURPOSES}
        return self._frame.page(request, "sheet_form", values, problem)

    def _words(self, request: Request, known: Known) -> Mapping[str, Any]:
        chinese = wants_chinese(request)
        return {
            "reader": known.officer,
            "at": local_time(datetime.now(UTC)),
            "kinds": sheets.kinds(chinese),
            "relations": {code: one.zh if chinese else one.en for code, one in self._relations.items()},
            "place": sheets.place,
            "yuan": sheets.yuan,
            "moment": lambda text: local_time(datetime.fromisoformat(text)),
            "most": sheets.MOST,
        }

    async def _asked(self, request: Request, which: tuple[str, str], purpose: str) -> Mapping[str, Any]:
        """The household as the graph answers.

        Raises what the graph refuses, CROSS_SITE where a page of others leads here, which would have somebody look at
        whom they did not mean to, and SHEET_NOT_FOUND.
        """
        told = seen(request)
        request_id = told.request or uuid.uuid4().hex
        grant = await granted(self._bearer, request, session_cookie(request))
        told.client, told.operation = grant.client_id, "HouseholdSheet"
        key, value = which
        body = Body(sheets.document(grant.scopes, key), None, {"which": value, "first": sheets.MOST})
        try:
            checked = await self._questions.document(grant, body.query)
            said = Said((purpose, None), wants_chinese(request))
            question = await self._questions.prepare_said(said, grant, checked, body, request_id)
            await self._questions.charge_patiently(question)
            answer = orjson.loads(await self._questions.answer(question))
        except Exception as error:
            if isinstance(error, Refusal):
                raise
            stopped = stopped_by(error, request, request_id)
            raise Refusal("SHEET_REFUSED", value=stopped.code, detail=str(stopped.errors[0]["message"])) from error
        for wrong in answer.get("errors", ()):
            raise Refusal("SHEET_REFUSED", value=wrong["extensions"]["code"], detail=wrong["message"])
        household: Mapping[str, Any] | None = answer["data"]["household"]
        if household is None:
            raise Refusal("SHEET_NOT_FOUND", value=value)
        return household


async def style(request: Request) -> Response:  # noqa: ARG001 # it is the same for all
    """How the sheet looks."""
    headers = {"Cache-Control": "max-age=3600", "X-Content-Type-Options": "nosniff"}
    return FileResponse(STYLE, headers=headers, media_type="text/css")
