"""Clients that leave in the middle of anything: nothing goes wrong by it, and the log says so in a line at most."""

import asyncio
import json
import socket
import struct
from urllib.parse import urlsplit

import pytest

from tests.hub.live.test_subscriptions import PUSHED, conversation, in_thread, start, subscribe, told
from tests.hub_running import Running
from tests.schema.matters.test_matters import family, referred

pytestmark = pytest.mark.anyio

LISTED = "{ households { nodes { id members { person { id } } } } }"
NOTHING_LEFT = struct.pack("ii", 1, 0)
"""SO_LINGER with which closing a connection resets it."""


def complaints(caplog: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in caplog.records if record.exc_info or record.levelname != "INFO"]


async def hung_up(hub: Running, path: str, accept: str, query: str, reading: int, **variables: str) -> None:
    """Send a request that is complete, read so many bytes of its answer, and reset the connection."""
    url = urlsplit(hub.url)
    body = json.dumps({"query": query, "variables": variables}).encode()
    head = f"POST {path} HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Type: application/json\r\nAccept: {accept}\r\n"
    head += f"Authorization: Bearer {hub['education_aid here'].token}\r\nContent-Length: {len(body)}\r\n\r\n"

    def talk() -> None:
        with socket.create_connection((str(url.hostname), url.port or 80), timeout=20) as connection:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, NOTHING_LEFT)
            connection.sendall(head.encode() + body)
            if reading:
                assert connection.recv(reading)

    await in_thread(talk)


@pytest.mark.parametrize(
    ("path", "accept", "query", "reading"),
    [
        ("/graphql", "application/json", LISTED, 0),
        ("/graphql", "application/json", LISTED, 1),
        ("/graphql", "text/event-stream", PUSHED, 0),
        ("/graphql", "text/event-stream", PUSHED, 1),
        ("/export", "application/x-ndjson", LISTED, 1),
    ],
)
async def test_who_leaves_before_the_answer_is_no_trouble(
    hub: Running, caplog: pytest.LogCaptureFixture, path: str, accept: str, query: str, reading: int
) -> None:
    with caplog.at_level("INFO"):
        for _ in range(5):
            await hung_up(hub, path, accept, query, reading)
        await asyncio.sleep(1)
        assert await in_thread(hub["education_aid here"].ask, LISTED)
    assert complaints(caplog) == []


async def test_a_socket_that_is_reset_while_it_is_being_told_is_no_trouble(
    hub: Running, caplog: pytest.LogCaptureFixture
) -> None:
    home = await in_thread(family, hub, hub.number())
    with caplog.at_level("INFO"):
        for _ in range(3):
            async with conversation(hub, "education_aid here") as gone, conversation(hub, "education_aid here") as kept:
                for listener in (gone, kept):
                    await subscribe(listener, since=start(hub))
                    await subscribe(listener, query=LISTED, id="2")
                gone.transport.abort()
                await in_thread(referred, hub, home)
                assert (await told(kept))["type"] == "next"
        await asyncio.sleep(1)
    assert complaints(caplog) == []
