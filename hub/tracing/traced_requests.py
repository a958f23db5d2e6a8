"""Requests of a hub that is traced: each is a span, and each operation of a socket; what reads them is a part."""

from collections.abc import Iterator
from contextlib import contextmanager

from opentelemetry.trace import get_current_span
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocket

from auth.bearer import Bearer, Credential
from auth.grants import Grant
from hub.answering.budgets import Budgets
from hub.answering.documents import CheckedDocument
from hub.answering.observation import QUIET, SEEN, Seen, Tell, path_of
from hub.answering.questions import Questions
from hub.live.sockets import Sockets
from hub.live.sse import EVENTS
from hub.live.subscriptions import Subscription, Subscriptions
from hub.live.websocket import Message as SocketMessage
from hub.tracing.spans import Spans, finish
from planner.plan import Plan
from schema.compose import Graph
from schema.requests.context import Context, Hub

METHODS = ("GET", "POST")
"""Of the others the name is whatever was sent."""


class TracedRequests:
    """Around the application: a span for each request, from its first byte until its last one has gone.

    A subscription ends its span when it has begun: it may last for hours, and a span is told when it ends.
    """

    def __init__(self, app: ASGIApp, spans: Spans) -> None:
        self._app, self._spans = app, spans

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http" or scope["path"] in QUIET:
            await self._app(scope, receive, send)
            return
        told: Seen = scope.setdefault(SEEN, Seen())
        name = f"{scope['method'] if scope['method'] in METHODS else 'OTHER'} {path_of(scope)}"
        with self._spans.request(told, name, Headers(scope=scope).get("traceparent", "")) as span:

            async def sent(message: Message) -> None:
                if message["type"] == "http.response.start":
                    span.set_attribute("http.response.status_code", message["status"])
                await send(message)
                if message["type"] == "http.response.start" and _begins_events(message):
                    finish(span, told)

            await self._app(scope, receive, sent)


class TracedSockets(Sockets):
    """Sockets; each operation of one is a span."""

    def __init__(
        self, spans: Spans, questions: Questions, bearer: Bearer, subscriptions: Subscriptions, tell: Tell | None
    ) -> None:
        super().__init__(questions, bearer, subscriptions, tell)
        self._spans = spans

    @contextmanager
    def _telling(self, told: Seen) -> Iterator[None]:
        with self._spans.request(told, "socket"), super()._telling(told):
            yield

    async def answer(
        self, socket: WebSocket, authorization: Credential, payload: SocketMessage, told: Seen
    ) -> bytes | Subscription:
        """The JSON of one operation's answer, or what is to be followed; its span ends when that has begun."""
        answer = await super().answer(socket, authorization, payload, told)
        if isinstance(answer, Subscription):
            finish(get_current_span(), told)
        return answer


class TracedQuestions(Questions):
    """Questions; reading a document and making a plan are spans, with the wait for the thread that does it."""

    def __init__(self, spans: Spans, graph: Graph, hub: Hub, budgets: Budgets) -> None:
        super().__init__(graph, hub, budgets)
        self._spans = spans

    async def document(self, grant: Grant, text: str) -> CheckedDocument:
        """The document, parsed and checked."""
        with self._spans.part("read the document"):
            return await super().document(grant, text)

    async def _plan(self, context: Context) -> Plan:
        with self._spans.part("compile the plan"):
            return await super()._plan(context)


def _begins_events(message: Message) -> bool:
    return any(name == b"content-type" and value.startswith(EVENTS.encode()) for name, value in message["headers"])
