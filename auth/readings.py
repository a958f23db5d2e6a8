"""Readings: what was read of one of many, believed for a few seconds and read once however many ask."""

import asyncio
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from cachetools import LRUCache

REMEMBERED = 10_000
"""How many are remembered."""
FRESH = 5
"""Seconds for which what was read is believed."""
BELIEVED = 600
"""Seconds after which nothing is about that was read before a change: longer than any reading takes."""


class Timed(Protocol):
    """What was read, and when."""

    @property
    def read_at(self) -> float:
        """Seconds since 1970."""


State = TypeVar("State", bound=Timed)


class Readings(Generic[State]):
    """The states of those who were asked for, by their id; used by one event loop, the reading is done in threads."""

    def __init__(self, read: Callable[[str], State | None], clock: Callable[[], float]) -> None:
        self._read, self._clock = read, clock
        self._states = LRUCache[str, State](REMEMBERED)
        self._changed: dict[str, float] = {}
        self._reading: dict[str, asyncio.Task[State | None]] = {}

    async def of(self, id: str) -> State | None:
        """How this one stands, or None where there is no such; raises what the reading raises."""
        state = self._states.get(id)
        if state and self._clock() - state.read_at < FRESH and self.stands(id, state):
            return state
        state = await self._reading_of(id)
        while state and not self.stands(id, state):  # it was being read while it changed
            state = await self._reading_of(id)
        if state:
            self._states[id] = state
        return state

    def forget(self, id: str) -> None:
        """Believe nothing that was read of this one until now; may be called from any thread."""
        now = self._clock()
        self._changed[id] = now
        if len(self._changed) > REMEMBERED:
            # A list first: another thread may be telling of a change meanwhile.
            for old, at in list(self._changed.items()):
                if at < now - BELIEVED:
                    self._changed.pop(old, None)

    def stands(self, id: str, state: Timed) -> bool:
        """Whether this was read after the last change that was told of."""
        return state.read_at > self._changed.get(id, 0)

    async def _reading_of(self, id: str) -> State | None:
        # However many requests wait, the registry is asked once.
        reading = self._reading.get(id)
        if reading is None:
            reading = asyncio.create_task(asyncio.to_thread(self._read, id))
            reading.add_done_callback(lambda _: self._reading.pop(id, None))
            self._reading[id] = reading
        # A request that is cancelled must not take the others with it.
        return await asyncio.shield(reading)
