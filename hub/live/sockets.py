"""Sockets: each operation of a WebSocket is answered as it would be at POST /graphql."""

import uuid
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from graphql import OperationType
from starlette.websockets import WebSocket

from auth.bearer import Bearer, Credential
from hub.answering.error_masking import error_body, held_back, stopped_by
from hub.answering.observation import ERRORS, OK, Observed, Seen, Tell, note_question, seen
from hub.answering.permission import granted
from hub.answering.questions import Questions
from hub.answering.requests import body_of
from hub.live.subscriptions import Subscription, Subscriptions, before_it_ends
from hub.live.websocket import Conversation, Message


class Sockets:
    """Answers GET /graphql that asks for a WebSocket."""

    def __init__(
        self, questions: Questions, bearer: Bearer, subscriptions: Subscriptions, tell: Tell | None = None
    ) -> None:
        self._questions, self._bearer, self._subscriptions = questions, bearer, subscriptions
        self._tell = tell

    async def converse(self, socket: WebSocket) -> None:
        """Speak graphql-transport-ws until either side closes."""
        await Conversation(socket, self).hold()

    async def opened(self, socket: WebSocket, authorization: Credential) -> float:
        """In how many seconds the socket is to be closed; raises Unauthorized, UNAVAILABLE and MISSING_SCOPE."""
        grant = await granted(self._bearer, socket, authorization)
        seen(socket).client = grant.client_id
        return before_it_ends(grant)

    @contextmanager
    def observed(self) -> Iterator[Seen]:
        """One operation, of which is told as of a request."""
        told = Seen(request=uuid.uuid4().hex)
        with self._telling(told):
            yield told

    def _telling(self, told: Seen) -> AbstractContextManager[None]:
        return Observed(told, "/graphql", self._tell)

    async def answer(
        self, socket: WebSocket, authorization: Credential, payload: Message, told: Seen
    ) -> bytes | Subscription:
        """The JSON of one operation's answer, or what is to be followed; raises what POST /graphql would refuse."""
        grant = await granted(self._bearer, socket, authorization)
        told.client = grant.client_id
        body = body_of(dict(payload), large=True)  # it may be: a message does not tell
        document = await self._questions.document(grant, body.query)
        question = await self._questions.prepare(socket, grant, document, body, told.request)
        note_question(told, question)
        standing = self._questions.charge(question)
        if question.operation.operation is OperationType.SUBSCRIPTION:
            await self._questions.keep(question)
            subscription = await self._subscriptions.open(question, authorization)
            told.outcome = OK  # it ends when somebody leaves
            return subscription
        answer = await self._questions.answer(question)
        told.outcome = ERRORS if answer.startswith(b'{"errors"') else ""
        return standing.beside(answer)

    async def error_body(self, socket: WebSocket, error: Exception, told: Seen) -> bytes:
        """The JSON that tells of an error; a moment later to who has asked for too much."""
        stopped = await held_back(stopped_by(error, socket, told.request))
        told.outcome = stopped.code
        return error_body(stopped)
