"""Deadlines over real sockets: who does not finish a request is told or hung up on, and nobody else is."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx
import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from hub.answering import deadlines
from hub.answering.bodies import Bodies
from hub.commands.workers import configuration
from hub.settings import Settings
from registry.errors import Refusal

HEAD = b"POST / HTTP/1.1\r\nHost: hub\r\nContent-Length: 10\r\n\r\n"


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server that waits a second for a head or a body, and says how long the body is."""
    monkeypatch.setattr(deadlines, "MORE", 1)
    bodies = Bodies(8, 1)

    async def length(request: Request) -> Response:
        try:
            with bodies.in_hand("") as sent:
                return PlainTextResponse(str(len(await sent.read(request))))
        except Refusal as refusal:
            return PlainTextResponse(refusal.code, refusal.status)

    async def early(_: Request) -> Response:
        return PlainTextResponse("no", 401)

    application = Starlette(routes=[Route("/", length, methods=["POST"]), Route("/early", early, methods=["POST"])])
    settings = Settings.read({"AIDHUB_HEADER_SECONDS": "1", "AIDHUB_BODY_SECONDS": "1"})
    with serving(uvicorn.Server(configuration(settings, application))) as port:
        yield port


@contextmanager
def serving(server: uvicorn.Server) -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            while not server.started:
                time.sleep(0.02)
            yield listener.getsockname()[1]
        finally:
            server.should_exit = True
            thread.join()


def heard(port: int, *sent: bytes) -> bytes:
    """Everything that is answered until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        for part in sent:
            connection.sendall(part)
            time.sleep(0.1)
        answer = b""
        while part := connection.recv(65536):
            answer += part
        return answer


@pytest.mark.parametrize("begun", [b"", b"\r\n", b"POST / HTT", HEAD[:-2]])
def test_who_does_not_finish_a_head_is_hung_up_on(port: int, begun: bytes) -> None:
    assert heard(port, begun) == b""


def test_who_does_not_finish_a_body_is_told_and_then_hung_up_on(port: int) -> None:
    answer = heard(port, HEAD, b"12")
    assert answer.startswith(b"HTTP/1.1 408")
    assert answer.endswith(b"BODY_TOO_SLOW")


def test_who_goes_on_sending_after_its_answer_is_hung_up_on(port: int) -> None:
    assert heard(port, HEAD.replace(b"POST /", b"POST /early"), b"12").startswith(b"HTTP/1.1 401")


def test_who_begins_anew_after_an_answer_must_finish_too(port: int) -> None:
    assert heard(port, HEAD + b"1234567890", b"\r\n").endswith(b"\r\n\r\n10")
    assert heard(port, HEAD + b"1234567890", HEAD[:5]).endswith(b"\r\n\r\n10")


def test_requests_that_are_whole_are_answered_one_after_the_other(port: int) -> None:
    with httpx.Client(base_url=f"http://127.0.0.1:{port}") as http:
        for _ in range(4):
            assert http.post("/", content=b"12345").text == "5"
            time.sleep(0.5)


def test_a_head_that_does_not_end_is_refused_before_it_is_long(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(b"POST / HTTP/1.1\r\nHost: hub\r\n")
        heard = b""
        with suppress(ConnectionError):  # it is closed while the rest is sent
            for n in range(400):
                connection.sendall(b"X-%d: %s\r\n" % (n, b"x" * 1000))
            heard = connection.recv(100)
    assert heard in (b"", deadlines.TOO_LONG[:100])


def test_a_long_head_that_ends_is_taken(port: int) -> None:
    answer = httpx.post(f"http://127.0.0.1:{port}/", content=b"12345", headers={"X-Long": "x" * 30_000})
    assert answer.text == "5"
