"""A folder into which files are put: each is fetched once nobody writes it any more, and moved out of the way."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from connectors.sources.origin import Unit
from registry.errors import Refusal

PIECE = 1 << 18
TAKEN = "taken"
"""The folder in it where files lie that the hub has."""
UNFINISHED = (".part", ".tmp", ".filepart", ".crdownload")
"""How files are called while programs write them."""


@dataclass(frozen=True)
class WatchedFolder:
    """A folder on this machine, or mounted; a file is whole when it has not changed for so many seconds."""

    path: Path
    pattern: str = "*"
    quiet: float = 30

    def units(self, since: str) -> Iterator[Unit]:
        """Its files, the oldest first; raises SOURCE_FOLDER where there is none."""
        del since  # what was fetched lies there no more
        if not self.path.is_dir():
            raise Refusal("SOURCE_FOLDER", name=self.path)
        for changed, name in sorted(self._files()):
            if time.time() - changed >= self.quiet:
                yield Unit(name, "")

    def content(self, unit: Unit) -> Iterator[bytes]:
        """The file, piece by piece; raises SOURCE_CHANGED where it is written meanwhile."""
        before = self._state(unit)
        with (self.path / unit.name).open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
        if self._state(unit) != before:
            raise Refusal("SOURCE_CHANGED", name=unit.name)

    def put_away(self, unit: Unit) -> None:
        """Move it to `taken/`, beside others of its name; one that was written since it was read stays, and is read
        again.
        """
        if time.time() - self._state(unit)[0] >= self.quiet:
            there = self.path / TAKEN
            there.mkdir(exist_ok=True)
            (self.path / unit.name).rename(there / f"{time.time_ns()}-{unit.name}")

    def _files(self) -> Iterator[tuple[float, str]]:
        """When each was written last, and its name; links are not followed, since they may lead anywhere."""
        for path in self.path.iterdir():
            unfinished = path.name.startswith((".", "~$")) or path.name.lower().endswith(UNFINISHED)
            if path.is_file() and not path.is_symlink() and not unfinished and path.match(self.pattern):
                yield path.stat().st_mtime, path.name

    def _state(self, unit: Unit) -> tuple[float, int]:
        found = (self.path / unit.name).stat()
        return found.st_mtime, found.st_size
