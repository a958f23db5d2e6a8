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
        try:
            found = [(path.stat().st_mtime, path) for path in self.path.glob(self.pattern) if path.is_file()]
        except OSError:
            found = []
        if not self.path.is_dir():
            raise Refusal("SOURCE_FOLDER", name=self.path)
        for changed, path in sorted(found):
            hidden = path.name.startswith((".", "~$")) or path.name.lower().endswith(UNFINISHED)
            if not hidden and time.time() - changed >= self.quiet:
                yield Unit(path.name, "")

    def content(self, unit: Unit) -> Iterator[bytes]:
        """The file, piece by piece."""
        with (self.path / unit.name).open("rb") as file:
            while piece := file.read(PIECE):
                yield piece

    def put_away(self, unit: Unit) -> None:
        """Move it to `taken/`, beside others of its name."""
        there = self.path / TAKEN
        there.mkdir(exist_ok=True)
        (self.path / unit.name).rename(there / f"{time.time_ns()}-{unit.name}")
