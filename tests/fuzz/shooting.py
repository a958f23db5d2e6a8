"""Shooting: sends inputs over real connections, and keeps whatever was let in or broke something."""

import asyncio
import random
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from tests.fuzz.inputs import Known, Request, inputs

CONNECTIONS = 4
SERVER_ERROR = 500
REQUESTS = 25
"""On one connection, and so from one address: who is wrong too often from one is heard no more at sign-in."""


# A page that ends a session sends it without a value.
SESSION_GIVEN = re.compile(rb'set-cookie: (?:__host-aidhub|aidhub-without-tls)=[^";\s]', re.IGNORECASE)


@dataclass
class Tally:
    """What became of the inputs."""

    statuses: Counter[tuple[str, int]] = field(default_factory=Counter)
    """By kind and status; 0 where the server hung up without an answer, as it does on what is no HTTP."""
    wrong: list[tuple[str, bytes, bytes]] = field(default_factory=list)
    """Kind, what was sent and what was answered, where somebody was let in or something broke."""
    seconds: list[float] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many were sent."""
        return self.statuses.total()

    def note(self, request: Request, answer: bytes, seconds: float) -> None:
        status = int(answer[9:12]) if answer else 0
        self.statuses[request.kind, status] += 1
        self.seconds.append(seconds)
        if status >= SERVER_ERROR or b'"INTERNAL"' in answer or (request.shut and _let_in(status, answer)):
            self.wrong.append((request.kind, request.sent[:4000], answer[:2000]))

    def add(self, other: "Tally") -> None:
        self.statuses.update(other.statuses)
        self.wrong += other.wrong
        self.seconds += other.seconds


def _let_in(status: int, answer: bytes) -> bool:
    head, _, body = answer.partition(b"\r\n\r\n")
    given = b'"access_token"' in body or b'"active":true' in body or (b'"data":{' in body and b'"errors"' not in body)
    return (status == 200 and given) or bool(SESSION_GIVEN.search(head)) or b"code=" in _location(head)


def _location(head: bytes) -> bytes:
    return next((line for line in head.lower().split(b"\r\n") if line.startswith(b"location:")), b"")


def shoot(known: Known, port: int, seed: int, count: int) -> Tally:
    """Send so many inputs of a seed, over a few connections at once."""
    tally = Tally()

    async def all_of_them() -> None:
        requests = islice(inputs(known, seed), count)
        await asyncio.gather(*(_connection(port, requests, tally) for _ in range(CONNECTIONS)))

    asyncio.run(all_of_them())
    return tally


async def _connection(port: int, requests: Iterator[Request], tally: Tally) -> None:
    reader = writer = None
    for n, request in enumerate(requests):
        if writer and n % REQUESTS == 0:
            writer.close()
        if writer is None or reader is None or writer.is_closing():
            reader, writer = await _connected(port)
        began = time.perf_counter()
        answer, ends = b"", True
        try:
            writer.write(request.sent)
            answer, ends = await _answer(reader)
        except (OSError, asyncio.IncompleteReadError):
            pass
        tally.note(request, answer, time.perf_counter() - began)
        if ends:
            writer.close()
    if writer:
        writer.close()


async def _connected(port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """From any of this machine's own addresses, where it has more than one."""
    own = ".".join(["127", *(str(random.randint(1, 250)) for _ in range(3))])
    try:
        return await asyncio.open_connection("127.0.0.1", port, limit=1 << 24, local_addr=(own, 0))
    except OSError:
        return await asyncio.open_connection("127.0.0.1", port, limit=1 << 24)


async def _answer(reader: asyncio.StreamReader) -> tuple[bytes, bool]:
    """Head and body, and whether the connection ends with it."""
    head = await reader.readuntil(b"\r\n\r\n")
    fields = head.lower()
    length = next((int(line[15:]) for line in fields.split(b"\r\n") if line.startswith(b"content-length:")), None)
    if length is not None:
        body = await reader.readexactly(length)
    elif b"transfer-encoding: chunked" in fields:
        return head + await reader.readuntil(b"0\r\n\r\n"), True
    else:
        body = b""
    return head + body, b"connection: close" in fields
