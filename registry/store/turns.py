"""Turns: whose request has the next connection, so that no client holds all of them."""

import asyncio
import itertools
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from registry.errors import Refusal

KEPT = 4
"""One connection of so many is kept for clients who have none at work."""
WAITING = 64
"""Requests of one client that wait in order; who comes after them is refused at once."""
PATIENCE = 10.0
"""Seconds that a request waits for its turn."""


class Turns:
    """The turns at the connections of one pool: up to `each` at a time for one client, the others of it in order.

    What is free goes to whoever has least at work, and the last ones only to who has none.
    """

    def __init__(self, connections: int, each: int, *, waiting: int = WAITING, patience: float = PATIENCE) -> None:
        self._free, self._kept = connections, connections // KEPT
        self.each = max(1, min(each, connections - self._kept))
        self._most_waiting, self._patience = waiting, patience
        self._at_work = Counter[str]()
        self._waiting: dict[str, deque[tuple[int, asyncio.Future[None]]]] = {}
        self._numbers = itertools.count()

    @asynccontextmanager
    async def turn(self, client: str) -> AsyncIterator[None]:
        """A turn of this client, from when it has come until the block ends; raises TOO_MANY_AT_ONCE."""
        await self._begin(client)
        try:
            yield
        finally:
            self._end(client)

    async def _begin(self, client: str) -> None:
        if not self._waiting.get(client) and self._may(client):
            self._give(client)
            return
        line = self._waiting.setdefault(client, deque())
        if len(line) >= self._most_waiting:
            raise self._refused()
        place = next(self._numbers), asyncio.get_running_loop().create_future()
        line.append(place)
        try:
            async with asyncio.timeout(self._patience):
                await place[1]
        except BaseException as error:
            self._left(client, place)
            if isinstance(error, TimeoutError):
                raise self._refused() from None
            raise

    def _refused(self) -> Refusal:
        return Refusal("TOO_MANY_AT_ONCE", most=self.each, waiting=self._most_waiting)

    def _may(self, client: str) -> bool:
        """Whether the client may have one more now."""
        at_work = self._at_work[client]
        return at_work < self.each and self._free > (self._kept if at_work else 0)

    def _give(self, client: str) -> None:
        self._free -= 1
        self._at_work[client] += 1

    def _end(self, client: str) -> None:
        self._free += 1
        self._at_work[client] -= 1
        self._at_work = +self._at_work  # who has none is forgotten
        self._call()

    def _left(self, client: str, place: tuple[int, asyncio.Future[None]]) -> None:
        """Who waits no longer leaves the line, or gives back the turn that came meanwhile."""
        line = self._waiting.get(client)
        if line and place in line:
            line.remove(place)
            if not line:
                del self._waiting[client]
        elif place[1].done() and not place[1].cancelled():
            self._end(client)

    def _call(self) -> None:
        """Give what is free to those who wait: first to who has least at work, among equals to who came first."""
        while callable_now := [client for client in self._waiting if self._may(client)]:
            client = min(callable_now, key=lambda one: (self._at_work[one], self._waiting[one][0][0]))
            _, turn = self._waiting[client].popleft()
            if not self._waiting[client]:
                del self._waiting[client]
            if not turn.done():  # who has been cancelled and has not left yet
                self._give(client)
                turn.set_result(None)
