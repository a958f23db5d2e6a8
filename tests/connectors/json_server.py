"""A server of somebody else's interface, a process of its own: people in pages, and every way of going wrong."""

import base64
import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

COUNT, SIZE = 7, 3
ID, SECRET, KEY = "aidhub", "s&cret", "a key"


def people() -> list[dict[str, Any]]:
    """What the interface has; the rows of AIDHUB_TEST_ROWS where a test brings its own."""
    if rows := os.environ.get("AIDHUB_TEST_ROWS"):
        return list(json.loads(rows))
    return [{"no": n, "name": f"Somebody {n}", "at": f"2026-11-{n:02} 08:00:00"} for n in range(1, COUNT + 1)]


let_go = threading.Event()


class Answering(BaseHTTPRequestHandler):
    """Answers by the first word of the path."""

    asked: list[dict[str, str]] = []  # noqa: RUF012 - of the whole process
    tokens: set[str] = set()  # noqa: RUF012

    def do_GET(self) -> None:
        address = urlsplit(self.path)
        way = address.path.strip("/").split("/")[0]
        told = {name: values[0] for name, values in parse_qs(address.query).items()}
        if way != "asked_so_far":
            told_header = self.headers.get("Authorization") or self.headers.get("X-Key") or ""
            self.asked.append({"way": way, **told, **({"header": told_header} if told_header else {})})
        getattr(self, way)(told)

    def do_POST(self) -> None:
        form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
        if self.path == "/away":
            return self.away({})
        basic = f"Basic {base64.b64encode(f'{ID}:{SECRET}'.encode()).decode()}"
        if self.headers.get("Authorization") != basic and form.get("client_secret") != [SECRET]:
            return self.say({"error": "invalid_client"}, 401)
        self.tokens.clear()
        self.tokens.add(f"token-{time.time_ns()}")
        return self.say(
            {"access_token": next(iter(self.tokens)), "expires_in": 3600, "scope": form.get("scope", [""])[0]}
        )

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: what was asked is asked for."""

    def say(self, answer: Any, status: int = 200, **headers: str) -> None:
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def times(self, way: str) -> int:
        return sum(one["way"] == way for one in self.asked)

    def asked_so_far(self, _: dict[str, str]) -> None:
        self.say(self.asked)

    def whole(self, told: dict[str, str]) -> None:
        since = told.get("since", "")
        self.say([one for one in people() if str(one.get("at", "")) >= since])

    def cursor(self, told: dict[str, str]) -> None:
        start = int(told.get("cursor", "0"))
        following = str(start + SIZE) if start + SIZE < len(people()) else None
        self.say({"code": 0, "data": {"rows": people()[start : start + SIZE], "next": following}})

    def page(self, told: dict[str, str]) -> None:
        size = int(told["size"])
        start = (int(told["page"]) - 1) * size
        self.say({"rows": people()[start : start + size], "total": len(people()) + int(told.get("more", 0))})

    def offset(self, told: dict[str, str]) -> None:
        start = int(told["offset"])
        self.say({"rows": people()[start : start + SIZE]})

    def endless(self, told: dict[str, str]) -> None:
        at = int(told.get("cursor", "0"))
        self.say({"rows": [{"no": at}], "next": str(at + 1)})

    def round(self, told: dict[str, str]) -> None:
        at = int(told.get("cursor", "0"))
        self.say({"rows": [{"no": time.time_ns()}], "next": str((at + 1) % 3 + 1)})

    def same(self, _: dict[str, str]) -> None:
        self.say({"rows": people()[:SIZE]})

    def busy(self, told: dict[str, str]) -> None:
        if self.times("busy") == 1:
            return self.say({}, 429, Retry_After=told.get("pause", "1"))
        return self.say(people())

    def status(self, told: dict[str, str]) -> None:
        self.say({"message": "629901199001010016"}, int(told["status"]))

    def html(self, _: dict[str, str]) -> None:
        self.say(b"<html>629901199001010016</html>")

    def deep(self, _: dict[str, str]) -> None:
        self.say(b"[" * 100_000)

    def packed(self, _: dict[str, str]) -> None:
        self.say(b"packed", Content_Encoding="gzip")

    def long(self, _: dict[str, str]) -> None:
        self.say(b"[" + b" " * 2_000_000 + b"]")

    def slow(self, _: dict[str, str]) -> None:
        self.send_response(200)
        self.end_headers()
        for _n in range(100):
            self.wfile.write(b" ")
            time.sleep(0.05)

    def held(self, told: dict[str, str]) -> None:
        let_go.wait()
        self.whole(told)

    def let_go(self, _: dict[str, str]) -> None:
        let_go.set()
        self.say({})

    def on(self, _: dict[str, str]) -> None:
        self.say({}, 302, Location="/whole")

    def away(self, _: dict[str, str]) -> None:
        self.say({}, 302, Location=f"http://localhost:{self.server.server_address[1]}/whole")

    def circle(self, _: dict[str, str]) -> None:
        self.say({}, 302, Location="/circle")

    def locked(self, _: dict[str, str]) -> None:
        told = self.headers.get("Authorization", ""), self.headers.get("X-Key", "")
        known = told[0].removeprefix("Bearer ") in self.tokens or told[1] == KEY
        self.say(people() if known else {}, 200 if known else 401)

    def forget(self, _: dict[str, str]) -> None:
        self.tokens.clear()
        self.say({})


@contextmanager
def json_server(rows: list[dict[str, Any]] | None = None) -> Iterator[str]:
    """Its address, `http://127.0.0.1:port`."""
    environment = {**os.environ, **({"AIDHUB_TEST_ROWS": json.dumps(rows)} if rows else {})}
    with subprocess.Popen([sys.executable, __file__], stdout=subprocess.PIPE, env=environment, text=True) as process:
        try:
            assert process.stdout
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.kill()


if __name__ == "__main__":
    with ThreadingHTTPServer(("127.0.0.1", 0), Answering) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()
