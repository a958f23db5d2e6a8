"""A command session: every command says what is wrong in one line and ends quietly when told to stop."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from hub.database import setup
from hub.settings import Settings
from registry.errors import Refusal
from registry.store.database import Addresses


@contextmanager
def command_session() -> Iterator[Settings]:
    """The settings of a command; a refusal is said in a line of each language (status 1), signals end it quietly."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        yield Settings.read(os.environ)
    except Refusal as refusal:
        for words in (refusal.en, refusal.zh):
            print(f"aidhub: {' '.join(words.split())}", file=sys.stderr)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


@contextmanager
def database_session() -> Iterator[tuple[Settings, Addresses]]:
    """The same for a command that needs the database: the settings that lead to it, and where its roles connect."""
    with command_session() as settings, setup.with_database(settings) as ready:
        yield ready, setup.checked_addresses(ready)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
