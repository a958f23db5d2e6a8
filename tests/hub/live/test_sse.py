"""Server-sent events: the same subscriptions over a plain request."""

import json

import httpx
import pytest

from tests.hub.live.test_subscriptions import PUSHED, SOON, in_thread, start
from tests.hub_running import Running
from tests.schema.matters.test_matters import family, referred

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
