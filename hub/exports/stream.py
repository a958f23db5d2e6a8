"""A stream of rows: however it ends, its end is noted and its place is free again."""

import logging
from collections.abc import AsyncIterator, Callable

import anyio
import psycopg
from starlette.responses import StreamingResponse
from starlette.types import Message, Receive, Scope, Send

from hub.exports.export import Export, Rows

log = logging.getLogger(__name__)

PIECE = 1 << 16
SLOWEST = 60
"""Seconds within which a piece must be taken: who does not read must not keep a place from others."""


class Stream(StreamingResponse):
    """The lines of an export, as fast as they are taken and no faster."""

    def __init__(self, export: Export, first: Rows, leave: Callable[[], None], headers: dict[str, str]) -> None:
        self._export, self._leave, self._lines = export, leave, export.lines(first)
        named = {"Content-Disposition": f'attachment; filename="{export.file_name}"'}
        # A proxy must not hold it back.
        headers = {**headers, **named, "X-Accel-Buffering": "no"}
        super().__init__(self._pieces(), media_type=export.media_type, headers=headers)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send it; a caller who leaves ends it."""

        async def taken(message: Message) -> None:
            with anyio.fail_after(SLOWEST):
                await send(message)

        try:
            await super().__call__(scope, receive, taken)
        except TimeoutError:
            log.warning("request %s: nobody took the lines of the export", self._export.request_id)
        finally:
            await self._close()

    async def _pieces(self) -> AsyncIterator[bytes]:
        async for text in self._lines:
            for start in range(0, len(text), PIECE):
                yield text[start : start + PIECE]

    async def _close(self) -> None:
        try:
            await self._lines.aclose()
            await self._export.close()
        except psycopg.Error as error:
            log.error("request %s: the end is not in the log: %s", self._export.request_id, type(error).__name__)
        finally:
            self._leave()
