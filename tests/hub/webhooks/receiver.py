"""A receiver of webhooks, served in a thread of its own: it keeps what it is sent, and answers as it is told."""

import json
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks import Webhook

SOON = 15.0
Answer = int | Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Received:
    """One request as it came."""

    headers: dict[str, str]
    body: str

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]

    @property
    def subject(self) -> str:
        subject: str = json.loads(self.body)["data"]["id"]
        return subject

    def verified(self, secret: str) -> Any:
        """Its JSON, where the secret has signed it."""
        return Webhook(secret).verify(self.body, self.headers)


@dataclass
class Receiver:
    """What has come so far; `answers` are given one after the other, the last one from then on."""

    url: str = ""
    came: list[Received] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=lambda: [204])

    def next_answer(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]

    def waited(self, count: int) -> list[Received]:
        """What has come, once it is so many."""
        deadline = time.monotonic() + SOON
        while len(self.came) < count:
            assert time.monotonic() < deadline, f"{len(self.came)} of {count} have come"
            time.sleep(0.02)
        return list(self.came)


@contextmanager
def receiving(tls: ssl.SSLContext | None = None) -> Iterator[Receiver]:
    """Serve a receiver on a port of its own."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"])).decode()
            receiver.came.append(Received({name.lower(): value for name, value in self.headers.items()}, body))
            answer = receiver.next_answer()
            if callable(answer):
                answer(self)
                return
            self.send_response(answer)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def do_GET(self) -> None:
            receiver.came.append(Received({"method": "GET"}, ""))

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    receiver.url = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_address[1]}/hook"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
