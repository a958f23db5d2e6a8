"""Memory: one worker under a mix of all operations; what it holds, minute by minute."""

import time
from collections import Counter
from collections.abc import Iterator
from typing import Any

from benchmarks.asked import coverage, document, operations
from benchmarks.compare import CONNECTIONS
from benchmarks.hub import serving
from benchmarks.place import Place
from benchmarks.processes import loaded, peak, resident
from hub.population.progress import shown

PART = 15
"""Seconds of one operation before the next has its turn."""


def memory(place: Place, minutes: int) -> dict[str, Any]:
    """MiB at the start, after each sixth of the time, and at most; how many requests were answered, which failed."""
    found: dict[str, Any] = {}
    with serving(place) as hub, shown(minutes, "minutes of the mix") as tell:
        started, requests, codes = time.monotonic(), 0.0, Counter[str]()
        found["0 min"] = resident(hub.process)
        for client, bodies in _mix(place):
            spent = time.monotonic() - started
            if spent > 60 * minutes:
                break
            answered = loaded(f"{hub.url}/graphql", bodies, hub.headers(client), PART, CONNECTIONS)
            requests += answered["requests"]
            codes.update(answered["codes"])
            found[f"{int(spent // 60 // max(minutes // 6, 1)) * max(minutes // 6, 1)} min"] = resident(hub.process)
            tell(int(spent // 60))
        found |= {"peak": peak(hub.process), "requests": requests, "minutes": float(minutes)}
        found |= {"errors": codes.total(), "codes": dict(codes)}
    return found


def _mix(place: Place) -> Iterator[tuple[str, list[dict[str, object]]]]:
    """All operations in turn, and each time a hundred documents that were never asked before."""
    asked = [*operations(place), coverage()]
    number = 0
    while True:
        for operation in asked:
            yield operation.client, operation.bodies
        chain = asked[0]
        new = [document("chain").replace("query Chain", f"query Chain{number + n}") for n in range(100)]
        number += 100
        yield chain.client, [{"query": text, "variables": chain.variables[0]} for text in new]
