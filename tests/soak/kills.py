"""The kills: what dies, by its name, and what is done so that the hub can come back."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.soak.clients import Office, numbers
from tests.soak.hub_under_fire import PATIENCE, HubUnderFire, kill, under_fire
from tests.soak.ledger import Ledger

OFFICES = 4
FULL = 2.0
"""Seconds for which the disk stays full."""


class Kills:
    """Every kind of kill of one hub, by chance that can be repeated."""

    def __init__(self, hub: HubUnderFire, seed: int) -> None:
        self._hub, self._chance = hub, random.Random(seed)
        self._kinds: dict[str, tuple[int, Callable[[], None]]] = {
            "worker": (3, lambda: self._one(hub.workers)),
            "backend": (8, lambda: self._one(hub.backends)),
            "sessions": (5, self._sessions),
            "postmaster": (2, self._postmaster),
            "parent": (1, self._parent),
        }
        if hub.disk is not None:
            self._kinds["disk"] = (1, self._disk)

    def order(self, number: int) -> Iterator[str]:
        """So many kinds: each as often as it weighs, and each at least once in twenty."""
        round_ = [kind for kind, (weight, _) in self._kinds.items() for _ in range(weight)]
        for n in range(number):
            if n % len(round_) == 0:
                self._chance.shuffle(round_)
            yield round_[n % len(round_)]

    def kill(self, kind: str) -> None:
        self._kinds[kind][1]()

    def _one(self, living: Callable[[], list[int]]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not (found := living()):
            assert time.monotonic() < deadline, "there is nobody to kill"
            time.sleep(0.05)
        kill(self._chance.choice(found))

    def _sessions(self) -> None:
        with self._hub.connect() as owner:
            owner.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE 'aidhub\\_%'")

    def _postmaster(self) -> None:
        self._one(lambda: [found] if (found := self._hub.postmaster()) else [])

    def _parent(self) -> None:
        kill(self._hub.parent.pid)
        self._hub.parent.wait()
        self._hub.start()

    def _disk(self) -> None:
        disk = self._hub.disk
        assert disk is not None
        disk.fill()
        time.sleep(FULL)
        disk.clear()


def soak(place: Path, number: int, until: float, seed: int, tell: Callable[[str], None]) -> tuple[Counter[str], Ledger]:
    """Kill so many times, or until this moment (`time.monotonic`); the kills by kind, and the ledger.

    After each kill an act is acknowledged that was sent since. Raises AssertionError where the hub does not come back,
    or where anything acknowledged is lost, doubled, or was shown without a row in the log.
    """
    ledger, done = Ledger(), Counter[str]()
    with under_fire(place) as hub:
        kills = Kills(hub, seed)
        offices = [Office(f"office{n}", hub.url, hub.clients, ledger, numbers(n, OFFICES)) for n in range(OFFICES)]
        for office in offices:
            office.start()
        ledger.wait_for_more(PATIENCE)
        for kind in kills.order(number):
            if time.monotonic() > until:
                break
            time.sleep(random.Random(sum(done.values())).uniform(0, 0.5))
            kills.kill(kind)
            took = ledger.wait_for_more(PATIENCE)
            done[kind] += 1
            tell(f"{sum(done.values()):5} {kind:10} {took:5.1f} s {len(ledger.receipts):7} receipts")
        for office in offices:
            office.over.set()
        for office in offices:
            office.join(PATIENCE)
        with hub.connect() as owner:
            faults = ledger.faults(owner)
    assert not faults, "\n".join(faults[:20])
    return done, ledger
