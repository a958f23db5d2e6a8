"""Bodies in hand: what one client or all of them may fill, and what is said to whoever does not finish."""

import json
import select
import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import psycopg
import pytest

from hub.answering.bodies import LARGEST, Bodies
from registry.errors import Refusal
from tests.hub_running import Running

BIG = int(3.9 * 2**20)


def refused(bodies: Bodies, client: str, count: int) -> str | None:
    try:
        bodies.count(client, count)
    except Refusal as refusal:
        return refusal.code
    return None


def test_one_client_fills_half_and_all_of_them_the_whole_and_it_is_given_back() -> None:
    bodies = Bodies(8, 60)
    with ExitStack() as held:
        for client in ("a", "b"):
            body = held.enter_context(bodies.in_hand(client))
            body.counted = 4 << 20
            assert refused(bodies, client, body.counted) is None
        assert refused(bodies, "a", 1) == "TOO_MANY_BYTES"
        assert refused(bodies, "c", 1) == "HUB_FULL"
    assert refused(bodies, "a", 4 << 20) is None


@contextmanager
def begun(hub: Running, who: str, length: int, body: bytes = b"", path: str = "/graphql") -> Iterator[socket.socket]:
    """A connection on which a request of so many bytes has begun."""
    url = urlsplit(hub.url)
    head = f"POST {path} HTTP/1.1\r\nHost: {url.netloc}\r\nContent-Type: application/json\r\n"
    head += f"Authorization: Bearer {hub[who].token}\r\nContent-Length: {length}\r\n\r\n"
    with socket.create_connection((str(url.hostname), url.port or 80), timeout=20) as connection:
        connection.sendall(head.encode() + body)
        yield connection


def code(connection: socket.socket) -> str:
    """The code of the answer, which is small."""
    answer = b""
    while not answer.endswith(b"}"):
        answer += connection.recv(65536)
    (error,) = json.loads(answer.partition(b"\r\n\r\n")[2])["errors"]
    return str(error["extensions"]["code"])


def test_unfinished_bodies_of_one_client_are_refused_and_another_is_answered(hub: Running) -> None:
    with ExitStack() as held:
        # 16 MiB for one client: four of them, and not a fifth, whichever it is.
        five = [held.enter_context(begun(hub, "housing", BIG, b" " * (BIG - 1))) for _ in range(5)]
        (answered,), _, _ = select.select(five, [], [], 20)
        assert code(answered) == "TOO_MANY_BYTES"
        assert hub["housing"].ask("{ me { client } }")
        assert hub["education_aid"].post("{ me { client } }", {"unused": "x" * (BIG // 2)}).status_code in (200, 400)
    assert hub["housing"].ask("{ me { client } }")


def test_the_body_of_an_export_is_in_hand_until_its_first_page_stands(hub: Running) -> None:
    export = json.dumps({"query": "{ households { nodes { id } } }"}).encode().ljust(BIG)
    with ExitStack() as held:
        for _ in range(3):
            held.enter_context(begun(hub, "housing", BIG, b" " * (BIG - 1)))
        with psycopg.connect(hub.owner) as owner:
            owner.execute("LOCK TABLE access_log IN ACCESS EXCLUSIVE MODE")
            exported = held.enter_context(begun(hub, "housing", BIG, export, "/export"))
            until = time.monotonic() + 10
            while not hub.rows("SELECT 1 FROM pg_locks WHERE NOT granted") and time.monotonic() < until:
                time.sleep(0.05)
            fifth = held.enter_context(begun(hub, "housing", BIG, b" " * (1 << 20)))
            assert select.select([fifth], [], [], 4)[0]
            assert code(fifth) == "TOO_MANY_BYTES"
        assert exported.recv(12) == b"HTTP/1.1 200"


def test_a_body_that_says_it_is_too_long_is_refused_before_it_comes(hub: Running) -> None:
    with begun(hub, "housing", LARGEST + 1) as connection:
        assert code(connection) == "BODY_TOO_LARGE"


@pytest.mark.parametrize("length", [100, BIG])
def test_who_leaves_before_its_request_is_complete_is_one_line_in_the_log(
    hub: Running, length: int, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO"):
        with begun(hub, "housing", length, b"{"):
            assert hub["housing"].ask("{ me { client } }")
        until = time.monotonic() + 10
        while "has left" not in caplog.text and time.monotonic() < until:
            time.sleep(0.05)
        assert hub["housing"].ask("{ me { client } }")
    ours = [record for record in caplog.records if record.name.split(".")[0] in ("hub", "auth", "asyncio")]
    ours += [record for record in caplog.records if record.name == "uvicorn.error"]
    assert [record.getMessage() for record in ours] == ["a client has left before its request was complete"]
    assert not any(record.exc_info for record in ours)
