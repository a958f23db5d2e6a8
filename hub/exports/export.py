"""An export: one list on its way out, each page asked only when the one before it has been taken."""

import json
from collections.abc import AsyncGenerator
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.requests import Request

from hub.answering.documents import Known
from hub.answering.graphql import Endpoint, Stopped
from hub.answering.requests import Question
from hub.exports.export_selection import key
from hub.exports.paged_operation import Walk
from registry.journal import access_log
from schema.requests.context import Context

LEFT = "DISCONNECTED"
FIRST = 20
PAGE = 1 << 20
"""Rows of the first page, and about so many bytes of those after it: a page is held several times over."""


@dataclass(frozen=True)
class Lines:
    """A page as it goes out."""

    text: bytes
    count: int
    cursor: str | None
    more: bool


class Export:
    """Nothing of it lasts from page to page but a cursor, a size and a count: no connection, no grant, no rows."""

    def __init__(
        self, endpoint: Endpoint, request: Request, request_id: str, walk: Walk, known: Known, asked: Question
    ) -> None:
        self._endpoint, self._request, self._walk, self._known, self._asked = endpoint, request, walk, known, asked
        self._context: Context | None = None
        self._cursor: str | None = asked.variables[walk.cursor]
        self._size = min(FIRST, asked.variables[walk.size])
        self._count = 0
        self._broken_by: str | None = LEFT
        self.request_id = request_id

    async def page(self) -> Lines:
        """The next page, asked as at /graphql: with the grant of this moment, and a row of its own in the log."""
        endpoint, request = self._endpoint, self._request
        grant = await endpoint.grant(request, request.headers.get("authorization"))
        variables = {**self._asked.variables, self._walk.cursor: self._cursor, self._walk.size: self._size}
        question = Question(self._asked.query, self._asked.operation, variables)
        context = endpoint.prepare(request, grant, self._known, question, self.request_id)
        body = await endpoint.run(context, self._known, question)
        self._context = context
        page = self._lines(orjson.loads(body)["data"][key(self._walk.field)])
        most = self._asked.variables[self._walk.size]
        self._size = max(1, min(most, page.count * PAGE // len(body) or FIRST))
        return page

    def _lines(self, found: dict[str, Any]) -> Lines:
        name, info = self._walk.rows, found["pageInfo"]
        rows = found[name] if name == "edges" else [{"node": node} for node in found[name]]
        text = b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)
        return Lines(text, len(rows), info["endCursor"], info["hasNextPage"])

    async def lines(self, page: Lines) -> AsyncGenerator[bytes, None]:
        """All pages from this one on, then a last line: the end, or what broke it off."""
        try:
            while True:
                self._count, self._cursor = self._count + page.count, page.cursor or self._cursor
                yield page.text
                if not page.more:
                    break
                page = await self.page()
            await self._note(None)
            self._broken_by = None
            yield self._last("end")
        except Exception as error:
            yield self._broken(self._endpoint.failed(self._request, error, self.request_id))

    def _broken(self, stopped: Stopped) -> bytes:
        found = stopped.errors[0]
        self._broken_by = code = found["extensions"]["code"]
        return self._last("error", code=code, message=found["message"], requestId=self.request_id)

    def _last(self, name: str, **said: object) -> bytes:
        stood = {"count": self._count, "endCursor": self._cursor}
        # What was wrong may be quoted, and may be half a surrogate: orjson would refuse to say so.
        line = json.dumps({name: said | stood}, ensure_ascii=False, separators=(",", ":"))
        return line.encode(errors="replace") + b"\n"

    async def close(self) -> None:
        """Note what broke it off, unless it has come to its end."""
        if self._broken_by is not None:
            await self._note(self._broken_by)

    async def _note(self, refusal: str | None) -> None:
        if self._context is None:
            return
        hub, grant = self._context.hub, self._context.caller.grant
        async with hub.database.transaction(ranges=grant.multirange, department=grant.department) as connection:
            await access_log.exported(connection, self._context.look, self._count, refusal)
