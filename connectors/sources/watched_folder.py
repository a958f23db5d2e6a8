"""A folder into which files are put: each is fetched once nobody writes it any more, and moved out of the way."""

import time
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import NamedTuple, Protocol

from connectors.sources.origin import Unit
from registry.errors import Refusal

TAKEN = "taken"
"""The folder in it where files lie that the hub has."""
UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload")
"""How files are called while programs write them."""
HIDDEN = (".", "~$")


class State(NamedTuple):
    """By what it is seen that a file was written."""

    changed: float
    """When it was last, in seconds, by the clock of the machine on which it lies."""
    size: int


class Files(Protocol):
    """The files of one folder, on this machine or another; links are none, since they may lead anywhere."""

    def listed(self) -> Mapping[str, State]:
        """What lies in it, by name; raises SOURCE_FOLDER where there is no such folder."""

    def state(self, name: str) -> State | None:
        """How a file stands now; None where it lies there no more."""

    def read(self, name: str) -> Iterator[bytes]:
        """What is in it, piece by piece."""

    def move(self, names: Mapping[str, str]) -> None:
        """Move files to `taken/`, each under its new name; raises SOURCE_NOT_MOVED."""


@dataclass(frozen=True)
class WatchedFolder:
    """A file is whole when it has not changed for so many seconds and, with a marker, once NAME + marker lies there."""

    files: Files
    pattern: str = "*"
    quiet: float = 30
    marker: str = ""

    def units(self, since: str) -> Iterator[Unit]:
        """Its files, the oldest first; raises SOURCE_FOLDER where there is none."""
        del since  # what was fetched lies there no more
        listed = self.files.listed()
        for name in sorted(self._meant(listed), key=lambda one: (listed[one].changed, one)):
            if time.time() - listed[name].changed >= self.quiet:
                yield Unit(name, "", stamp=_stamp(listed[name]))

    def content(self, unit: Unit) -> Generator[bytes]:
        """The file, piece by piece; raises SOURCE_CHANGED where it was written since it was found."""
        yield from self.files.read(unit.name)
        if _stamp(self.files.state(unit.name)) != unit.stamp:
            raise Refusal("SOURCE_CHANGED", name=unit.name)

    def put_away(self, unit: Unit) -> None:
        """Move it to `taken/`, beside others of its name; one that was written since stays, and is read again."""
        if _stamp(self.files.state(unit.name)) == unit.stamp:
            # The marker first: left alone, it would say of the next file of this name that it is whole.
            names = [f"{unit.name}{self.marker}"] if self.marker else []
            self.files.move({name: f"{time.time_ns()}-{name}" for name in [*names, unit.name]})

    def _meant(self, listed: Mapping[str, State]) -> Iterable[str]:
        for name in listed:
            unfinished = name.startswith(HIDDEN) or name.lower().endswith(UNFINISHED)
            marked = not self.marker or (f"{name}{self.marker}" in listed and not name.endswith(self.marker))
            if marked and not unfinished and PurePosixPath("/any", name).match(self.pattern):
                yield name


def _stamp(state: State | None) -> str:
    return f"{state.changed} {state.size}" if state else ""
