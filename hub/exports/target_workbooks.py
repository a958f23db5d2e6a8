"""POST /files/targets: a department's list of targets as a workbook, which filled in and sent back is its feedback."""

import asyncio
import io
from collections.abc import AsyncIterator, Sequence
from typing import Any, Final
from urllib.parse import quote

import anyio.to_thread
import orjson
from starlette.responses import Response

from connectors.deliver.feedback_form import FeedbackForm
from connectors.deliver.form_workbook import FormWorkbook
from connectors.deliver.target_list import COUNT, TAKE, TargetList
from hub.answering.bodies import Bodies
from hub.answering.error_masking import Stopped
from hub.answering.granted_endpoint import GrantedRequest
from hub.answering.questions import Questions
from hub.answering.requests import Body, json_of, stated_purpose
from policy.sharing import FILE
from registry.errors import Refusal
from schema.requests.caller import shared_columns
from schema.requests.context import Hub

WORKBOOK: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST = 10_000
"""Rows of a list that is filled in by hand; it is held in memory while it is written, some 5 KB a row."""
PAGE = 100
"""Households of a page: with names and numbers of all members that costs nearly what one request may."""
NAMES, NUMBERS = "identity/name:read", "identity/number:read"


class TargetWorkbooks:
    """Writes lists one after the other: two at a time would be held in memory."""

    def __init__(self, hub: Hub, questions: Questions, bodies: Bodies) -> None:
        self._hub, self._questions, self._bodies = hub, questions, bodies
        self._one = asyncio.Lock()

    async def answer(self, asking: GrantedRequest) -> Response:
        """The workbook; raises what the graph refuses of it, BAD_LIST_REQUEST and LIST_TOO_LONG."""
        asking.told.operation = "targets.xlsx"
        with self._bodies.in_hand(asking.grant.asker) as sent:
            wanted = _wanted(json_of(await sent.read(asking.request)))
        snapshot = await self._taken(asking, wanted)
        form = FeedbackForm(self._hub.catalogue.departments[asking.grant.department], self._seen_by(asking), snapshot)
        rows = [row async for items in self._pages(asking, form.items, snapshot["id"]) for row in form.rows(items)]
        async with self._one:  # who waits for the minute of its client keeps nobody else waiting
            content = await anyio.to_thread.run_sync(_written, form, rows)
        name = f"{snapshot['programme']['name']}-{snapshot['division']['name']}-{snapshot['takenOn']}.xlsx"
        said = {"Content-Disposition": f"attachment; filename=\"targets.xlsx\"; filename*=UTF-8''{quote(name)}"}
        return Response(content, media_type=WORKBOOK, headers=said)

    def _seen_by(self, asking: GrantedRequest) -> TargetList:
        """The list as its asker may see it."""
        stated, scopes = stated_purpose(asking.request) is not None, asking.grant.scopes
        columns = shared_columns(asking.grant, self._hub.catalogue, FILE)
        return TargetList(columns, names=stated and NAMES in scopes, numbers=stated and NUMBERS in scopes)

    async def _taken(self, asking: GrantedRequest, wanted: dict[str, Any]) -> dict[str, Any]:
        """The snapshot; raises Stopped with what the graph refuses, and LIST_TOO_LONG before it is taken."""
        counted = await self._ask(asking, COUNT, wanted, patient=False)
        if counted["eligibleTargets"]["totalCount"] > MOST:
            raise Refusal("LIST_TOO_LONG", "division", most=MOST)
        snapshot: dict[str, Any] = (await self._ask(asking, TAKE, wanted, patient=True))["takeTargetSnapshot"]
        if "message" in snapshot:
            code, path = snapshot["code"], snapshot["path"]
            raise Stopped(422, {"message": snapshot["message"], "path": [path], "extensions": {"code": code}})
        return snapshot

    async def _pages(self, asking: GrantedRequest, query: str, snapshot: str) -> AsyncIterator[list[Any]]:
        after, more = None, True
        while more:
            variables = {"id": snapshot, "first": PAGE, "after": after}
            lists = (await self._ask(asking, query, variables, patient=True))["targetSnapshots"]["nodes"]
            page = lists[0]["items"]
            yield page["nodes"]
            more, after = page["pageInfo"]["hasNextPage"], page["pageInfo"]["endCursor"]

    async def _ask(
        self, asking: GrantedRequest, query: str, variables: dict[str, Any], patient: bool
    ) -> dict[str, Any]:
        """What the graph answers to the caller, whose client pays for it; raises Stopped where it answers errors."""
        questions, body = self._questions, Body(query, None, variables)
        document = await questions.document(asking.grant, query)
        question = await questions.prepare(asking.request, asking.grant, document, body, asking.id, FILE)
        if patient:
            await questions.charge_patiently(question)
        else:
            questions.charge(question)
        answer = orjson.loads(await questions.answer(question))
        if "errors" in answer:
            raise Stopped(422, *answer["errors"])
        data: dict[str, Any] = answer["data"]
        return data


def _written(form: FeedbackForm, rows: Sequence[Sequence[str]]) -> bytes:
    out = io.BytesIO()
    book = FormWorkbook(out, form.form)
    book.add(rows)
    book.close()
    return out.getvalue()


def _wanted(sent: Any) -> dict[str, Any]:  # whatever JSON holds
    """The variables of a request for a list; raises BAD_LIST_REQUEST."""
    wanted = {"certainty": "MET", **sent} if isinstance(sent, dict) else {}
    if wanted.keys() != {"programme", "division", "certainty"} or not all(isinstance(v, str) for v in wanted.values()):
        raise Refusal("BAD_LIST_REQUEST")
    return wanted
