"""Error files: what is wrong or odd in a file that was handed in, as CSV, and as the same workbook in colours."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import Final
from urllib.parse import quote
from uuid import UUID

from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from auth.grants import client_of
from connectors.deliver import returned_workbook
from connectors.deliver.csv_text import csv_text
from connectors.deliver.error_workbook import CellFault
from connectors.ingest.import_work import opened
from connectors.sources import zip_file
from connectors.sources.bounded_process import Ending
from connectors.sources.files import ZIP
from hub.answering.granted_endpoint import GrantedRequest
from registry import parsing
from registry.errors import Refusal
from registry.journal import import_errors, imports, uploads
from registry.journal.access_log import Look, answered
from registry.journal.import_errors import RowError
from registry.journal.imports import Import
from registry.store.connection import Connection
from registry.store.turns import Claim, Turns
from schema.requests.context import Hub

CSV: Final = "text/csv; charset=utf-8"
WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PAGE = 1000
HEADINGS = ("工作表", "行号", "列名", "错误代码", "错误原因", "内容（已隐藏）", "reason", "处理")
REFUSED, TAKEN = "退回", "提示（已接收）"
FORMS = ("csv", "xlsx")
AT_ONCE, WAITING, PATIENCE = 3, 3, 120.0
"""Workbooks that a worker writes at a time, of one client one: each is held in memory. How many more of a client wait,
and for how many seconds."""


class ErrorFiles:
    """Answers GET /files/{id}/errors.csv and errors.xlsx, to who handed the file in."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._writing = Turns(AT_ONCE, 1, waiting=WAITING, patience=PATIENCE)

    async def answer(self, asking: GrantedRequest) -> Response:
        """The file; raises FILE_GONE, and of a workbook NOTHING_RED, NO_WORKBOOK and TOO_MANY_AT_ONCE."""
        form = asking.request.url.path.rpartition(".")[2]
        asking.told.operation = f"errors.{form}"
        one = await self._own(asking)
        headers = {"Content-Disposition": _named(one, form)}
        if form == "csv":
            return StreamingResponse(self._lines(one), media_type=CSV, headers=headers)
        faults = await self._faults(one)
        return Response(await self._workbook(asking.request, one, faults), media_type=WORKBOOK, headers=headers)

    async def _own(self, asking: GrantedRequest) -> Import:
        """The import, where it is the caller's and its file is kept, written into the log; raises FILE_GONE."""
        grant, id = asking.grant, parsing.uuid(asking.request.path_params["id"], "id")
        async with self._transaction(grant.department, grant.asker, grant.actor_id) as connection:
            one = await imports.read(connection, id)
            if one.client != grant.asker or one.scope not in grant.scopes:
                raise Refusal("FILE_GONE")
            await uploads.piece(connection, id, 0)
            variables = json.dumps({"import": str(id)})
            operation = asking.told.operation
            look = Look(client_of(one.client), one.department, None, None, operation, one.digest, variables, asking.id)
            await answered(connection, look, [])
        return one

    async def _lines(self, one: Import) -> AsyncIterator[bytes]:
        yield csv_text([HEADINGS]).encode("utf-8-sig")
        async for errors in self._pages(one):
            yield csv_text(map(_cells, errors)).encode()

    async def _faults(self, one: Import) -> list[CellFault]:
        """What is to be coloured; raises NOTHING_RED: what no process could read is not given to the next."""
        faults = [
            CellFault(error.sheet, error.row, error.heading, error.zh, error.warns)
            async for errors in self._pages(one)
            for error in errors
        ]
        if not faults:
            raise Refusal("NOTHING_RED")
        return faults

    async def _workbook(self, request: Request, one: Import, faults: list[CellFault]) -> bytes:
        """The workbook; its writing ends when its asker has left. Raises TOO_MANY_AT_ONCE."""
        ending = Ending()
        watching = asyncio.create_task(_end_when_left(request, ending))
        try:
            async with self._writing.turn(Claim(one.client)):
                return await asyncio.to_thread(self._written, one, faults, asyncio.get_running_loop(), ending)
        finally:
            watching.cancel()

    def _written(self, one: Import, faults: list[CellFault], loop: asyncio.AbstractEventLoop, ending: Ending) -> bytes:
        original = zip_file.whole(opened(self._hub, one, loop))
        if not original.startswith(ZIP):
            raise Refusal("NO_WORKBOOK")
        with zip_file.opened(original) as archive:
            if not zip_file.is_workbook(archive):
                raise Refusal("NO_WORKBOOK")
        return returned_workbook.written(original, faults, ending)

    async def _pages(self, one: Import) -> AsyncIterator[list[RowError]]:
        after: tuple[int, int] | None = import_errors.BEFORE_ALL
        while after is not None:
            async with self._transaction(one.department, one.client) as connection:
                page = await import_errors.read(connection, one.id, after, PAGE)
            yield page
            after = (page[-1].place, page[-1].part) if page else None

    def _transaction(
        self, department: str, client: str, actor: UUID | None = None
    ) -> AbstractAsyncContextManager[Connection]:
        return self._hub.database.transaction(department=department, actor=actor, claim=Claim(client))


async def _end_when_left(request: Request, ending: Ending) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
    ending.now()


def _cells(error: RowError) -> list[str]:
    treated = TAKEN if error.warns else REFUSED
    return [error.sheet, str(error.row), error.heading, error.code, error.zh, error.value, error.en, treated]


def _named(one: Import, form: str) -> str:
    name = f"{one.name.rpartition('.')[0] or one.name}.errors.{form}"
    return f"attachment; filename=\"errors.{form}\"; filename*=UTF-8''{quote(name)}"
