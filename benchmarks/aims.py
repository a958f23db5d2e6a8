"""The aims: what is wanted of the hub, as ratios within one run."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Results = dict[str, Any]
BARE = "its statement, bare"
UNLOGGED = "its statement, bare, without the log"
"""The hub's statement behind an endpoint that does nothing else."""


@dataclass(frozen=True)
class Aim:
    """One aim, the floor below it, and the figure that tells whether they are met; None where it was not measured."""

    what: str
    of: Callable[[Results], float]
    least: float | None = None
    most: float | None = None
    floor: float | None = None

    def value(self, results: Results) -> float | None:
        try:
            return self.of(results)
        except (KeyError, TypeError):
            return None

    @property
    def wanted(self) -> tuple[str, str]:
        """Aim and floor as they are shown."""
        sign, aim = ("≥", self.least) if self.least is not None else ("≤", self.most)
        return (f"{sign} {aim:g}", "" if self.floor is None else f"{sign} {self.floor:g}")

    def verdict(self, value: float) -> str:
        """How far it is reached."""
        if self._reached(value, self.least if self.least is not None else self.most):
            return "met"
        return "only the floor" if self._reached(value, self.floor) else "**falls short**"

    def _reached(self, value: float, bound: float | None) -> bool:
        if bound is None:
            return False
        return value >= bound if self.least is not None else value <= bound


def _limit(operation: str) -> Callable[[Results], float]:
    return lambda results: _rate(results, operation, "hub") / best_limit(results["compare"][operation])["rate"]


def _peer(operation: str, peer: str) -> Callable[[Results], float]:
    return lambda results: _rate(results, operation, "hub") / _rate(results, operation, peer)


def _cpu(operation: str, peer: str) -> Callable[[Results], float]:
    return lambda results: float(
        results["compare"][operation][peer]["server"] / results["compare"][operation]["hub"]["server"]
    )


def best_limit(rows: dict[str, dict[str, float]]) -> dict[str, float]:
    """The faster of the two: sixteen connections wait less for the disk, eight get less into each other's way."""
    return max((rows["limit"], rows["limit, 8 connections"]), key=lambda row: row["rate"])


def _bare(operation: str) -> Callable[[Results], float]:
    return lambda results: float(
        results["compare"][operation]["hub"]["server"] / results["compare"][operation][BARE]["server"]
    )


def _rate(results: Results, operation: str, who: str) -> float:
    return float(results["compare"][operation][who]["rate"])


def _grown(operation: str) -> Callable[[Results], float]:
    def of(results: Results) -> float:
        costs = [row["server"] + row["database"] for row in results["growth"][operation].values()]
        return float(costs[-1] / costs[0])

    return of


def _last(results: Results) -> float:
    first, last = (list(results["growth"][name].values())[-1] for name in ("targets", "last page"))
    return float((last["server"] + last["database"]) / (first["server"] + first["database"]))


def _part(whole: str, part: str) -> Callable[[Results], float]:
    def of(results: Results) -> float:
        rows = [results["compare"][name] for name in ("chain", "targets", "changes")]
        return float(max(100 * (1 - row[whole]["rate"] / row[part]["rate"]) for row in rows))

    return of


def _off(more: str, less: str) -> Callable[[Results], float]:
    def of(results: Results) -> float:
        overheads = [results["compare"][name]["overhead"] for name in ("chain", "targets", "changes")]
        return float(max(100 * (1 - medians[less] / medians[more]) for medians in overheads))

    return of


def _thousands(results: Results) -> Results:
    """Feedback in batches of a thousand in the largest province."""
    by_persons = results["feedback"]
    found: Results = by_persons[max(by_persons, key=int)]["1000"]
    return found


def _copy(results: Results) -> float:
    return float(_thousands(results)["act"]["ratio_to_copy"])


def _orm(results: Results) -> float:
    methods = _thousands(results)
    return float(methods["act"]["rows_per_second"] / methods["orm"]["rows_per_second"])


# What is left out from one form to the next.
LOGGED = (("access log", BARE, UNLOGGED, "≤ 15 %"),)
HUB, UNGUARDED, ALONE = "as the hub asks", "without row level security", "the statement alone"
LEFT_OUT = (
    ("row level security", HUB, UNGUARDED, "≤ 3 %"),
    ("settings in the same round trip", UNGUARDED, ALONE, "≤ 10 %"),
    ("four round trips rather than one", "four round trips", HUB, "–"),
)

POST, PLAIN = "PostGraphile", "plain Strawberry"
AIMS = (
    Aim("chain, of its limit", _limit("chain"), 0.80, floor=0.70),
    Aim("targets, of their limit", _limit("targets"), 0.95, floor=0.85),
    Aim("changes, of their limit", _limit("changes"), 0.90),
    Aim("chain, × the rate of PostGraphile", _peer("chain", POST), 3.5, floor=2.5),
    Aim("chain, PostGraphile's server CPU ÷ ours", _cpu("chain", POST), 5, floor=4),
    Aim("targets, × the rate of PostGraphile", _peer("targets", POST), 3.5, floor=2.5),
    Aim("targets, PostGraphile's server CPU ÷ ours", _cpu("targets", POST), 7, floor=4),
    Aim("chain, × the rate of plain Strawberry", _peer("chain", PLAIN), 14, floor=10),
    Aim("targets, × the rate of plain Strawberry", _peer("targets", PLAIN), 14, floor=10),
    Aim("chain, × the rate of Mercurius", _peer("chain", "Mercurius"), 2.5),
    Aim("targets, × the rate of Mercurius", _peer("targets", "Mercurius"), 1.4),
    Aim("chain, our server CPU ÷ that of its bare statement", _bare("chain"), most=2.5),
    Aim("targets, our server CPU ÷ that of their bare statement", _bare("targets"), most=2.5),
    Aim("feedback of 1,000, targets kept, of COPY", _copy, 0.40),
    Aim("feedback of 1,000, × an ORM's", _orm, 8),
    Aim("access log, % of the rate", _part(BARE, UNLOGGED), most=15),
    Aim("row level security, % of the time", _off(HUB, UNGUARDED), most=3, floor=5),
    Aim("settings, % of the time", _off(UNGUARDED, ALONE), most=10),
    Aim("chain, largest province ÷ smallest, CPU", _grown("chain"), most=1.3),
    Aim("targets, largest province ÷ smallest, CPU", _grown("targets"), most=1.3),
    Aim("changes, largest province ÷ smallest, CPU", _grown("changes"), most=1.3),
    Aim("coverage of a city, largest ÷ smallest, CPU", _grown("coverage"), most=1.3),
    Aim("targets, last page ÷ first, CPU", _last, most=1.3, floor=1.5),
    Aim("one household recomputed, ms", lambda results: float(results["recompute"]["1"]), most=5),
    Aim("1,000 households recomputed, ms", lambda results: float(results["recompute"]["1000"]), most=500),
    Aim("a worker's memory, MiB", lambda results: float(results["memory"]["peak"]), most=200),
    Aim("a new document planned, ms", lambda results: float(results["caches"]["plan cold"]), most=5),
)
