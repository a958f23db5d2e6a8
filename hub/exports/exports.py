"""The exports of a worker: POST /export answers with a whole list, and only so many lists at a time."""

import asyncio
from collections import Counter
from contextlib import suppress
from dataclasses import replace
from typing import cast

from graphql import GraphQLObjectType, get_named_type
from starlette.requests import Request
from starlette.responses import Response

from auth.bearer import Bearer
from auth.grants import Grant
from hub.answering.bodies import Bodies
from hub.answering.documents import CheckedDocument
from hub.answering.granted_endpoint import GrantedRequest
from hub.answering.questions import Questions
from hub.answering.requests import Body, chinese, read
from hub.exports.columns import columns
from hub.exports.export import Export, ExportRequest
from hub.exports.export_selection import EDGES
from hub.exports.formats import CsvTable, Format, NodeLines
from hub.exports.marks import Marks
from hub.exports.paged_operation import PagedOperation, paged
from hub.exports.parquet_table import ParquetTable
from hub.exports.stream import Stream
from hub.exports.workbook_table import WorkbookTable
from planner.document import Document
from registry.errors import Refusal
from schema.compose import Graph

MOST = 4  # half of the connections that a worker has by default, so that questions are answered beside them
EACH = 2
TABLES = (CsvTable, ParquetTable, WorkbookTable)
LAST = 5  # seconds for the ends to be noted when the worker ends


class Exports:
    """Answers POST /export."""

    def __init__(self, graph: Graph, questions: Questions, bearer: Bearer, bodies: Bodies) -> None:
        self._graph, self._questions, self._bearer, self._bodies = graph, questions, bearer, bodies
        self._running: Counter[str] = Counter()
        self._none = asyncio.Event()
        self._none.set()

    async def answer(self, asking: GrantedRequest) -> Response:
        """The list, line by line; raises what refuses its first page, and TOO_MANY_EXPORTS."""
        client = asking.grant.asker
        with self._bodies.in_hand(client) as sent:
            body = await read(asking.request, sent)
            paged = await self._paged(asking.request, asking.grant, asking.id, body)
            export = Export(self._questions, self._bearer, paged)
            self._enter(client)
            try:
                first = await export.page()
            except BaseException:
                self._leave(client)
                raise
        headers = export.standing.headers if export.standing else {}
        return Stream(export, first, lambda: self._leave(client), headers)

    async def _paged(self, request: Request, grant: Grant, request_id: str, body: Body) -> ExportRequest:
        """What is to be asked, page by page, in the place of what was sent."""
        sent = await self._questions.document(grant, body.query)
        values = await self._questions.variables(grant, sent, body)
        operation = paged(self._graph, sent.document, sent.document.operation(body.operation))
        size, cursor = operation.begins(values)
        of = operation.of(values)
        checked = await self._questions.document(grant, operation.query)
        document = replace(checked.document, sent=sent.document.logged_hash)
        checked = replace(checked, document=document, kept=sent.kept, inline=sent.inline)
        variables = {**operation.kept(body.variables), operation.cursor: cursor}
        body = self._sized(operation, checked, Body(operation.query, operation.name, variables, body.large), size)
        marks = Marks(operation.place.name, of, request_id, self._questions.today(), grant.department)
        form = self._format(request, sent.document, operation, marks)
        return ExportRequest(request, request_id, operation, checked, body, marks, form)

    def _format(self, request: Request, document: Document, operation: PagedOperation, marks: Marks) -> Format:
        """As the caller wants it (Accept): lines of JSON, if nothing is said. Raises PARQUET_NOT_INSTALLED."""
        accepted = request.headers.get("accept", "")
        table = next((one for one in TABLES if one.media_type.partition(";")[0] in accepted), None)
        if table is None:
            return NodeLines(operation.rows == EDGES, marks)
        schema, rows = self._graph.core, operation.selected
        connection = cast(GraphQLObjectType, get_named_type(operation.definition.type))
        node = get_named_type(connection.fields[operation.rows].type)
        return table(columns(schema, document, node, rows), chinese(request), marks)

    def _sized(self, operation: PagedOperation, checked: CheckedDocument, body: Body, wanted: int | None) -> Body:
        """The same with the size of its pages: as the caller said, or as large as can be afforded."""
        size = operation.page.most if wanted is None else min(wanted, operation.page.most)
        while True:
            sized = replace(body, variables={**body.variables, operation.size: size})
            try:
                self._questions.afford(checked, sized)
            except Refusal as refusal:
                if refusal.code != "QUERY_TOO_LARGE" or wanted is not None or size == 1:
                    raise
                size //= 2
            else:
                return sized

    def _enter(self, client: str) -> None:
        if self._running.total() >= MOST or self._running[client] >= EACH:
            raise Refusal("TOO_MANY_EXPORTS", most=MOST, each=EACH)
        self._running[client] += 1
        self._none.clear()

    def _leave(self, client: str) -> None:
        self._running[client] -= 1
        self._running = +self._running  # who has none is forgotten
        if not self._running:
            self._none.set()

    async def close(self) -> None:
        """Let those that are cut off note their ends, while there is a database to note them in."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LAST):
                await self._none.wait()
