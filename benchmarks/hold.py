"""How long one client holds another, which asks who it is every ten milliseconds, by a hostile request."""

import http.client
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from benchmarks.hostile import Hostile, hostile
from benchmarks.hub import Hub, serving
from benchmarks.place import Place

OTHER, SENDER = "education_aid", "civil_affairs"
EVERY, BEFORE = 0.01, 0.3
ME = json.dumps({"query": "{ me { client } }"}).encode()


@dataclass
class Waits:
    """How long each question of the other client took, in seconds."""

    seconds: list[float] = field(default_factory=list)


def hold(place: Place, rounds: int) -> dict[str, dict[str, float | str]]:
    """For each hostile request: how it ended, milliseconds until then, and how long another waited at most.

    Of several rounds that in which the other waited least: what else the machine does makes waits longer, never
    shorter. The first row is of a request that asks for nothing.
    """
    results: dict[str, dict[str, float | str]] = {}
    first = int(time.time())
    with serving(place, 1) as hub:
        for turn in range(first, first + rounds):
            for request in (Hostile("nothing else", ME), *hostile(turn)):
                found = _held(hub, request)
                before = results.setdefault(request.name, found)
                if float(found["held"]) < float(before["held"]):
                    results[request.name] = found
    return results


def _held(hub: Hub, request: Hostile) -> dict[str, float | str]:
    headers = hub.headers(SENDER)
    with _asking(hub) as waits:
        time.sleep(BEFORE)
        begun = time.perf_counter()
        ended = _sent(hub, headers, request.body)
        took = time.perf_counter() - begun
        time.sleep(BEFORE)
    return {"ended": ended, "took": 1000 * took, "held": 1000 * max(waits.seconds)}


@contextmanager
def _asking(hub: Hub) -> Iterator[Waits]:
    """The other client, which asks until the block ends."""
    waits, ended, headers = Waits(), threading.Event(), hub.headers(OTHER)

    def ask() -> None:
        connection = _connection(hub)
        while not ended.is_set():
            begun = time.perf_counter()
            connection.request("POST", "/graphql", ME, {**headers, "Content-Type": "application/json"})
            connection.getresponse().read()
            waits.seconds.append(time.perf_counter() - begun)
            time.sleep(max(0, EVERY - waits.seconds[-1]))

    asking = threading.Thread(target=ask)
    asking.start()
    try:
        yield waits
    finally:
        ended.set()
        asking.join()


def _sent(hub: Hub, headers: dict[str, str], body: bytes) -> str:
    """How a request ended: its status and the first code."""
    connection = _connection(hub)
    connection.request("POST", "/graphql", body, {**headers, "Content-Type": "application/json"})
    response = connection.getresponse()
    errors = json.loads(response.read()).get("errors") or [{}]
    return f"{response.status} {errors[0].get('extensions', {}).get('code', '')}".strip()


def _connection(hub: Hub) -> http.client.HTTPConnection:
    address = urlsplit(hub.url)
    return http.client.HTTPConnection(address.hostname or "", address.port, timeout=120)


def table(before: dict[str, dict[str, float | str]], after: dict[str, dict[str, float | str]]) -> str:
    """The rows of both as docs/operations.md shows them."""
    rows = ["| request | another waited, before | after | ends as | after ms |", "|---|---|---|---|---|"]
    for name, found in after.items():
        held = f"{before[name]['held']:.0f} ms" if name in before else "–"
        rows.append(f"| {name} | {held} | {found['held']:.0f} ms | {found['ended']} | {found['took']:.0f} |")
    return "\n".join(rows)
