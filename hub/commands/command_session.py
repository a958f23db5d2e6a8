"""Plainly: every command says what is wrong in one line and ends quietly when told to stop."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer

from hub.errors import Surroundings
from hub.settings import Settings


@contextmanager
def plainly() -> Iterator[Settings]:
    """Say what is wrong in one line, and end quietly when told to stop, leaving nothing running."""
    for asked in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(asked, _end)
    try:
        yield Settings.read(os.environ)
    except Surroundings as problem:
        print(f"aidhub: {' '.join(str(problem).split())}", file=sys.stderr)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
