"""Sockets: each operation of a WebSocket is answered as it would be at POST /graphql."""

import uuid
from dataclasses import replace

from graphql import OperationType
from starlette.websockets import WebSocket

from auth.bearer import Bearer
from hub.answering.error_masking import error_body, held_back, stopped_by
from hub.answering.observation import seen
from hub.answering.permission import granted
from hub.answering.questions import Questions
from hub.answering.requests import body_of
from hub.live.subscriptions import Subscription, Subscriptions, before_it_ends
from hub.live.websocket import Conversation, Message


class Sockets:
    """Answers GET /graphql that asks for a WebSocket."""

    def __init__(self, questions: Questions, bearer: Bearer, subscriptions: Subscriptions) -> None:
        self._questions, self._bearer, self._subscriptions = questions, bearer, subscriptions

    async def converse(self, socket: WebSocket) -> None:
        """Speak graphql-transport-ws until either side closes."""
        await Conversation(socket, self).hold()

    async def opened(self, socket: WebSocket, authorization: str | None) -> float:
        """In how many seconds the socket is to be closed; raises Unauthorized, UNAVAILABLE and MISSING_SCOPE."""
        grant = await granted(self._bearer, socket, authorization)
        seen(socket).client = grant.client_id
        return before_it_ends(grant)

    async def answer(self, socket: WebSocket, authorization: str | None, payload: Message) -> bytes | Subscription:
        """The JSON of one operation's answer, or what is to be followed; raises what POST /graphql would refuse."""
        grant = await granted(self._bearer, socket, authorization)
        body = replace(body_of(dict(payload)), large=True)  # it may be: a message does not tell
        document = await self._questions.document(grant, body.query)
        question = await self._questions.prepare(socket, grant, document, body, uuid.uuid4().hex)
        standing = self._questions.charge(question)
        if question.operation.operation is OperationType.SUBSCRIPTION:
            return await self._subscriptions.open(question, authorization)
        return standing.beside(await self._questions.answer(question))

    async def error_body(self, socket: WebSocket, error: Exception) -> bytes:
        """The JSON that tells of an error; a moment later to who has asked for too much."""
        return error_body(await held_back(stopped_by(error, socket, uuid.uuid4().hex)))
