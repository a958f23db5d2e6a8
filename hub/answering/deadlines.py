"""Deadlines: the server's HTTP protocol, which hangs up on whoever does not finish a request, or its head."""

import logging
from asyncio import TimerHandle, Transport
from typing import Any, Literal

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from hub.answering.bodies import WHOLE

log = logging.getLogger(__name__)

MORE = 5
"""Seconds beyond those for a body: where it is being read, the endpoint says first that it is too slow."""
Awaited = Literal["head", "body", "file"]
FILES = "/files"
"""The path whose bodies are files: they take longer than others."""
LONGEST_HEAD = 64 * 1024
"""Bytes after which a head that is not complete is taken for none."""
TOO_LONG = b"HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class PunctualProtocol(HttpToolsProtocol):
    """uvicorn's protocol; it knows a deadline only for connections on which nothing comes after an answer."""

    def __init__(
        self, *given: Any, head: float, body: float, file: float, **more: Any
    ) -> None:  # whatever uvicorn gives its own
        super().__init__(*given, **more)
        self._seconds: dict[Awaited, float] = {"head": head, "body": body + MORE, "file": file + MORE}
        self._coming: Awaited | None = "head"
        self._awaited: Awaited | None = None
        self._timer: TimerHandle | None = None
        self._head = 0  # bytes of one that is not complete
        self._headed = False  # whether one became complete by what came last

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """From now on a request is awaited."""
        super().connection_made(transport)
        self._await("head")

    def on_message_begin(self) -> None:
        """The first byte of a request."""
        super().on_message_begin()
        self._coming = "head"

    def on_headers_complete(self) -> None:
        """Its head is there."""
        super().on_headers_complete()
        self._coming, self._headed = "file" if self.scope.get("path") == FILES else "body", True

    def on_message_complete(self) -> None:
        """All of it is there."""
        super().on_message_complete()
        self._coming = None
        self.scope[WHOLE] = True  # type: ignore[literal-required] # one of ours beside those of ASGI

    def data_received(self, data: bytes) -> None:
        """Take in what has come; most requests come whole, and need no deadline."""
        self._headed = False
        super().data_received(data)
        self._head = self._head + len(data) if self._coming == "head" and not self._headed else 0
        if self._head > LONGEST_HEAD:
            self._refuse_head()
        answering = self.cycle is not None and not self.cycle.response_complete
        self._await(self._coming or (None if answering else "head"))

    def handle_websocket_upgrade(self) -> None:
        """From now on a WebSocket is spoken, which has deadlines of its own."""
        super().handle_websocket_upgrade()
        self._seconds.clear()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is awaited any more."""
        self._seconds.clear()
        self._await(None)
        super().connection_lost(exc)

    def _await(self, what: Awaited | None) -> None:
        if what == self._awaited and self._seconds:
            return
        self._awaited = what
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if what in self._seconds:
            self._timer = self.loop.call_later(self._seconds[what], self._hang_up)

    def _refuse_head(self) -> None:
        if not self.transport.is_closing():
            log.info("hung up: the head of a request was longer than %d KiB", LONGEST_HEAD >> 10)
            self.transport.write(TOO_LONG)
            self.transport.close()

    def _hang_up(self) -> None:
        if not self.transport.is_closing():
            log.info("hung up: the %s of a request was not complete in time", self._awaited)
            self.transport.close()
