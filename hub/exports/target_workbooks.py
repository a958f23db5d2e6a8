"""POST /files/targets: a department's list of targets as a workbook, which filled in and sent back is its feedback."""

import asyncio
import io
import uuid
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import quote

import anyio.to_thread
import orjson
from starlette.requests import Request
from starlette.responses import Response

from auth.bearer import Bearer
from auth.grants import Grant
from connectors.deliver.feedback_form import FeedbackForm
from connectors.deliver.form_workbook import FormWorkbook
from connectors.deliver.target_list import COUNT, TAKE, TargetList
from hub.answering import answers
from hub.answering.bodies import Bodies
from hub.answering.error_masking import Stopped, held_back, stopped_by
from hub.answering.observation import seen
from hub.answering.permission import authorization, granted
from hub.answering.questions import Questions
from hub.answering.requests import GRAPHQL, Body, json_of, stated_purpose
from registry.errors import Refusal
from schema.requests.caller import shared_columns
from schema.requests.context import Hub

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 10_000
"""Rows of a list that is filled in by hand; it is held in memory while it is written, some 5 KB a row."""
PAGE = 100
"""Households of a page: with names and numbers of all members that costs nearly what one request may."""
NAMES, NUMBERS = "identity/name:read", "identity/number:read"


@dataclass(frozen=True)
class Asking:
    """One request for a list: who asks, and under which id its questions stand in the log."""

    request: Request
    grant: Grant
    request_id: str


class TargetWorkbooks:
    """Writes lists one after the other: two at a time would be held in memory."""

    def __init__(self, hub: Hub, questions: Questions, bearer: Bearer, bodies: Bodies) -> None:
        self._hub, self._questions, self._bearer, self._bodies = hub, questions, bearer, bodies
        self._one = asyncio.Lock()

    async def __call__(self, request: Request) -> Response:
        """The workbook, or the errors that stand in its place; nothing is raised."""
        request_id = uuid.uuid4().hex
        headers, told = {"X-Request-Id": request_id, "Cache-Control": "no-store"}, seen(request)
        try:
            grant = await granted(self._bearer, request, authorization(request))
            told.client, told.operation = grant.client_id, "targets.xlsx"
            with self._bodies.in_hand(grant.client_id) as sent:
                wanted = _wanted(json_of(await sent.read(request)))
            async with self._one:
                return await self._workbook(Asking(request, grant, request_id), wanted, headers)
        except Exception as error:
            stopped = await held_back(stopped_by(error, request, request_id))
            told.outcome = stopped.code
            return answers.answer(stopped.errors, stopped.status, GRAPHQL, headers | (stopped.headers or {}))

    async def _workbook(self, asking: Asking, wanted: dict[str, Any], headers: dict[str, str]) -> Response:
        snapshot = await self._taken(asking, wanted)
        columns = shared_columns(asking.grant, self._hub.catalogue)
        stated = stated_purpose(asking.request) is not None
        scopes = asking.grant.scopes
        targets = TargetList(columns, names=stated and NAMES in scopes, numbers=stated and NUMBERS in scopes)
        department = self._hub.catalogue.departments[asking.grant.department]
        form = FeedbackForm(department, targets, snapshot)
        out = io.BytesIO()
        book = FormWorkbook(out, form.form)
        async for items in self._pages(asking, targets, snapshot["id"]):
            await anyio.to_thread.run_sync(book.add, list(form.rows(items)))
        await anyio.to_thread.run_sync(book.close)
        name = f"{snapshot['programme']['name']}-{snapshot['division']['name']}-{snapshot['takenOn']}.xlsx"
        said = {"Content-Disposition": f"attachment; filename=\"targets.xlsx\"; filename*=UTF-8''{quote(name)}"}
        return Response(out.getvalue(), media_type=WORKBOOK, headers=headers | said)

    async def _taken(self, asking: Asking, wanted: dict[str, Any]) -> dict[str, Any]:
        """The snapshot; raises Stopped with what the graph refuses, and LIST_TOO_LONG before it is taken."""
        counted = await self._ask(asking, COUNT, wanted, patient=False)
        if counted["eligibleTargets"]["totalCount"] > MOST:
            raise Refusal("LIST_TOO_LONG", "division", most=MOST)
        snapshot: dict[str, Any] = (await self._ask(asking, TAKE, wanted, patient=True))["takeTargetSnapshot"]
        if "message" in snapshot:
            code, path = snapshot["code"], snapshot["path"]
            raise Stopped(422, {"message": snapshot["message"], "path": [path], "extensions": {"code": code}})
        return snapshot

    async def _pages(self, asking: Asking, targets: TargetList, snapshot: str) -> AsyncIterator[list[Any]]:
        after, more = None, True
        while more:
            variables = {"id": snapshot, "first": PAGE, "after": after}
            lists = (await self._ask(asking, targets.items, variables, patient=True))["targetSnapshots"]["nodes"]
            page = lists[0]["items"]
            yield page["nodes"]
            more, after = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]

    async def _ask(self, asking: Asking, query: str, variables: dict[str, Any], patient: bool) -> dict[str, Any]:
        """What the graph answers to the caller, whose client pays for it; raises Stopped where it answers errors."""
        questions, body = self._questions, Body(query, None, variables)
        document = await questions.document(asking.grant, query)
        question = await questions.prepare(asking.request, asking.grant, document, body, asking.request_id)
        if patient:
            await questions.charge_patiently(question)
        else:
            questions.charge(question)
        answer = orjson.loads(await questions.answer(question))
        if "errors" in answer:
            raise Stopped(422, *answer["errors"])
        data: dict[str, Any] = answer["data"]
        return data


def _wanted(sent: Any) -> dict[str, Any]:  # whatever JSON holds
    """The variables of a request for a list; raises BAD_LIST_REQUEST."""
    wanted = {"certainty": "MET", **sent} if isinstance(sent, dict) else {}
    if wanted.keys() != {"programme", "division", "certainty"} or not all(isinstance(v, str) for v in wanted.values()):
        raise Refusal("BAD_LIST_REQUEST")
    return wanted
