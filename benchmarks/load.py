"""The load: so many connections that ask one after the other, each the next body of a list, for some seconds.

Runs as a process of its own (`python -m benchmarks.load URL BODIES SECONDS CONNECTIONS`), prints one JSON object.
"""

import asyncio
import json
import re
import sys
import time
from collections import Counter
from itertools import cycle
from pathlib import Path
from typing import Any, cast
from urllib.parse import urlsplit

import uvloop

FAILED = (b'"errors":', b'{"error":')
"""How an answer says so, and the last line of a list that was broken off."""


class Asker(asyncio.Protocol):
    """One connection. An answer that is not 200, or holds errors, is counted as an error."""

    def __init__(self, requests: "cycle[bytes]", until: float, took: list[float]) -> None:
        self.requests, self.until, self.took = requests, until, took
        self.errors, self.bytes = Counter[str](), 0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._buffer = bytearray()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)
        self._ask()

    def _ask(self) -> None:
        self._asked = time.perf_counter()
        if self._asked >= self.until:
            self.transport.close()
            return
        self.transport.write(next(self.requests))

    def data_received(self, data: bytes) -> None:
        self._buffer += data
        end = self._buffer.find(b"\r\n\r\n")
        if end < 0:
            return
        head = bytes(self._buffer[:end]).lower()
        if not self._whole(head, end + 4):
            return
        self.took.append(time.perf_counter() - self._asked)
        if b" 200 " not in head[:16] or any(sign in self._buffer for sign in FAILED):
            self.errors[_code(self._buffer)] += 1
        self.bytes += len(self._buffer)
        self._buffer.clear()
        self._ask()

    def _whole(self, head: bytes, start: int) -> bool:
        if b"transfer-encoding: chunked" in head:
            return self._buffer.endswith(b"0\r\n\r\n")
        length = int(head.split(b"content-length:", 1)[1].split(b"\r\n", 1)[0])
        return len(self._buffer) >= start + length

    def connection_lost(self, _: Exception | None) -> None:
        if not self.done.done():
            self.done.set_result(None)


def request(url: str, body: dict[str, object], headers: dict[str, str]) -> bytes:
    """One request as it goes over the wire."""
    parts, content = urlsplit(url), json.dumps(body).encode()
    told = {"Host": parts.netloc, "Content-Type": "application/json", "Content-Length": str(len(content)), **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"POST {parts.path} HTTP/1.1\r\n{lines}\r\n".encode() + content


def _code(answer: bytes | bytearray) -> str:
    """The code of a refusal, else the status: what an error is counted by."""
    told = max(answer.rfind(sign) for sign in FAILED)  # a list that is broken off is full of other codes before it
    code = re.compile(rb'"code":"(\w+)"').search(answer, max(told, 0))
    return code[1].decode() if code else answer[:12].decode()


async def load(url: str, requests: list[bytes], seconds: float, connections: int) -> dict[str, Any]:
    """Ask for so many seconds; rates per second, times in milliseconds, errors by their codes."""
    parts, took = urlsplit(url), list[float]()
    loop, started = asyncio.get_running_loop(), time.perf_counter()
    turn = cycle(requests)
    askers = [Asker(turn, started + seconds, took) for _ in range(connections)]
    for asker in askers:
        await loop.create_connection(lambda one=asker: one, parts.hostname, parts.port)  # type: ignore[misc, arg-type] # bound now; every URL here has a port
    await asyncio.gather(*(asker.done for asker in askers))
    lasted = time.perf_counter() - started
    took.sort()
    return {
        "requests": len(took),
        "rate": len(took) / lasted,
        "p50": at(took, 0.50),
        "p99": at(took, 0.99),
        "longest": at(took, 1),
        "errors": sum(asker.errors.total() for asker in askers),
        "codes": dict(sum((asker.errors for asker in askers), Counter())),
        "bytes": sum(asker.bytes for asker in askers) / max(len(took), 1),
    }


def at(took: list[float], share: float) -> float:
    """The time below which this share of them lies, in milliseconds; they are sorted and in seconds."""
    return 1000 * took[min(int(share * len(took)), len(took) - 1)] if took else 0.0


if __name__ == "__main__":
    url, bodies, seconds, connections = sys.argv[1:]
    known = json.loads(Path(bodies).read_text())
    ready = [request(url, body, known["headers"]) for body in known["bodies"]]
    print(json.dumps(uvloop.run(load(url, ready, float(seconds), int(connections)))))
