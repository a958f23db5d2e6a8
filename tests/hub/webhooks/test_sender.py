"""The sender: what is connected to is an address that was looked at, over TLS that holds, and nobody is waited for."""

import asyncio
import datetime
import json
import socket
import ssl
import threading
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address, ip_network
from pathlib import Path
from typing import Any

import anyio
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from hub.webhooks import sender as sending
from hub.webhooks.deliverer import AT_ONCE
from hub.webhooks.sender import Message, Sender
from registry.journal.receivers import Receivers
from tests.hub.webhooks.receiver import SOON, receiving

pytestmark = pytest.mark.anyio

NEAR = Receivers((ip_network("127.0.0.1/32"),), plain=True)
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE = Message("msg_1", json.dumps({"data": {"id": "x"}}).encode())


@pytest.fixture
async def sender() -> AsyncIterator[Sender]:
    async with Sender(NEAR) as sender:
        yield sender


async def code(sender: Sender, url: str) -> str | None:
    failure = await sender.send(url, [SECRET], MESSAGE)
    return failure.why.code if failure else None


async def test_a_message_is_signed_by_each_secret(sender: Sender) -> None:
    with receiving() as receiver:
        other = "whsec_" + "QUJD" * 8
        assert await sender.send(receiver.url, [SECRET, other], MESSAGE) is None
        (came,) = receiver.came
        assert came.verified(SECRET) == came.verified(other) == {"data": {"id": "x"}}
        assert (came.id, came.headers["webhook-signature"].count("v1,")) == ("msg_1", 2)


async def test_the_vector_of_the_specification_is_signed_as_it_says() -> None:
    """github.com/standard-webhooks/standard-webhooks, spec: the signature scheme's example."""
    at = datetime.datetime.fromtimestamp(1614265330, datetime.UTC)
    signed = sending.Signer(SECRET).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", at, '{"test": 2432232314}')
    assert signed == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "127.1", "0x7f000001", "2130706433"])
async def test_nothing_is_sent_to_this_machine_unless_it_is_allowed(host: str) -> None:
    with receiving() as receiver:
        port = receiver.url.rpartition(":")[2]
        async with Sender(Receivers(plain=True)) as sender:
            assert await code(sender, f"http://{host}:{port}") == "WEBHOOK_ADDRESS"
        assert receiver.came == []


def resolver(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """What names lead to, one look after the other; the names that were asked for."""
    asked: list[str] = []

    def getaddrinfo(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        found = answers[min(len(asked), len(answers)) - 1]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    return asked


async def test_a_name_is_looked_at_once_and_led_nowhere_else_by_its_next_answer(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: good when it is looked at, within when it is connected to."""
    with receiving() as receiver:
        url = receiver.url.replace("127.0.0.1", "receiver.example")
        asked = resolver(monkeypatch, ["127.0.0.1"], ["169.254.169.254"], ["127.0.0.1"])
        assert await code(sender, url) is None
        assert asked == ["receiver.example"]
        async with Sender(NEAR) as another:
            assert await code(another, url) == "WEBHOOK_ADDRESS"
            assert await code(another, url) is None
        assert asked == ["receiver.example"] * 3


async def test_of_several_addresses_only_allowed_ones_are_tried(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiving() as receiver:
        asked = resolver(monkeypatch, ["10.0.0.1", "169.254.169.254", "127.0.0.1"])
        assert await code(sender, receiver.url.replace("127.0.0.1", "receiver.example")) is None
        assert asked == ["receiver.example"]


async def test_names_that_nobody_answers_for_hold_up_no_other_receiver_and_no_other_work(
    sender: Sender, monkeypatch: pytest.MonkeyPatch
) -> None:
    all_ask, over = threading.Barrier(AT_ONCE, timeout=SOON), threading.Event()

    def getaddrinfo(host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        if host == "receiver.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
        all_ask.wait()
        over.wait(SOON)
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(1))
    with receiving() as receiver:
        async with anyio.create_task_group() as tasks:
            for n in range(AT_ONCE - 1):
                tasks.start_soon(code, sender, f"http://dead{n}.example/")
            await asyncio.to_thread(all_ask.wait)
            assert await code(sender, receiver.url.replace("127.0.0.1", "receiver.example")) is None
            over.set()


async def test_plain_http_is_sent_only_where_it_is_allowed() -> None:
    with receiving() as receiver:
        async with Sender(Receivers(NEAR.allowed)) as sender:
            assert await code(sender, receiver.url) == "WEBHOOK_PLAIN"
        assert receiver.came == []


async def test_who_is_not_there_or_hangs_up_in_the_middle_is_said(sender: Sender) -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        assert await code(sender, f"http://127.0.0.1:{listener.getsockname()[1]}/") == "WEBHOOK_UNREACHABLE"

    def half(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 20")
        handler.wfile.flush()
        handler.connection.shutdown(socket.SHUT_RDWR)

    with receiving() as receiver:
        receiver.answers = [half]
        assert await code(sender, receiver.url) == "WEBHOOK_UNREACHABLE"
    assert await code(sender, "http://no.such.name.invalid/") == "WEBHOOK_UNREACHABLE"


async def test_who_is_slow_is_left_behind(sender: Sender, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "WHOLE", 0.3)

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
        for _ in range(20):
            handler.wfile.write(b"X-More: of the same\r\n")
            handler.wfile.flush()
            time.sleep(0.05)

    with receiving() as receiver:
        receiver.answers = [drip]
        assert await code(sender, receiver.url) == "WEBHOOK_SLOW"


async def test_retry_after_is_kept_to_a_day(sender: Sender) -> None:
    def busy(seconds: str) -> Any:
        def answer(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(429)
            handler.send_header("Retry-After", seconds)
            handler.send_header("Content-Length", "0")
            handler.end_headers()

        return answer

    with receiving() as receiver:
        receiver.answers = [busy("120"), busy("99999999"), busy("soon")]
        waits = []
        for _ in range(3):
            failure = await sender.send(receiver.url, [SECRET], MESSAGE)
            assert failure is not None
            waits.append(failure.again)
    assert waits == [120, 24 * 3600, 0]


def authority(folder: Path, host: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """What serves a certificate for this host, and what trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a test")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(host))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    form = serialization.PrivateFormat.PKCS8
    kept = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    (folder / "both.pem").write_bytes(pem + kept)
    serving = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    serving.load_cert_chain(folder / "both.pem")
    return serving, ssl.create_default_context(cadata=pem.decode())


async def test_over_tls_a_certificate_of_the_name_is_wanted(tmp_path: Path) -> None:
    serving, trusting = authority(tmp_path, "127.0.0.1")
    strict = Receivers(NEAR.allowed)
    with receiving(serving) as receiver:
        async with Sender(strict, trusting) as sender:
            assert await code(sender, receiver.url) is None
        async with Sender(strict) as stranger:
            assert await code(stranger, receiver.url) == "WEBHOOK_CERTIFICATE"
        assert len(receiver.came) == 1
    serving, trusting = authority(tmp_path, "127.0.0.2")
    with receiving(serving) as receiver:
        async with Sender(strict, trusting) as sender:
            assert await code(sender, receiver.url) == "WEBHOOK_CERTIFICATE"
        assert receiver.came == []


async def test_no_proxy_of_the_environment_is_gone_by(monkeypatch: pytest.MonkeyPatch) -> None:
    with receiving() as proxy, receiving() as receiver:
        for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        async with Sender(NEAR) as sender:
            assert await code(sender, receiver.url) is None
        assert (len(receiver.came), proxy.came) == (1, [])
