"""Server-sent events: the same subscriptions over a plain request."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any, cast

import httpx
import pytest
from starlette.requests import Request

from hub.answering.observation import seen
from hub.live import sse
from hub.live.sse import EventStream
from hub.live.subscriptions import Event, Subscription
from registry.errors import Refusal
from tests.hub.live.test_subscriptions import PUSHED, SOON, in_thread, start
from tests.hub_running import Running
from tests.schema.matters.test_matters import family, referred
from tests.schema.register.test_openings import LIMIT

pytestmark = pytest.mark.anyio


async def test_the_same_comes_as_server_sent_events(hub: Running) -> None:
    since = start(hub)
    referral = await in_thread(referred, hub, await in_thread(family, hub, hub.number()))
    headers = {"Authorization": f"Bearer {hub['education_aid here'].token}", "Accept": "text/event-stream"}
    body = {"query": PUSHED, "variables": {"since": since}}
    async with (
        httpx.AsyncClient(base_url=hub.url, timeout=SOON) as http,
        http.stream("POST", "/graphql", json=body, headers=headers) as answer,
    ):
        assert answer.headers["content-type"].startswith("text/event-stream")
        lines = []
        async for line in answer.aiter_lines():
            lines.append(line)
            if line.startswith("data:"):
                break
    assert lines[-2] == "event: next"
    data = json.loads(lines[-1].removeprefix("data: "))["data"]["referralPushed"]
    assert data["referral"]["id"] == referral["id"]
    assert f"id: {data['cursor']}" in lines


async def test_before_its_token_ends_a_stream_ends_without_complete_so_that_its_client_comes_back(hub: Running) -> None:
    token = hub.ending(hub["education_aid here"].token, 6)
    headers = {"Authorization": f"Bearer {token}", "Accept": "text/event-stream"}
    answer = await in_thread(hub.http.post, "/graphql", json={"query": PUSHED}, headers=headers)
    assert (answer.status_code, answer.text.strip()) == (200, ":")
    asked = {"json": {"query": "{ me { client } }"}, "headers": {"Authorization": f"Bearer {token}"}}
    assert (await in_thread(hub.http.post, "/graphql", **asked)).status_code == 200


class Told:
    """A subscription that tells something at once, and then nothing more or why it ends."""

    def __init__(self, end: Exception | None = None) -> None:
        self._end = end

    async def events(self) -> AsyncIterator[Event]:
        yield Event("1.0", b"{}")
        if self._end:
            raise self._end
        await asyncio.Event().wait()


def stream(end: Exception | None = None) -> tuple[EventStream, Request]:
    """Events to a client whose token is good for half a second yet."""
    request = Request({"type": "http", "method": "POST", "path": "/graphql", "headers": []})
    return EventStream(cast("Subscription", Told(end)), 0.5, request, "r", {}), request


@pytest.mark.parametrize("taken", [0, 1, 2, 3])
async def test_who_stops_reading_is_left_also_at_the_last_word(monkeypatch: pytest.MonkeyPatch, taken: int) -> None:
    monkeypatch.setattr(sse, "SLOW", 0.1)
    events, request = stream()
    sent: list[Any] = []

    async def send(message: object) -> None:
        if len(sent) == taken:
            await asyncio.Event().wait()
        sent.append(message)

    others = asyncio.all_tasks()
    async with asyncio.timeout(SOON):
        await events(request.scope, asyncio.Event().wait, send)  # type: ignore[arg-type] - it never leaves
    assert (len(sent), seen(request).outcome) == (taken, "BROKEN_OFF")
    assert asyncio.all_tasks() == others


async def test_what_ends_a_stream_is_its_outcome() -> None:
    events, request = stream(Refusal("CURSOR_TRIMMED", "since"))
    sent: list[Any] = []

    async def send(message: object) -> None:
        await asyncio.sleep(0)
        sent.append(message)

    await events(request.scope, asyncio.Event().wait, send)  # type: ignore[arg-type] - it never leaves
    assert seen(request).outcome == "CURSOR_TRIMMED"
    assert sent[-2]["body"] == b"event: complete\ndata:\n\n"


async def test_who_may_be_shown_no_more_names_hears_none_neither_at_first_nor_once_it_has_come_to_that(
    hub: Running,
) -> None:
    query = "subscription { referralPushed { referral { household { members { person { name } } } } } }"
    token = hub["case worker"].token
    headers = {"Authorization": f"Bearer {token}", "Accept": "text/event-stream", "X-Purpose": "verification"}
    asked = {"json": {"query": query}, "headers": headers}
    home = await in_thread(family, hub, hub.number())
    try:
        await in_thread(hub.rows, LIMIT, 0)
        assert "OPENING_NEEDED" in (await in_thread(hub.http.post, "/graphql", **asked)).text
        await in_thread(hub.rows, LIMIT, 300)
        async with (
            httpx.AsyncClient(base_url=hub.url, timeout=SOON) as http,
            http.stream("POST", "/graphql", **asked) as answer,
        ):
            assert answer.headers["content-type"].startswith("text/event-stream")
            await in_thread(hub.rows, LIMIT, 0)
            await in_thread(referred, hub, home)
            told = "".join([line async for line in answer.aiter_lines()])
        assert "OPENING_NEEDED" in told
        assert "王甲" not in told
    finally:
        await in_thread(hub.rows, LIMIT, 300)
