"""The schedule of what jobs do again and again: sources fetched, lists delivered, one job at a time for each."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from registry.errors import Refusal
from registry.journal import pauses
from registry.store.connection import Connection
from schema.requests.context import Hub

SOON = timedelta(minutes=5)
"""After how long what could not be done is tried again, the first time."""
OPEN = "SELECT arguments ->> $2 AS name FROM jobs WHERE kind = $1 AND kept_until IS NULL"
NOW = "SELECT clock_timestamp() AS now"
LOCK = "SELECT pg_advisory_xact_lock(hashtext('aidhub ' || $1))"


class Regular(Protocol):
    """What is done again and again, called by its department and a name in it."""

    @property
    def department(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def every(self) -> timedelta: ...


class Tried(Protocol):
    """When it was tried last, and how often in vain."""

    @property
    def tried_at(self) -> datetime: ...
    @property
    def failures(self) -> int: ...


R = TypeVar("R", bound=Regular)


@dataclass(frozen=True)
class Round(Generic[R]):
    """One kind of what is done so."""

    kind: str
    argument: str
    """By which a job of the kind says which one it does."""
    now: Callable[[], Mapping[str, R]]
    marks: Callable[[Connection], Awaitable[Mapping[str, Any]]]
    """How each stands (`Tried`), by its name in its department."""
    ask: Callable[[Connection, R], Awaitable[None]]
    note: Callable[[Connection, Sequence[tuple[R, Any]]], Awaitable[None]] | None = None
    """Writes down how all stand, each with its mark."""
    schedule: Callable[[str], str] = str
    """How what is called so is called where it is paused."""


class Schedule(Generic[R]):
    """Asks for what is due, whichever worker looks first."""

    def __init__(self, hub: Hub, round_: Round[R]) -> None:
        self._hub, self._round = hub, round_

    async def tend(self) -> None:
        """Ask for all that is due, not paused and not being done; note how all stand."""
        regular, stands = self._round.now().values(), list[tuple[R, Any]]()
        for department in {one.department for one in regular}:
            async with self._locked(department) as connection:
                marks, resting = await self._round.marks(connection), await pauses.resting(connection)
                own = [one for one in regular if one.department == department]
                awake = [one for one in own if self._round.schedule(one.name) not in resting]
                stands += [(one, marks.get(own_name(one))) for one in own]
                for one in await self._due(connection, awake, marks):
                    with suppress(Refusal):  # TOO_MANY_JOBS: the next time, when its client has fewer
                        await self._round.ask(connection, one)
        if self._round.note:
            async with self._locked("") as connection:
                await self._round.note(connection, stands)

    async def _due(self, connection: Connection, regular: Sequence[R], marks: Mapping[str, Any]) -> list[R]:
        kind = self._round.kind
        busy = {row.name for row in await connection.fetch(Open, OPEN, [kind, self._round.argument])}
        (moment,) = await connection.fetch(Moment, NOW, [])
        return [
            one
            for one in regular
            if own_name(one) not in busy
            and (not (mark := marks.get(own_name(one))) or moment.now - mark.tried_at >= pause(one, mark))
        ]

    @asynccontextmanager
    async def _locked(self, department: str) -> AsyncIterator[Connection]:
        """A transaction in which no other worker looks what of this kind is due."""
        async with self._hub.database.own_transaction(ranges="", department=department) as connection:
            await connection.execute(LOCK, [self._round.kind])
            yield connection


def own_name(one: Regular) -> str:
    """How it is called in its department."""
    return one.name.partition("/")[2]


def pause(one: Regular, mark: Tried) -> timedelta:
    """How long it is left alone: as declared, after failures a little and each time longer."""
    again = SOON * 2 ** min(mark.failures - 1, 20) if mark.failures else one.every
    return min(one.every, again)


class Open(NamedTuple):
    """One that is being done."""

    name: str


class Moment(NamedTuple):
    """What the database calls now."""

    now: datetime
