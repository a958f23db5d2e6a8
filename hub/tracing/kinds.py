"""Kinds: of which classes a hub is made, those that only do their work or those that also tell of it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.middleware import Middleware

from hub.answering.questions import Questions
from hub.jobs.running import Runner
from hub.live.sockets import Sockets
from registry.store.database import PLAIN, Parts


async def _nothing() -> None:
    """Nothing is to be closed."""


@dataclass(frozen=True)
class Kinds:
    """What makes the parts of a hub; plain ones unless they are told otherwise."""

    database: Parts = PLAIN
    questions: Callable[..., Questions] = Questions
    sockets: Callable[..., Sockets] = Sockets
    runner: Callable[..., Runner] = Runner
    around: tuple[Middleware, ...] = ()
    close: Callable[[], Awaitable[None]] = _nothing
