"""Memory: one worker under a mix of all operations; what it holds, minute by minute."""

import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from benchmarks.compare import CONNECTIONS
from benchmarks.feedback import DEPARTMENT, only_asked
from benchmarks.hub import serving
from benchmarks.operations import coverage, document, operations
from benchmarks.place import Place
from benchmarks.processes import loaded, peak, resident
from hub.progress import shown

TURN = 15
"""Seconds of one operation before the next has its turn."""


@dataclass(frozen=True)
class Turn:
    """What is asked for some seconds, by whom, and by how many at once."""

    client: str
    bodies: list[dict[str, Any]]
    path: str = "/graphql"
    connections: int = CONNECTIONS


def memory(place: Place, minutes: int) -> dict[str, Any]:
    """MiB at the start, after each sixth of the time, and at most; how many requests were answered, which failed."""
    results: dict[str, Any] = {}
    step = max(minutes // 6, 1)
    with serving(place) as hub, shown(minutes, "minutes of the mix") as tell:
        started, requests, codes = time.monotonic(), 0.0, Counter[str]()
        results["0 min"] = resident(hub.process)
        for turn in _mix(place):
            spent = time.monotonic() - started
            if spent > 60 * minutes:
                break
            answered = loaded(hub.url + turn.path, turn.bodies, hub.headers(turn.client), TURN, turn.connections)
            requests += answered["requests"]
            codes.update(answered["codes"])
            results[f"{int(spent // 60 // step) * step + step} min"] = resident(hub.process)
            tell(int(spent // 60))
        results |= {"peak": peak(hub.process), "requests": requests, "minutes": float(minutes)}
        results |= {"errors": codes.total(), "codes": dict(codes)}
    return results


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
