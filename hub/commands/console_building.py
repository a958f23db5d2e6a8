"""Building of the console beside the demonstration that it is for: who waits for the hub does not wait for it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from hub.console import building
from hub.settings import Settings, without_secrets

SECONDS = 5
"""In which it ends once it is told to."""


@contextmanager
def built_meanwhile(settings: Settings) -> Iterator[None]:
    """Build the console in a process of its own, unless it is built; what goes wrong it says in a line."""
    if building.fresh():
        yield
        return
    command = [sys.executable, "-m", "hub.commands.entry", "console", "build"]
    environment = {**without_secrets(os.environ), "AIDHUB_VAR": str(settings.var)}
    # In a session of its own: what it starts ends with it, and Ctrl-C is told once.
    process = subprocess.Popen(  # noqa: S603 # our own command, by this interpreter
        command, env=environment, stdin=subprocess.DEVNULL, start_new_session=True
    )
    try:
        yield
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is None:
        os.killpg(process.pid, 15)
        try:
            process.wait(SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            process.wait()
