"""The socket of subscriptions: who breaks its protocol is shown out, what cannot be subscribed to is told."""

import asyncio

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from tests.hub.live.test_subscriptions import SOON, conversation, subscribe, told
from tests.hub_running import Running

pytestmark = pytest.mark.anyio


async def test_a_bad_cursor_or_document_is_told_and_the_socket_goes_on(hub: Running) -> None:
    async with conversation(hub, "education_aid here") as socket:
        await subscribe(socket, since="yesterday")
        assert (await told(socket))["payload"][0]["extensions"]["code"] == "BAD_CURSOR"
        await subscribe(socket, query="subscription { nothing }", id="2")
        assert (await told(socket))["payload"][0]["extensions"]["code"] == "GRAPHQL_VALIDATION_FAILED"
        await subscribe(socket, query="{ me { client } }", id="3")
        assert (await told(socket))["payload"]["data"]["me"]["client"]
        assert await told(socket) == {"id": "3", "type": "complete"}


async def to_the_end(socket: ClientConnection) -> None:
    async with asyncio.timeout(SOON):
        while True:
            await socket.recv()


@pytest.mark.parametrize(
    ("messages", "code"),
    [
        (["no json"], 4400),
        (
            [
                '{"type": "connection_init"}',
                '{"type": "subscribe", "id": "1", "payload": {"query": "{ me { client } }"}}',
            ],
            4401,
        ),
        (['{"type": "subscribe", "id": "1", "payload": {}}'], 4401),
        (['{"type": "connection_init"}', '{"type": "connection_init"}'], 4429),
        (['{"type": "connection_init"}', '{"type": "dance"}'], 4400),
    ],
)
async def test_who_breaks_the_protocol_is_shown_out_with_its_code(hub: Running, messages: list[str], code: int) -> None:
    url = hub.url.replace("http", "ws") + "/graphql"
    async with connect(url, subprotocols=[Subprotocol("graphql-transport-ws")]) as socket:
        for message in messages:
            await socket.send(message)
        with pytest.raises(ConnectionClosed) as closed:
            await to_the_end(socket)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == code
