"""A said session: every command says what is wrong in a line of each language and ends quietly when told to stop."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from registry.errors import Refusal


@contextmanager
def said_session() -> Iterator[None]:
    """A refusal is said in a line of each language (status 1), signals end the command quietly."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        yield
    except Refusal as refusal:
        say(refusal)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def say(refusal: Refusal) -> None:
    """Say what is wrong in a line of each language."""
    for words in (refusal.en, refusal.zh):
        print(f"aidhub: {' '.join(words.split())}", file=sys.stderr)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
