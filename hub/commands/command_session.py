"""A command session: every command says what is wrong in one line and ends quietly when told to stop."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import psycopg
import typer

from hub.database import setup
from hub.settings import Settings
from hub.tracing import installed
from registry.errors import Refusal
from registry.store.database import Addresses


@contextmanager
def said_session() -> Iterator[None]:
    """A refusal is said in a line of each language (status 1), signals end the command quietly."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _end)
    try:
        yield
    except Refusal as refusal:
        raise _said(refusal) from None
    except psycopg.OperationalError as error:
        reason = "".join(str(error).strip().splitlines()[-1:])
        raise _said(Refusal("DATABASE_LOST", detail=reason.rstrip(".") or type(error).__name__)) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


@contextmanager
def command_session() -> Iterator[Settings]:
    """The same for a command that needs settings."""
    with said_session():
        yield Settings.read(os.environ)


@contextmanager
def serving_session() -> Iterator[Settings]:
    """The same for a command that serves; what its settings ask for is looked for before anything is started."""
    # libpq would wait for ever for a server that takes a connection and says nothing.
    os.environ.setdefault("PGCONNECT_TIMEOUT", "5")
    with command_session() as settings:
        installed.check(settings)
        yield settings


@contextmanager
def database_session() -> Iterator[tuple[Settings, Addresses]]:
    """The same for a command that needs the database: the settings that lead to it, and where its roles connect."""
    with command_session() as settings, setup.with_database(settings) as ready:
        yield ready, setup.checked_addresses(ready)


def say(refusal: Refusal) -> None:
    """Say what is wrong in a line of each language."""
    for words in (refusal.en, refusal.zh):
        print(f"aidhub: {' '.join(words.split())}", file=sys.stderr)


def _said(refusal: Refusal) -> typer.Exit:
    say(refusal)
    return typer.Exit(1)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
