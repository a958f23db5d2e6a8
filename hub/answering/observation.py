"""Observation: a line in the log and a count for each request, and for each operation of a socket.

Nothing that was asked stands in them but the field's name.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hub.answering.questions import Question

log = logging.getLogger("aidhub.request")

QUIET = frozenset({"/healthz", "/readyz"})
KNOWN = frozenset(
    {
        "/export",
        "/files",
        "/files/targets",
        "/graphql",
        "/links",
        "/oauth/introspect",
        "/oauth/revoke",
        "/oauth/token",
        "/oauth/authorize",
        "/oauth/par",
        "/schema.graphql",
        "/session",
        "/signin",
        "/signin/account",
        "/signin/end",
        "/signin/factor",
        "/signin/passkeys",
        "/signin/password",
        "/signout",
    }
)
SEEN = "aidhub.seen"

OK, ERRORS, BROKEN_OFF = "ok", "ERRORS", "BROKEN_OFF"
"""Outcomes that are no refusals; the last two are errors beside data, and an answer whose end was not sent or not
taken."""


@dataclass
class Seen:
    """What is told of a request or operation: who asked, by which field of the graph or path, and how it ended.

    Of what asks the graph its `kind` is known: query, mutation or subscription.
    """

    client: str = ""
    kind: str = ""
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
    names = question.checked.asked[id(question.operation)]
    return names[0] if len(names) == 1 else "several"


def note_question(told: Seen, question: Question) -> None:
    """Keep which kind of operation is asked, and by which field."""
    told.kind, told.operation = question.operation.operation.value, asked(question)


def path_of(scope: Scope) -> str:
    """The path of a request, `other` for one that the hub does not have: there are only so many of them."""
    return scope["path"] if scope["path"] in KNOWN else "other"


class Observation:
    """Around the application: tells of each request once its last byte has gone, of each socket once it is closed."""

    def __init__(self, app: ASGIApp, tell: Tell | None = None) -> None:
        self._app, self._tell = app, tell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "lifespan" or scope["path"] in QUIET:
            await self._app(scope, receive, send)
            return
        told = scope.setdefault(SEEN, Seen())

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                _read_off(told, message)
            await send(message)

        with Observed(told, "socket" if scope["type"] == "websocket" else path_of(scope), self._tell):
            await self._app(scope, receive, sent)


class Observed:
    """Tells of what is done in its block once it is over; its operation is `otherwise` if no field is known by then."""

    def __init__(self, told: Seen, otherwise: str, tell: Tell | None) -> None:
        self._told, self._otherwise, self._tell = told, otherwise, tell

    def __enter__(self) -> None:
        self._begun = time.perf_counter()

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        seconds, told = time.perf_counter() - self._begun, self._told
        told.operation, told.outcome = told.operation or self._otherwise, told.outcome or (BROKEN_OFF if error else OK)
        if log.isEnabledFor(logging.INFO):
            # `log.info` would look through the stack for who logs, which no line says.
            fields = {**vars(told), "milliseconds": round(seconds * 1000, 1)}
            log.handle(log.makeRecord(log.name, logging.INFO, "", 0, "request", (), None, extra={"fields": fields}))
        if self._tell:
            self._tell(told, seconds)


def _read_off(told: Seen, message: Message) -> None:
    if message["status"] >= 400:
        told.outcome = told.outcome or str(message["status"])
    if told.request:
        return
    for name, value in message.get("headers", ()):
        if name.lower() == b"x-request-id":
            told.request = value.decode()
