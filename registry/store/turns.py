"""Turns: whose request has the next connection, so that no client holds all of them."""

import asyncio
import itertools
from collections import Counter, deque
from typing import NamedTuple

from registry.errors import Refusal

KEPT = 4
"""One connection of so many is kept for clients who have none at work."""
WAITING = 64
"""Requests of one client that wait in order; who comes after them is refused at once."""
PATIENCE = 10.0
"""Seconds that a request waits for its turn."""


class Claim(NamedTuple):
    """For whom a turn is wanted, whether for a heavy statement, and whether it waits however long that takes."""

    client: str
    heavy: bool = False
    patient: bool = False

    @property
    def line(self) -> tuple[str, bool]:
        """Where it waits: what is light does not wait behind what is heavy."""
        return self.client, self.heavy


NOBODY = Claim("")


class Turns:
    """The turns at the connections of one pool: up to `each` at a time for one client, the others of it in order.

    What is free goes to whoever has least at work, and the last ones only to who has none. Of heavy statements one
    client has one at work, and all of them together half of the connections.
    """

    def __init__(self, connections: int, each: int, *, waiting: int = WAITING, patience: float = PATIENCE) -> None:
        self._free, self._kept = connections, connections // KEPT
        self.each = max(1, min(each, connections - self._kept))
        self._most_heavy = max(1, connections // 2)
        self._most_waiting, self._patience = waiting, patience
        self._at_work, self._heavy = Counter[str](), Counter[str]()
        self._waiting: dict[tuple[str, bool], deque[_Place]] = {}
        self._numbers = itertools.count()

    def turn(self, claim: Claim) -> "Turn":
        """A turn, from when it has come until the block ends; raises TOO_MANY_AT_ONCE unless the claim is patient."""
        return Turn(self, claim)

    async def begin(self, claim: Claim) -> None:
        """Wait for a turn, to be given back by `end`; raises TOO_MANY_AT_ONCE unless the claim is patient."""
        if not self._waiting.get(claim.line) and self._may(claim.line):
            self._give(claim.line)
            return
        line = self._waiting.setdefault(claim.line, deque())
        if len(line) >= self._most_waiting and not claim.patient:
            raise self._refused()
        loop = asyncio.get_running_loop()
        place = _Place(next(self._numbers), loop.create_future())
        line.append(place)
        late = None if claim.patient else loop.call_later(self._patience, place.settle, False)
        try:
            if not await place.turn:
                raise self._refused()
        except BaseException:
            self._left(claim, place)
            raise
        finally:
            if late is not None:
                late.cancel()

    def _refused(self) -> Refusal:
        return Refusal("TOO_MANY_AT_ONCE", most=self.each, waiting=self._most_waiting)

    def _may(self, line: tuple[str, bool]) -> bool:
        """Whether who stands in this line may have one more now."""
        client, heavy = line
        if heavy and (self._heavy[client] or self._heavy.total() >= self._most_heavy):
            return False
        at_work = self._at_work[client]
        return at_work < self.each and self._free > (self._kept if at_work else 0)

    def _give(self, line: tuple[str, bool]) -> None:
        client, heavy = line
        self._free -= 1
        self._at_work[client] += 1
        if heavy:
            self._heavy[client] += 1

    def end(self, claim: Claim) -> None:
        """Give a turn back."""
        self._free += 1
        _take_back(self._at_work, claim.client)
        if claim.heavy:
            _take_back(self._heavy, claim.client)
        if self._waiting:
            self._call()

    def _left(self, claim: Claim, place: "_Place") -> None:
        """Who waits no longer leaves the line, or gives back the turn that came meanwhile."""
        line = self._waiting.get(claim.line)
        if line and place in line:
            line.remove(place)
            if not line:
                del self._waiting[claim.line]
        elif place.turn.done() and not place.turn.cancelled() and place.turn.result():
            self.end(claim)

    def _call(self) -> None:
        """Give what is free to those who wait: first to who has least at work, among equals to who came first."""
        while ready := [line for line in self._waiting if self._may(line)]:
            line = min(ready, key=lambda one: (self._at_work[one[0]], self._waiting[one][0].number))
            place = self._waiting[line].popleft()
            if not self._waiting[line]:
                del self._waiting[line]
            if place.settle(True):  # else who has been cancelled or is late, and has not left yet
                self._give(line)


class Turn:
    """A turn as a block: every request takes one, and a generator would cost it thrice as much."""

    __slots__ = ("_claim", "_turns")

    def __init__(self, turns: Turns, claim: Claim) -> None:
        self._turns, self._claim = turns, claim

    async def __aenter__(self) -> None:
        await self._turns.begin(self._claim)

    async def __aexit__(self, *_: object) -> None:
        self._turns.end(self._claim)


def _take_back(given: Counter[str], client: str) -> None:
    """One less for a client; who has none is forgotten."""
    if given[client] > 1:
        given[client] -= 1
    else:
        del given[client]


class _Place(NamedTuple):
    """A place in a line: its number among all, and what is waited for: a turn, or that it is too late for one."""

    number: int
    turn: asyncio.Future[bool]

    def settle(self, given: bool) -> bool:
        """Say what has come; false where that is known already."""
        if self.turn.done():
            return False
        self.turn.set_result(given)
        return True
