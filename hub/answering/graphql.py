"""POST /graphql: from a request to its answer."""

from collections.abc import Awaitable, Callable, Mapping

import uuid_utils
from graphql import OperationType
from starlette.requests import Request
from starlette.responses import Response

from auth.bearer import Bearer
from hub.answering import answers
from hub.answering.bodies import Bodies
from hub.answering.endpoints import SpelledResponse
from hub.answering.error_masking import held_back, stopped_by
from hub.answering.observation import ERRORS, note_question, seen
from hub.answering.packing import packed
from hub.answering.permission import authorization, granted
from hub.answering.questions import Question, Questions
from hub.answering.requests import media_type, read

Subscribe = Callable[[Request, Question, Mapping[str, str]], Awaitable[Response]]
"""Answers a subscription with a stream that has these headers."""


class GraphQLEndpoint:
    """Answers POST /graphql."""

    def __init__(self, questions: Questions, bearer: Bearer, bodies: Bodies, subscribe: Subscribe) -> None:
        self._questions, self._bearer, self._bodies, self._subscribe = questions, bearer, bodies, subscribe

    async def __call__(self, request: Request) -> Response:
        """The answer, or the errors that stand in its place; nothing is raised."""
        request_id = uuid_utils.uuid4().hex
        headers = {"X-Request-Id": request_id, "Cache-Control": "no-store"}
        told = seen(request)
        told.request = request_id
        label, well_formed = media_type(request), False
        try:
            grant = await granted(self._bearer, request, authorization(request))
            told.client = grant.client_id
            with self._bodies.in_hand(grant.asker) as sent:
                body = await read(request, sent)
                well_formed = True
                document = await self._questions.document(grant, body.query)
                question = await self._questions.prepare(request, grant, document, body, request_id)
                note_question(told, question)
                standing = self._questions.charge(question)
                headers |= standing.headers
                if question.operation.operation is OperationType.SUBSCRIPTION:
                    await self._questions.keep(question)
                    return await self._subscribe(request, question, headers)
                answer = await self._questions.answer(question)
                told.outcome = ERRORS if answer.startswith(b'{"errors"') else ""
                answer = standing.beside(answer)
            packed_answer, encoding = await packed(answer, request.headers)
            return SpelledResponse(packed_answer, label, headers | encoding)
        except Exception as error:
            stopped = await held_back(stopped_by(error, request, request_id))
            told.outcome = stopped.code
            return answers.answer(stopped.errors, stopped.status, label, headers | (stopped.headers or {}), well_formed)
