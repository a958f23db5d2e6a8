"""The files of a folder on this machine, or one that is mounted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from connectors.sources.watched_folder import TAKEN, State
from registry.errors import Refusal

PIECE = 1 << 18


@dataclass(frozen=True)
class LocalFiles:
    """Those that lie in a folder itself, not below it."""

    path: Path

    def listed(self) -> Mapping[str, State]:
        """What lies in it; raises SOURCE_FOLDER where there is none."""
        if not self.path.is_dir():
            raise Refusal("SOURCE_FOLDER", name=self.path)
        return {path.name: state for path in self.path.iterdir() if (state := _state(path))}

    def state(self, name: str) -> State | None:
        """How a file stands now."""
        return _state(self.path / name)

    def read(self, name: str) -> Iterator[bytes]:
        """What is in it, piece by piece."""
        with (self.path / name).open("rb") as file:
            while piece := file.read(PIECE):
                yield piece

    def move(self, names: Mapping[str, str]) -> None:
        """Move files to `taken/`; raises SOURCE_NOT_MOVED."""
        there = self.path / TAKEN
        try:
            there.mkdir(exist_ok=True)
            for name, new in names.items():
                (self.path / name).rename(there / new)
        except PermissionError:
            raise Refusal("SOURCE_NOT_MOVED", name=self.path / TAKEN) from None


def _state(path: Path) -> State | None:
    try:
        if not path.is_file() or path.is_symlink():
            return None
        found = path.stat()
    except FileNotFoundError:  # taken away between two looks
        return None
    return State(found.st_mtime, found.st_size)
