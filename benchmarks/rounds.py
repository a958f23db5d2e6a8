"""Rounds: everything that is compared takes turns, so that a noisy minute falls on all of them."""

import random
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict

from benchmarks.processes import Measured
from hub.progress import shown

Run = Callable[[], Measured]


def interleaved(runs: Mapping[str, Run], rounds: int, what: str) -> dict[str, dict[str, float]]:
    """Medians over the rounds of every run; the first, which warms, is not counted."""
    found: dict[str, list[Measured]] = {name: [] for name in runs}
    order = list(runs)
    with shown((rounds + 1) * len(runs), what) as tell:
        for number in range(rounds + 1):
            random.shuffle(order)
            for place, name in enumerate(order, 1):
                one = runs[name]()
                if number:
                    found[name].append(one)
                tell(number * len(order) + place)
    return {name: _median(ones) for name, ones in found.items()}


def _median(ones: Sequence[Measured]) -> dict[str, float]:
    tables = [asdict(one) for one in ones]
    middle = {name: statistics.median(table[name] for table in tables) for name in tables[0]}
    return {**middle, "errors": sum(table["errors"] for table in tables)}
