"""Start-up: the hub begins as soon as the database answers; until then it says what it waits for."""

import asyncio
import itertools
import logging
from collections.abc import Callable

import orjson
import psycopg
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from hub.answering import answers
from hub.published.health import not_ready
from registry.errors import Refusal
from registry.store.outages import outage

log = logging.getLogger(__name__)

PAUSE, REMINDER = 1.0, 10
"""Seconds between two tries, and tries between two lines of the log."""


class Starting:
    """An application that becomes the hub once `make` succeeds; before it, 503 with the code of what is wrong.

    A start never fails for the want of a database: a supervisor that starts workers anew would give up on them.
    `ending` is told when it begins to end.
    """

    def __init__(self, make: Callable[[], Starlette], ending: Callable[[], None] = lambda: None) -> None:
        self._make, self._ending = make, ending
        self._hub: Starlette | None = None
        self._trouble = Refusal("UNAVAILABLE")
        self._tried = asyncio.Event()
        self._leave = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI: lifespan, HTTP and WebSocket."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif self._hub is not None:
            await self._hub(scope, receive, send)
        elif scope["type"] == "http":
            await self._before(scope["path"])(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1013})

    async def _live(self, receive: Receive, send: Send) -> None:
        """Start-up ends with the first try, whatever came of it; the work of the hub lies in one task of its own."""
        await receive()
        running = asyncio.create_task(self._run())
        tried = asyncio.create_task(self._tried.wait())
        await asyncio.wait((running, tried), return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            tried.cancel()
            await send({"type": "lifespan.startup.failed", "message": "the hub cannot be made (无法启动)"})
            running.result()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._ending()
        self._leave.set()
        if self._hub is None:
            running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await send({"type": "lifespan.shutdown.complete"})

    async def _run(self) -> None:
        for attempt in itertools.count():
            try:
                hub = await asyncio.to_thread(self._make)
                async with hub.router.lifespan_context(hub):
                    self._hub = hub
                    self._tried.set()
                    await self._leave.wait()
                return
            except Exception as error:
                # What is no outage ends a start at once; later, one that waits would end for what may pass.
                if not attempt and not isinstance(error, (Refusal, psycopg.Error)):
                    raise
                if self._leave.is_set():
                    return
                self._trouble = _trouble(error)
                if attempt % REMINDER == 0:
                    log.warning("waiting for the database (等待数据库): %s", _reason(error))
                self._tried.set()
            await asyncio.sleep(PAUSE)

    def _before(self, path: str) -> Response:
        if path == "/healthz":
            return PlainTextResponse("ok\n")
        if path == "/readyz":
            return not_ready(self._trouble)
        told = Refusal("UNAVAILABLE")
        body = orjson.dumps({"errors": [answers.of_refusal(told, False)]})
        return Response(body, told.status, {"Retry-After": str(told.retry_after)}, "application/json")


def _trouble(error: Exception) -> Refusal:
    """What whoever asks meanwhile is told: the outage, or what the operator has to see to."""
    cause = error.__cause__ or error
    code = outage(cause) if isinstance(cause, psycopg.Error) else None
    return Refusal(code or "UNAVAILABLE") if code or not isinstance(error, Refusal) else error


def _reason(error: Exception) -> str:
    """The last line of an error: libpq's name host and role, and no password."""
    if isinstance(error, Refusal):
        return f"{error.code}: {error.en}"
    return (str(error).strip() or type(error).__name__).splitlines()[-1].strip()
