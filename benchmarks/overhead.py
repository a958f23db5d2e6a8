"""Overhead: what row level security, the settings and the round trips add to the time of an answer.

One after the other on one connection, in random order, since what is looked for is smaller than what the machine
differs by from one second to the next. Without the log, whose flush to disk would hide all of it.
"""

import random
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence

import psycopg

from benchmarks.limit import without_log
from benchmarks.operations import Operation
from benchmarks.place import Place
from benchmarks.planned import planned
from registry.store.connection import Connection, Question
from registry.store.database import ask
from registry.store.pool import SESSION
from schema.compose import Graph

TIMES = 400
Ask = Callable[[], Awaitable[object]]


async def overhead(place: Place, graph: Graph, operation: Operation) -> dict[str, float]:
    """Milliseconds of one answer, medians: as the hub asks, and with one thing after the other left out."""
    plan = planned(place, graph, operation.client, operation.document, operation.variables[0])
    values, settings = plan.values, plan.settings
    bare = without_log(plan)
    async with await _connected(place.addresses.app) as app, await _connected(place.owner) as owner:

        async def four() -> None:
            for question in (Question("BEGIN"), _settings(settings), Question(bare, values), Question("COMMIT")):
                await app.together([question])

        variants: dict[str, Ask] = {
            "as the hub asks": lambda: ask(app, settings, bare, values),
            "four round trips": four,
            "without row level security": lambda: ask(owner, settings, bare, values),
            "the statement alone": lambda: owner.together([Question(bare, values)]),
        }
        return await _medians(variants)


async def _medians(variants: dict[str, Ask]) -> dict[str, float]:
    took: dict[str, list[float]] = {name: [] for name in variants}
    order = list(variants)
    for number in range(TIMES + 20):
        random.shuffle(order)
        for name in order:
            started = time.perf_counter()
            await variants[name]()
            if number >= 20:  # the first ones plan
                took[name].append(1000 * (time.perf_counter() - started))
    return {name: statistics.median(times) for name, times in took.items()}


async def _connected(address: str) -> Connection:
    return await Connection.connect(address, autocommit=True, cursor_factory=psycopg.AsyncRawCursor, options=SESSION)


def _settings(settings: Mapping[str, str]) -> Question:
    pairs: Sequence[str] = [text for pair in settings.items() for text in pair]
    calls = ", ".join(f"set_config(${n}, ${n + 1}, true)" for n in range(1, len(pairs), 2))
    return Question(f"SELECT {calls}", pairs)
