"""The exports of a worker: POST /export answers with a whole list, and only so many lists at a time."""

import asyncio
import uuid
from collections import Counter
from contextlib import suppress
from dataclasses import replace

from starlette.requests import Request
from starlette.responses import Response

from hub.answering import answers
from hub.answering.documents import Known
from hub.answering.graphql import Endpoint, Stopped
from hub.answering.requests import GRAPHQL, Question, chinese, read
from hub.exports.export import Export
from hub.exports.paged_operation import Walk, walk
from hub.exports.stream import Stream
from planner.cost import QueryTooLarge
from registry.errors import Refusal
from schema.compose import Graph

MOST = 4  # half of a worker's connections, so that questions are answered beside them
EACH = 2
LAST = 5  # seconds for the ends to be noted when the worker ends


class Exports:
    """Answers POST /export."""

    def __init__(self, graph: Graph, endpoint: Endpoint) -> None:
        self._graph, self._endpoint = graph, endpoint
        self._running: Counter[str] = Counter()
        self._none = asyncio.Event()
        self._none.set()

    async def __call__(self, request: Request) -> Response:
        request_id = uuid.uuid4().hex
        headers = {"X-Request-Id": request_id, "Cache-Control": "no-store"}
        try:
            grant = await self._endpoint.grant(request, request.headers.get("authorization"))
            export = self._export(request, request_id, await read(request))
            self._enter(request, grant.client_id)
            try:
                first = await export.page()
            except BaseException:
                self._leave(grant.client_id)
                raise
        except Exception as error:
            failed = self._endpoint.failed(request, error, request_id)
            return answers.answer(failed.errors, failed.status, GRAPHQL, headers | (failed.headers or {}))
        return Stream(export, first, lambda: self._leave(grant.client_id), headers)

    def _export(self, request: Request, request_id: str, asked: Question) -> Export:
        sent = self._endpoint.read(asked.query)
        values = self._endpoint.coerced(sent, asked)
        walked = walk(self._graph, sent.document, sent.document.operation(asked.operation))
        first, cursor = walked.begins(values)
        known = self._endpoint.read(walked.query)
        known = replace(known, document=replace(known.document, sent=sent.document.hash))
        question = Question(walked.query, walked.operation, {**asked.variables, walked.cursor: cursor})
        return Export(self._endpoint, request, request_id, walked, known, self._sized(walked, known, question, first))

    def _sized(self, walked: Walk, known: Known, asked: Question, first: int | None) -> Question:
        """The question with the size of its pages: as the caller said, or as large as can be afforded."""
        size = walked.page.most if first is None else min(first, walked.page.most)
        while True:
            sized = replace(asked, variables={**asked.variables, walked.size: size})
            try:
                self._endpoint.afford(known, sized)
            except QueryTooLarge:
                if first is not None or size == 1:
                    raise
                size //= 2
            else:
                return sized

    def _enter(self, request: Request, client: str) -> None:
        if self._running.total() >= MOST or self._running[client] >= EACH:
            refusal = Refusal("TOO_MANY_EXPORTS", most=MOST, each=EACH)
            raise Stopped(429, answers.refusal(refusal, chinese(request)), headers={"Retry-After": "30"})
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
