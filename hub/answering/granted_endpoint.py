"""Endpoints beside the graph that a token opens: each says what it answers, and the frame is the same for all."""

import uuid
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from auth.bearer import Bearer
from auth.grants import Grant
from hub.answering import answers
from hub.answering.error_masking import held_back, stopped_by
from hub.answering.observation import Seen, seen
from hub.answering.permission import authorization, granted
from hub.answering.requests import GRAPHQL
from registry.errors import Refusal


@dataclass(frozen=True)
class GrantedRequest:
    """A request with what its client may do now, the id under which it stands in the logs, and what is told of it."""

    request: Request
    grant: Grant
    id: str
    told: Seen


async def _granted(bearer: Bearer, request: Request) -> Grant:
    return await granted(bearer, request, authorization(request))


class GrantedEndpoint:
    """Answers what a client asks, or with the errors that stand in its place; nothing is raised."""

    def __init__(
        self,
        bearer: Bearer,
        answer: Callable[[GrantedRequest], Awaitable[Response]],
        permit: Callable[[Bearer, Request], Awaitable[Grant]] = _granted,
    ) -> None:
        self._bearer, self._answer, self._permit = bearer, answer, permit

    async def __call__(self, request: Request) -> Response:
        """The answer, which nobody on the way may keep."""
        told = seen(request)
        request_id = told.request or uuid.uuid4().hex  # of a link it is known already
        try:
            grant = await self._permit(self._bearer, request)
            told.client = grant.client_id
            response = await self._answer(GrantedRequest(request, grant, request_id, told))
        except Exception as error:
            stopped = await held_back(stopped_by(error, request, request_id))
            told.outcome = stopped.code
            if isinstance(error, Refusal):  # who shows it to people may show both
                stopped.errors[0]["extensions"]["words"] = {"en": error.en, "zh": error.zh}
            response = answers.answer(stopped.errors, stopped.status, GRAPHQL, stopped.headers)
        response.headers.update({"X-Request-Id": request_id, "Cache-Control": "no-store"})
        return response
