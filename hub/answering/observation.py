"""Observation: a line in the log and a count for each request, of nothing that was asked but the field's name."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.answering.questions import Question

log = logging.getLogger("aidhub.request")

QUIET = frozenset({"/healthz", "/readyz"})
KNOWN = frozenset({"/export", "/graphql", "/oauth/introspect", "/oauth/revoke", "/oauth/token", "/schema.graphql"})
SEEN = "aidhub.seen"

ERRORS, BROKEN_OFF = "ERRORS", "BROKEN_OFF"
"""Outcomes that are no refusals: errors beside data, and an answer whose end was not sent or not taken."""


@dataclass
class Seen:
    """What is told of a request: who asked, by which field of the graph or path, and how it ended."""

    client: str = ""
    operation: str = ""
    outcome: str = ""
    request: str = ""


Tell = Callable[[Seen, float], None]
"""Is told of a request when it has been answered, and how many seconds that took."""


def seen(connection: HTTPConnection) -> Seen:
    """What is known of a request so far, for whoever answers it to complete."""
    found: Seen = connection.scope.setdefault(SEEN, Seen())
    return found


def note(connection: HTTPConnection, client: str, outcome: str) -> None:
    """Keep what becomes known of a request: its client, its outcome, or both."""
    told = seen(connection)
    told.client, told.outcome = client or told.client, outcome or told.outcome


def asked(question: Question) -> str:
    """The field of the graph that a question asks, `several` where there are more: there are only so many of them.

    The name that a client gives its operation is anything, and stands in the access log alone.
    """
    names = {node.name.value for node in question.context.document.roots(question.operation)}
    return names.pop() if len(names) == 1 else "several"


class Observation:
    """Around the application: tells of each request once its last byte has gone, of each socket once it is closed."""

    def __init__(self, app: ASGIApp, tell: Tell | None = None) -> None:
        self._app, self._tell = app, tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan" or scope["path"] in QUIET:
            await self._app(scope, receive, send)
            return
        begun, told = time.perf_counter(), scope.setdefault(SEEN, Seen())

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                _read_off(told, message)
            await send(message)

        try:
            await self._app(scope, receive, sent)
        except BaseException:
            told.outcome = told.outcome or BROKEN_OFF
            raise
        finally:
            self._say(scope, told, time.perf_counter() - begun)

    def _say(self, scope: Scope, told: Seen, seconds: float) -> None:
        known = scope["path"] if scope["path"] in KNOWN else "other"
        told.operation = told.operation or ("socket" if scope["type"] == "websocket" else known)
        told.outcome = told.outcome or "ok"
        fields = {**vars(told), "milliseconds": round(seconds * 1000, 1)}
        log.info("request", extra={"fields": fields})
        if self._tell:
            self._tell(told, seconds)


def _read_off(told: Seen, message: Message) -> None:
    if message["status"] >= 400:
        told.outcome = told.outcome or str(message["status"])
    for name, value in message.get("headers", ()):
        if name.lower() == b"x-request-id":
            told.request = value.decode()
