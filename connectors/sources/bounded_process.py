"""Processes of our own for what a file claims to hold: they are held to their memory and time, the hub goes on.

A sheet can claim a billion cells of which it holds two, and whatever the library does about that ends such a process.
"""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from registry.errors import Refusal

MOST_SECONDS = 600
DAMAGED, TOO_LARGE = 3, 4
"""As what it ends, besides 0 and whatever the system ends it by."""
MOST_ROWS = 200_000
DAMAGES = {"CalamineError", "PanicException"}
"""What the library says of a file, and what it says of one that it did not foresee; the second cannot be imported."""
KEPT = {"SYSTEMROOT"}
"""What Windows cannot start a program without; nothing else of the environment, which holds secrets, is handed on."""


class Ending:
    """What ends a process from beside the thread that waits for it, also where it begins later only."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._asked = False

    def of(self, process: "subprocess.Popen[bytes]") -> None:
        """That is the process."""
        self._process = process
        if self._asked:
            process.kill()

    def now(self) -> None:
        """End it."""
        self._asked = True
        if self._process:
            self._process.kill()


@contextmanager
def started(module: str, content: bytes, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A program with `content` at its input; it ends with this block."""
    with opened(module, *arguments) as process:
        with suppress(BrokenPipeError):  # why it ended early is asked at its end
            process.stdin.write(content)  # type: ignore[union-attr] # a pipe
            process.stdin.close()  # type: ignore[union-attr] # a pipe
        yield process


@contextmanager
def opened(module: str, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
    """A program that waits for its input; it ends with this block."""
    kept = {name: os.environ[name] for name in KEPT & os.environ.keys()}
    with subprocess.Popen(  # noqa: S603 # our own program
        [sys.executable, "-m", module, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # an error's text may hold a cell
        env={**kept, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        try:
            yield process
        finally:
            process.kill()
            with suppress(BrokenPipeError):  # what it has not read is still to be written, or closing it would say so
                process.stdin.close()  # type: ignore[union-attr] # a pipe


def ended(process: "subprocess.Popen[bytes]") -> None:
    """Wait for its end; raises FILE_DAMAGED and FILE_TOO_LARGE."""
    code = process.wait()
    if code == DAMAGED:
        raise Refusal("FILE_DAMAGED")
    if code == TOO_LARGE or code < 0:  # the system has ended it for its memory or time
        raise Refusal("FILE_TOO_LARGE", most=MOST_ROWS)
    if code:
        raise RuntimeError(f"{process.args!r} ended with {code}")


@contextmanager
def bounded(most_bytes: int, most_seconds: int = MOST_SECONDS) -> Iterator[None]:
    """In such a program: hold it to its memory and time, where the system has a way to; end it as what went wrong."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))
        resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        yield
    except MemoryError:
        sys.exit(TOO_LARGE)
    except BaseException as error:
        if DAMAGES & {kind.__name__ for kind in type(error).__mro__}:
            sys.exit(DAMAGED)
        raise
