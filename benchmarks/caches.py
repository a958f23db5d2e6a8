"""Caches: what a document or a token costs that is new to the hub, and what one that is known."""

import statistics
import time
from collections.abc import Callable, Sequence

import httpx
from graphql import FieldNode, Visitor, parse, visit

from benchmarks.hub import Hub, serving
from benchmarks.operations import document
from benchmarks.place import Place
from hub.answering.documents import REMEMBERED, Documents
from planner.cache import HOT
from planner.document import LETTER, coerced
from schema.compose import compose

TIMES = 40


def caches(place: Place) -> dict[str, float]:
    """Milliseconds, of documents those of the processor, each the median of forty; how much the caches hold."""
    graph = compose(place.catalogue)
    documents, planner = Documents(graph), graph.planner()
    texts = [document("chain").replace("query Chain", f"query Chain{n}") for n in range(TIMES)]
    values = {"id": "00000000-0000-7000-8000-000000000000"}

    def plan(text: str) -> None:
        known = documents.read(text).document
        planner.plan(known, None, coerced(graph.core, known.operation(None), values))

    cold, warm = _median(documents.read, texts), _median(documents.read, texts)
    with serving(place) as hub:
        token_cold, token_warm = _tokens(hub)
    return {
        "token cold": token_cold,
        "token warm": token_warm,
        "fields": float(_fields(texts[0])),
        "read cold": cold,
        "read warm": warm,
        "plan cold": _median(plan, texts) - warm,
        "plan warm": _median(plan, texts) - warm,
        "documents kept": REMEMBERED / (LETTER * len(texts[0])),
        "plans kept prepared": float(HOT),
    }


def _tokens(hub: Hub) -> tuple[float, float]:
    """Milliseconds of a small request with a token that was never shown before, and with the same one again."""
    cold, warm = list[float](), list[float]()
    with httpx.Client() as client:
        for _ in range(TIMES):
            headers = hub.headers("civil_affairs")
            for times in (cold, warm):
                started = time.perf_counter()
                client.post(f"{hub.url}/graphql", json={"query": "{ __typename }"}, headers=headers).raise_for_status()
                times.append(1000 * (time.perf_counter() - started))
    return statistics.median(cold), statistics.median(warm)


def _median(work: Callable[[str], object], texts: Sequence[str]) -> float:
    return statistics.median(_timed(work, text) for text in texts)


def _timed(work: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    work(text)
    return 1000 * (time.process_time() - started)


def _fields(text: str) -> int:
    counted: list[FieldNode] = []

    class Counter(Visitor):
        def enter_field(self, node: FieldNode, *_: object) -> None:
            counted.append(node)

    visit(parse(text), Counter())
    return len(counted)
