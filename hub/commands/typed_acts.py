"""Typed acts: what somebody administers at the hub's own machine stands in the access log before it is done."""

import inspect
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import psycopg

Given = ParamSpec("Given")
Done = TypeVar("Done")
NOTHING: tuple[Any, ...] = (None, "", [])


@dataclass(frozen=True)
class TypedAct:
    """What was typed: the act, and the arguments that say upon what."""

    operation: str
    upon: dict[str, Any]


_typed: ContextVar[TypedAct | None] = ContextVar("typed", default=None)


def administers(operation: str, *upon: str) -> Callable[[Callable[Given, Done]], Callable[Given, Done]]:
    """Say of a command that it administers, and which of its arguments go into the log: never what may be a secret."""

    def noted(command: Callable[Given, Done]) -> Callable[Given, Done]:
        signature = inspect.signature(command)

        @wraps(command)
        def run(*args: Given.args, **kwargs: Given.kwargs) -> Done:
            given = signature.bind(*args, **kwargs)
            given.apply_defaults()
            said = {name: given.arguments[name] for name in upon if given.arguments[name] not in NOTHING}
            token = _typed.set(TypedAct(operation, said))
            try:
                return command(*args, **kwargs)
            finally:
                _typed.reset(token)

        run.__dict__["administers"] = operation
        return run

    return noted


def log_typed(address: str) -> None:
    """Write down what was typed, if it administers; what is refused afterwards has its row too."""
    act = _typed.get()
    if act is None:
        return
    from auth.administration import log_at_the_machine

    with psycopg.connect(address) as connection:
        log_at_the_machine(connection, act.operation, act.upon)
