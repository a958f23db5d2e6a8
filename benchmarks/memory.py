"""Memory: one worker under a mix of all operations; what it holds, minute by minute."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx

from benchmarks.compare import CONNECTIONS
from benchmarks.feedback import DEPARTMENT, only_asked
from benchmarks.hostile import hostile
from benchmarks.hub import Hub, serving
from benchmarks.operations import coverage, document, operations
from benchmarks.place import Place
from benchmarks.processes import loaded, peak, resident
from hub.progress import shown

TURN = 15
"""Seconds of one operation before the next has its turn."""


HOSTILE = 3
"""After so many turns all that is hostile comes, four at once."""


@dataclass(frozen=True)
class Turn:
    """What is asked for some seconds, by whom, and by how many at once."""

    client: str
    bodies: list[dict[str, Any]]
    path: str = "/graphql"
    connections: int = CONNECTIONS


def memory(place: Place, minutes: int) -> dict[str, Any]:
    """MiB at the start, after each sixth of the time, and at most; how many requests were answered, which failed.

    What is hostile is counted by itself, by the status of its answers.
    """
    results: dict[str, Any] = {}
    step = max(minutes // 6, 1)
    with serving(place) as hub, shown(minutes, "minutes of the mix") as tell:
        started, requests, codes, refused = time.monotonic(), 0.0, Counter[str](), Counter[str]()
        results["0 min"] = resident(hub.process)
        for number, turn in enumerate(_mix(place)):
            spent = time.monotonic() - started
            if spent > 60 * minutes:
                break
            answered = loaded(hub.url + turn.path, turn.bodies, hub.headers(turn.client), TURN, turn.connections)
            if number % HOSTILE == 0:
                refused.update(_hostile(hub, turn.client))
            requests += answered["requests"]
            codes.update(answered["codes"])
            results[f"{int(spent // 60 // step) * step + step} min"] = resident(hub.process)
            tell(int(spent // 60))
        results |= {"peak": peak(hub.process), "requests": requests, "minutes": float(minutes)}
        results |= {"errors": codes.total(), "codes": dict(codes), "hostile": dict(refused)}
    return results


def _hostile(hub: Hub, client: str) -> Counter[str]:
    """Send all that is hostile; by what status it was answered."""
    headers = {**hub.headers(client), "Content-Type": "application/json"}
    with httpx.Client(base_url=hub.url, headers=headers, timeout=60) as http, ThreadPoolExecutor(4) as at_once:
        answered = at_once.map(lambda one: http.post("/graphql", content=one.body).status_code, hostile())
        found = Counter(map(str, answered))
    return found


def _mix(place: Place) -> Iterator[Turn]:
    """All operations in turn, a thousand entries that are only asked about, whole lists, and documents never seen."""
    reads = [Turn(operation.client, operation.bodies) for operation in (*operations(place), coverage())]
    chain, targets = reads[:2]
    listed: dict[str, Any] = {"query": document("targets"), "variables": targets.bodies[0]["variables"]}
    others = [
        Turn(DEPARTMENT, [only_asked(place.settings)], connections=2),
        Turn(targets.client, [listed], "/export", connections=2),
    ]
    number = 0
    while True:
        yield from (*reads, *others)
        new = [document("chain").replace("query Chain", f"query Chain{number + n}") for n in range(100)]
        number += 100
        yield Turn(chain.client, [{"query": text, "variables": chain.bodies[0]["variables"]} for text in new])
