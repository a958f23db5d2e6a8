"""Fairness: what one client waits for who it is while another has sixteen heavy questions at work."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from benchmarks.hub import UNLIMITED, Hub, serving
from benchmarks.operations import me
from benchmarks.place import Place
from benchmarks.processes import loaded
from hub.settings import COST_PER_MINUTE

WASTEFUL, OTHER = "civil_affairs", "education_aid"
AT_ONCE = 16


@dataclass(frozen=True)
class Load:
    """What the wasteful client asks all the time, and on which limits of the hub's."""

    name: str
    query: str
    limits: Mapping[str, str]


def loads() -> Iterator[Load]:
    """The heavy questions, as the hub limits them, and with a minute that holds all of them."""
    totals = f"{{ {' '.join(f't{n}: totals {{ records paid }}' for n in range(20))} }}"
    townships = "{ supervision(by: TOWNSHIP) { targets covered missed duplicates } }"
    usual = {"AIDHUB_COST_PER_MINUTE": str(COST_PER_MINUTE)}
    for said, limits in (("", usual), (", its minute without end", UNLIMITED)):
        yield Load(f"totals × 20{said}", totals, limits)
        yield Load(f"supervision by township{said}", townships, limits)


def fairness(place: Place, seconds: float, _: int = 0) -> dict[str, Any]:
    """Milliseconds of the other's `me`, alone and beside each load: half of them, 99 of 100, the longest."""
    results: dict[str, Any] = {}
    for load in loads():
        with serving(place, limits=load.limits) as hub:
            if not results:
                results["alone"] = _asked(hub, seconds)
            results[load.name] = _beside(hub, load, seconds)
    return results


def _asked(hub: Hub, seconds: float) -> dict[str, Any]:
    return loaded(f"{hub.url}/graphql", me().bodies, hub.headers(OTHER), seconds, 1)


def _beside(hub: Hub, load: Load, seconds: float) -> dict[str, Any]:
    """The other's times, and of the wasteful client how many were answered and with what the others were refused."""
    headers = hub.headers(WASTEFUL)
    with ThreadPoolExecutor(1) as beside:
        url, bodies = f"{hub.url}/graphql", [{"query": load.query}]
        wasteful = beside.submit(loaded, url, bodies, headers, seconds, AT_ONCE)
        found = _asked(hub, seconds - 1)
        waste = wasteful.result()
    return {**found, "answered": waste["requests"] - waste["errors"], "refused": waste["codes"]}
