"""Bodies: how many bytes of requests a worker has in hand, for whom, and how long it waits for them."""

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncIterator
from typing import Self

from starlette.requests import ClientDisconnect, Request

from registry.errors import Refusal

WHOLE = "aidhub.whole"
"""In the scope of a request that had come as a whole before it was answered: nothing of it is waited for."""
log = logging.getLogger(__name__)

LARGEST = 4 << 20
"""Bytes of one body: a batch of 1,000 items comes with its variables."""
SMALL = 64 << 10
"""Bytes that are not counted: questions get in however much the batches of others fill."""


class Bodies:
    """What the bodies in hand may take: `mib` MiB together, half of it for one client; `seconds` for each to come."""

    def __init__(self, mib: int, seconds: float) -> None:
        self.seconds = seconds
        self._most, self._all, self._of = mib << 20, 0, Counter[str]()

    def in_hand(self, client: str) -> "Body":
        """One body of a client, counted from its first byte until its answer, or the first page of it, stands."""
        return Body(self, client)

    def count(self, client: str, more: int) -> None:
        """Take so many more bytes in hand; raises TOO_MANY_BYTES and HUB_FULL."""
        if self._of[client] + more > self._most // 2:
            raise Refusal("TOO_MANY_BYTES", most=self._most >> 21)
        if self._all + more > self._most:
            raise Refusal("HUB_FULL", most=self._most >> 20)
        self._all += more
        self._of[client] += more

    def let_go(self, client: str, counted: int) -> None:
        """Have so many bytes in hand no longer."""
        self._all -= counted
        self._of[client] -= counted
        if not self._of[client]:
            del self._of[client]


class Body:
    """The body of one request, as it comes in."""

    def __init__(self, bodies: Bodies, client: str) -> None:
        self._bodies, self._client = bodies, client
        self.counted = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.counted:
            self._bodies.let_go(self._client, self.counted)

    async def read(self, request: Request) -> bytes:
        """All of it; raises BODY_TOO_LARGE, TOO_MANY_BYTES, HUB_FULL, BODY_TOO_SLOW and BODY_CUT_OFF."""
        if int(request.headers.get("content-length") or 0) > LARGEST:
            raise Refusal("BODY_TOO_LARGE", most=LARGEST >> 20)
        try:
            if request.scope.get(WHOLE):
                return bytes(await self._gathered(request))
            async with asyncio.timeout(self._bodies.seconds):
                return bytes(await self._gathered(request))
        except TimeoutError:
            raise Refusal("BODY_TOO_SLOW", seconds=round(self._bodies.seconds)) from None
        except ClientDisconnect:
            raise _cut_off() from None

    async def pieces(self, request: Request, size: int, most: int) -> AsyncIterator[bytes]:
        """A long one piece by piece, each of `size` bytes but the last; two are in hand, however long all of it is.

        One that says that it is small is not counted, as no small question is.

        Raises UPLOAD_TOO_LARGE beyond `most` bytes, as soon as that is known, TOO_MANY_BYTES, HUB_FULL, BODY_CUT_OFF.
        """
        said = int(request.headers.get("content-length") or 2 * size)
        if said > most:
            raise Refusal("UPLOAD_TOO_LARGE", most=most >> 20)
        if said > SMALL:
            taken = min(said, 2 * size)
            self._bodies.count(self._client, taken)
            self.counted += taken
        piece, whole = bytearray(), 0
        async for chunk in self._chunks(request):
            piece += chunk
            whole += len(chunk)
            if whole > most:
                raise Refusal("UPLOAD_TOO_LARGE", most=most >> 20)
            while len(piece) >= size:
                yield bytes(piece[:size])
                del piece[:size]
        if piece:
            yield bytes(piece)

    async def _chunks(self, request: Request) -> AsyncIterator[bytes]:
        try:
            async for chunk in request.stream():
                yield chunk
        except ClientDisconnect:
            raise _cut_off() from None

    async def _gathered(self, request: Request) -> bytearray:
        body = bytearray()
        async for chunk in request.stream():
            body += chunk
            if len(body) > LARGEST:
                raise Refusal("BODY_TOO_LARGE", most=LARGEST >> 20)
            if (more := len(body) - SMALL - self.counted) > 0:
                self._bodies.count(self._client, more)
                self.counted += more
        return body


def _cut_off() -> Refusal:
    log.info("a client has left before its request was complete")
    return Refusal("BODY_CUT_OFF")
