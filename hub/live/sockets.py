"""Sockets: each operation of a WebSocket is answered as it would be at POST /graphql."""

import uuid

from graphql import OperationType
from starlette.websockets import WebSocket

from auth.bearer import Bearer
from hub.answering.error_masking import error_body
from hub.answering.permission import granted
from hub.answering.questions import Questions
from hub.answering.requests import body_of
from hub.live.subscriptions import Subscription, Subscriptions
from hub.live.websocket import Closed, Conversation, Message
from registry.errors import Refusal


class Sockets:
    """Answers GET /graphql that asks for a WebSocket."""

    def __init__(self, questions: Questions, bearer: Bearer, subscriptions: Subscriptions) -> None:
        self._questions, self._bearer, self._subscriptions = questions, bearer, subscriptions

    async def converse(self, socket: WebSocket) -> None:
        """Speak graphql-transport-ws until either side closes."""
        await Conversation(socket, self._answer, _error_body).hold()

    async def _answer(self, socket: WebSocket, authorization: str | None, payload: Message) -> bytes | Subscription:
        try:
            grant = await granted(self._bearer, socket, authorization)
        except Refusal as refusal:
            raise Closed(4401 if refusal.status == 401 else 4403, "Unauthorized") from None
        body = body_of(dict(payload))
        document = self._questions.document(body.query)
        question = self._questions.prepare(socket, grant, document, body, uuid.uuid4().hex)
        if question.operation.operation is OperationType.SUBSCRIPTION:
            return await self._subscriptions.open(question, authorization)
        return await self._questions.answer(question)


def _error_body(socket: WebSocket, error: Exception) -> bytes:
    return error_body(error, socket, uuid.uuid4().hex)
