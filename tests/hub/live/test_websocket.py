"""The socket of subscriptions: who breaks its protocol is shown out, what cannot be subscribed to is told."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

import pytest
from starlette.websockets import WebSocket
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from hub.answering.observation import Seen
from hub.live import websocket
from hub.live.subscriptions import Event
from hub.live.websocket import Conversation
from tests.hub.answering.test_observation import lines
from tests.hub.commands.test_workers import until
from tests.hub.live.test_subscriptions import PUSHED, SOON, conversation, in_thread, subscribe, told
from tests.hub_running import Running

pytestmark = pytest.mark.anyio

TRANSPORT = Subprotocol("graphql-transport-ws")


async def test_a_socket_is_one_line_of_its_client_once_it_is_closed(
    hub: Running, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "aidhub.request"):
        async with conversation(hub, "housing") as socket:
            await subscribe(socket, query="{ me { client } }")
            client = (await told(socket))["payload"]["data"]["me"]["client"]
        await in_thread(until, lambda: any(line["operation"] == "socket" for line in lines(caplog)))
    said = [(line["client"], line["outcome"]) for line in lines(caplog) if line["operation"] == "socket"]
    assert said == [(client, "ok")]


async def test_each_operation_of_a_socket_is_a_line_as_a_request_is(
    hub: Running, caplog: pytest.LogCaptureFixture
) -> None:
    number, who = hub.number(), "education_aid here"
    token = hub[who].token
    with caplog.at_level("INFO"):
        async with conversation(hub, who) as socket:
            await subscribe(socket, query=f"query N{number} {{ me {{ client }} }}", id=number)
            client = (await told(socket))["payload"]["data"]["me"]["client"]
            assert (await told(socket))["type"] == "complete"
            asked = "query ($v: String) { household(number: $v) { members { person { name } } } }"
            await subscribe(socket, query=asked, id="2", v=number)
            assert (await told(socket))["type"] == "error"
            await subscribe(socket, query=f"{{ nofield{number} }}", id="3")
            assert (await told(socket))["type"] == "error"
            await subscribe(socket, id="4")
            await subscribe(socket, id="5")
            await socket.send(json.dumps({"id": "4", "type": "complete"}))
            await in_thread(until, lambda: len(lines(caplog)) == 4)
        await in_thread(until, lambda: any(line["operation"] == "socket" for line in lines(caplog)))
    said = lines(caplog)
    assert {line["client"] for line in said} == {client}
    assert [(line["operation"], line["outcome"]) for line in said] == [
        ("me", "ok"),
        ("household", "NOT_SHARED"),
        ("/graphql", "GRAPHQL_VALIDATION_FAILED"),
        ("referralPushed", "ok"),
        ("referralPushed", "ok"),
        ("socket", "ok"),
    ]
    requests = [line["request"] for line in said[:-1]]
    assert len(set(requests)) == len(requests)
    logged = {request for (request,) in hub.rows("SELECT request FROM access_log WHERE client = %s", client)}
    assert logged & set(requests)
    written = json.dumps([vars(record) for record in caplog.records], default=str, ensure_ascii=False)
    assert number not in written
    assert token not in written


async def test_a_bad_cursor_or_document_is_told_and_the_socket_goes_on(hub: Running) -> None:
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket, since="yesterday")
        assert (await told(socket))["payload"][0]["extensions"]["code"] == "BAD_CURSOR"
        await subscribe(socket, query="subscription { nothing }", id="2")
        assert (await told(socket))["payload"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
        await subscribe(socket, query="{ me { client } }", id="3")
        assert (await told(socket))["payload"]["data"]["me"]["client"]
        assert await told(socket) == {"id": "3", "type": "complete"}


async def test_half_a_surrogate_is_told_and_the_socket_goes_on(hub: Running) -> None:
    async with conversation(hub, "education_aid here") as socket:
        payload = {"query": "{ me { client } }", "operationName": "\ud800"}
        await socket.send(json.dumps({"id": "1", "type": "subscribe", "payload": payload}))
        assert (await told(socket))["payload"][0]["extensions"]["code"] == "UNKNOWN_OPERATION"
        await subscribe(socket, query="query ($of: String!) { __type(name: $of) { name } }", id="\ud800", of="\ud800")
        assert (await told(socket))["payload"]["data"] == {"__type": None}
        assert await told(socket) == {"id": "\ud800", "type": "complete"}


async def to_the_end(socket: ClientConnection) -> None:
    async with asyncio.timeout(SOON):
        while True:
            await socket.recv()


async def told_to_leave(hub: Running, token: str | None, *messages: str) -> int:
    """The code with which a socket is closed that was opened with a token, or with none, and then says this."""
    async with connect(hub.url.replace("http", "ws") + "/graphql", subprotocols=[TRANSPORT]) as socket:
        if token is not None:
            await socket.send(json.dumps({"type": "connection_init", "payload": {"Authorization": f"Bearer {token}"}}))
        for message in messages:
            await socket.send(message)
        with pytest.raises(ConnectionClosed) as closed:
            await to_the_end(socket)
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ("no json", 4400),
        ("[" * 10_000, 4400),
        ('{"type": "connection_init"}', 4401),
        ('{"type": "subscribe", "id": "1", "payload": {}}', 4401),
    ],
)
async def test_who_does_not_begin_with_a_token_is_shown_out(hub: Running, message: str, code: int) -> None:
    assert await told_to_leave(hub, None, message) == code


@pytest.mark.parametrize("token", ["nonsense", "a.b.c", "\ud800"])
async def test_a_token_that_does_not_hold_is_refused_when_the_socket_is_opened(hub: Running, token: str) -> None:
    assert await told_to_leave(hub, token) == 4403


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ('{"type": "connection_init"}', 4429),
        ('{"type": "dance"}', 4400),
        (r'{"type": "\ud800"}', 4400),
        ("1", 4400),
    ],
)
async def test_who_breaks_the_protocol_later_is_shown_out_with_its_code(hub: Running, message: str, code: int) -> None:
    assert await told_to_leave(hub, hub["education_aid here"].token, message) == code


async def test_who_uses_an_id_twice_is_shown_out_also_where_it_is_half_a_surrogate(hub: Running) -> None:
    for id in ("1", "\ud800"):
        subscribed = json.dumps({"id": id, "type": "subscribe", "payload": {"query": PUSHED}})
        assert await told_to_leave(hub, hub["education_aid here"].token, subscribed, subscribed) == 4409


async def test_before_its_token_ends_a_socket_is_closed_so_that_its_client_comes_back(hub: Running) -> None:
    token = hub.ending(hub["education_aid here"].token, 6)
    payload = {"query": PUSHED, "variables": {}}
    subscribed = json.dumps({"id": "1", "type": "subscribe", "payload": payload})
    assert await told_to_leave(hub, token, subscribed) == 4403
    headers = {"Authorization": f"Bearer {token}"}
    answer = await in_thread(hub.http.post, "/graphql", json={"query": "{ me { client } }"}, headers=headers)
    assert answer.status_code == 200


async def test_a_socket_on_which_nothing_is_asked_is_closed(hub: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(websocket, "IDLE", 0.5)
    assert await told_to_leave(hub, hub["education_aid here"].token, '{"type": "ping"}') == 1000
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket)
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1.5):
                await socket.recv()


@dataclass
class Endless:
    """Answers of which none is ever complete; what is told to a subscriber comes when `news` is set."""

    news: asyncio.Event = field(default_factory=asyncio.Event)
    ended: int = 0
    cursor: str = ""

    async def opened(self, _socket: WebSocket, _authorization: str | None) -> float:
        return 300

    def observed(self) -> AbstractContextManager[Seen]:
        return nullcontext(Seen())

    async def answer(self, _socket: WebSocket, _authorization: str | None, _payload: object, _told: Seen) -> "Endless":
        return self

    async def error_body(self, _socket: WebSocket, error: Exception, _told: Seen) -> bytes:
        raise error

    async def events(self) -> AsyncIterator[Event]:
        try:
            while True:
                await self.news.wait()
                self.news.clear()
                yield Event("", b"{}")
        finally:
            self.ended += 1


async def test_no_task_outlives_its_socket_also_where_news_come_as_it_leaves() -> None:
    said, endless = asyncio.Queue[dict[str, Any]](), Endless()

    async def send(_message: object) -> None:
        await asyncio.sleep(0)

    async def receive() -> dict[str, Any]:
        message = await said.get()
        if message["type"] == "websocket.disconnect":
            endless.news.set()
        return message

    begun = [{"type": "connection_init"}] + [{"type": "subscribe", "id": str(i), "payload": {}} for i in range(5)]
    said.put_nowait({"type": "websocket.connect"})
    for message in begun:
        said.put_nowait({"type": "websocket.receive", "text": json.dumps(message)})
    socket = WebSocket({"type": "websocket", "subprotocols": [TRANSPORT], "headers": []}, receive, send)
    others = asyncio.all_tasks()
    held = asyncio.create_task(Conversation(socket, endless).hold())
    await asyncio.sleep(0.05)
    said.put_nowait({"type": "websocket.disconnect", "code": 1006})
    async with asyncio.timeout(SOON):
        await held
    assert (asyncio.all_tasks() - others, endless.ended) == (set(), 5)
