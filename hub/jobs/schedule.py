"""The schedule of what jobs do again and again: sources fetched, lists delivered, one job at a time for each."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

from registry.errors import Refusal
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


class Schedule(Generic[R]):
    """Asks for what is due, whichever worker looks first."""

    def __init__(self, hub: Hub, round_: Round[R]) -> None:
        self._hub, self._round = hub, round_

    async def tend(self) -> None:
        """Ask for all that is due and is not being done."""
        regular = self._round.now().values()
        for department in {one.department for one in regular}:
            async with self._hub.database.own_transaction(ranges="", department=department) as connection:
                for one in await self._due(connection, [one for one in regular if one.department == department]):
                    with suppress(Refusal):  # TOO_MANY_JOBS: the next time, when its client has fewer
                        await self._round.ask(connection, one)

    async def _due(self, connection: Connection, regular: Sequence[R]) -> list[R]:
        kind = self._round.kind
        await connection.execute(LOCK, [kind])
        marks = await self._round.marks(connection)
        busy = {row.name for row in await connection.fetch(Open, OPEN, [kind, self._round.argument])}
        (moment,) = await connection.fetch(Moment, NOW, [])
        return [
            one
            for one in regular
            if own_name(one) not in busy
            and (not (mark := marks.get(own_name(one))) or moment.now - mark.tried_at >= pause(one, mark))
        ]


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
