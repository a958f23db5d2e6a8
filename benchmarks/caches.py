"""Caches: what a document costs that is new to the hub, and what one that is known."""

import statistics
import time
from collections.abc import Callable

from benchmarks.asked import document
from benchmarks.place import Place
from hub.documents import REMEMBERED, Documents
from planner.cache import HOT
from planner.document import coerced
from schema.compose import compose

TIMES = 40
FIELDS = 30


def caches(place: Place) -> dict[str, float]:
    """Milliseconds of processor time, each the median of forty; how much the caches hold."""
    graph = compose(place.catalogue, lambda value: value)
    documents, planner = Documents(graph), graph.planner()
    texts = [document("chain").replace("query Chain", f"query Chain{n}") for n in range(TIMES)]
    values = {"id": "00000000-0000-7000-8000-000000000000"}
    read = [_timed(lambda text=text: documents.read(text)) for text in texts]  # type: ignore[misc] # bound now
    again = [_timed(lambda text=text: documents.read(text)) for text in texts]  # type: ignore[misc] # the same

    def plan(text: str) -> None:
        known = documents.read(text).document
        planner.plan(known, None, coerced(graph.core, known.operation(None), values))

    cold = [_timed(lambda text=text: plan(text)) for text in texts]  # type: ignore[misc] # the same
    warm = [_timed(lambda text=text: plan(text)) for text in texts]  # type: ignore[misc] # the same
    fields = texts[0].count(" ") and len([word for word in texts[0].split() if word.isidentifier()])
    return {
        "fields": float(fields),
        "read cold": statistics.median(read),
        "read warm": statistics.median(again),
        "plan cold": statistics.median(cold) - statistics.median(again),
        "plan warm": statistics.median(warm) - statistics.median(again),
        "documents kept": float(REMEMBERED),
        "plans kept prepared": float(HOT),
    }


def _timed(work: Callable[[], object]) -> float:
    started = time.process_time()
    work()
    return 1000 * (time.process_time() - started)
