"""GET /schema.graphql: the SDL in the view that is asked for, for whoever may reach the graph."""

import asyncio
import uuid

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from auth.bearer import Bearer
from hub.answering import answers
from hub.answering.error_masking import stopped_by
from hub.answering.permission import authorization, granted
from hub.answering.requests import GRAPHQL
from hub.published.sdl import Sdl
from policy.catalogue import Catalogue
from schema.requests.caller import shared_columns


class SdlEndpoint:
    """Answers with the SDL."""

    def __init__(self, sdl: Sdl, catalogue: Catalogue, bearer: Bearer) -> None:
        self._sdl, self._catalogue, self._bearer = sdl, catalogue, bearer

    async def answer(self, request: Request) -> Response:
        """The SDL as text, or the errors that stand in its place; nothing is raised."""
        request_id = uuid.uuid4().hex
        headers = {"X-Request-Id": request_id}
        try:
            grant = await granted(self._bearer, request, authorization(request))
            columns = shared_columns(grant, self._catalogue)
            # Printing one takes a tenth of a second, in which others are answered.
            text = await asyncio.to_thread(self._sdl.view, request.query_params.get("view", "whole"), grant, columns)
        except Exception as error:
            stopped = stopped_by(error, request, request_id)
            return answers.answer(stopped.errors, stopped.status, GRAPHQL, headers | (stopped.headers or {}))
        return PlainTextResponse(text, headers=headers, media_type="text/plain; charset=utf-8")
