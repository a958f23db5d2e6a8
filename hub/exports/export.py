"""An export: one list on its way out, each page asked only when the one before it has been taken."""

from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

import anyio.to_thread
import orjson
from anyio import CancelScope
from starlette.requests import Request

from auth.bearer import Bearer
from hub.answering.budgets import Standing
from hub.answering.documents import CheckedDocument
from hub.answering.error_masking import Stopped, stopped_by
from hub.answering.observation import BROKEN_OFF, seen
from hub.answering.permission import authorization, granted
from hub.answering.questions import Questions
from hub.answering.requests import Body
from hub.exports.formats import Format
from hub.exports.marks import Marks
from hub.exports.paged_operation import PagedOperation
from policy.sharing import FILE
from registry.errors import Refusal
from registry.journal import access_log
from schema.requests.context import Context

LEFT = "DISCONNECTED"
FIRST = 20
PAGE = 1 << 20
"""Rows of the first page, and about so many bytes of those after it: a page is held several times over."""


@dataclass(frozen=True)
class Rows:
    """A page as it goes out: its nodes or edges, and where the next page begins."""

    rows: list[Any]
    cursor: str | None
    more: bool


@dataclass(frozen=True)
class ExportRequest:
    """What is asked page by page: the rewritten operation, checked, with the variables of its first page."""

    request: Request
    request_id: str
    operation: PagedOperation
    checked: CheckedDocument
    body: Body
    marks: Marks
    format: Format


class Export:
    """Nothing of it lasts from page to page but a cursor, a size and a count: no connection, no grant, no rows."""

    def __init__(self, questions: Questions, bearer: Bearer, export_request: ExportRequest) -> None:
        self._questions, self._bearer, self._export_request = questions, bearer, export_request
        self._context: Context | None = None
        self.standing: Standing | None = None
        self._cursor: str | None = export_request.body.variables[export_request.operation.cursor]
        self._most: int = export_request.body.variables[export_request.operation.size]
        self._size = min(FIRST, self._most)
        self._count = 0
        self._broken_by: str | None = LEFT
        self.request_id = export_request.request_id
        self.media_type = export_request.format.media_type
        self.file_name = f"{export_request.marks.name}.{export_request.format.ending}"

    async def page(self) -> Rows:
        """The next page, asked as at /graphql: with the grant of this moment, and a row of its own in the log.

        The first is paid for at once or refused (TOO_MANY_REQUESTS), the others when the client can.
        """
        exported = self._export_request
        request, operation, body = exported.request, exported.operation, exported.body
        grant = await granted(self._bearer, request, authorization(request))
        variables = {**body.variables, operation.cursor: self._cursor, operation.size: self._size}
        page_body = Body(body.query, body.operation, variables, body.large)
        question = await self._questions.prepare(request, grant, exported.checked, page_body, self.request_id, FILE)
        if self._context is None:
            self.standing = self._questions.charge(question)
        else:
            await self._questions.charge_patiently(question)
        question.context.may_lag = True
        # Also when its caller has left: a connection that is left in the middle of a statement is lost to the others.
        with CancelScope(shield=True):
            answer = await self._questions.answer(question)
        self._context = question.context
        connection = operation.connection(orjson.loads(answer)["data"])
        if connection is None:
            raise Refusal("EXPORT_OF_NOTHING", operation.place.name)
        rows, info = connection[operation.rows], connection["pageInfo"]
        self._size = max(1, min(self._most, len(rows) * PAGE // len(answer) or FIRST))
        return Rows(rows, info["endCursor"], info["hasNextPage"])

    async def lines(self, page: Rows) -> AsyncGenerator[bytes, None]:
        """All pages from this one on, then how it ended, or what broke it off."""
        spelled = self._export_request.format
        try:
            yield spelled.begin()
            while True:
                self._count, self._cursor = self._count + len(page.rows), page.cursor or self._cursor
                yield await self._beside(partial(spelled.page, page.rows))
                if not page.more:
                    break
                page = await self.page()
            await self._log_end(None)
            self._broken_by = None
            yield await self._beside(partial(spelled.end, self._count, self._cursor))
        except Exception as error:
            yield self._broken(stopped_by(error, self._export_request.request, self.request_id))

    async def _beside(self, spell: Callable[[], bytes]) -> bytes:
        """What is spelled in a thread of its own where it is packed too: others are answered meanwhile."""
        return await anyio.to_thread.run_sync(spell) if self._export_request.format.packed else spell()

    def _broken(self, stopped: Stopped) -> bytes:
        error = stopped.errors[0]
        self._broken_by = error["extensions"]["code"]
        return self._export_request.format.broken(self._count, self._cursor, error, self.request_id)

    async def close(self) -> None:
        """Note what broke it off, unless it has come to its end."""
        if self._broken_by is not None:
            seen(self._export_request.request).outcome = BROKEN_OFF if self._broken_by == LEFT else self._broken_by
            await self._log_end(self._broken_by)

    async def _log_end(self, refusal: str | None) -> None:
        if self._context is None:
            return
        with CancelScope(shield=True):
            async with self._context.transaction() as connection:
                await access_log.exported(connection, self._context.look, self._count, refusal)
