"""A whole file: put in its place once all of it has come; that it cannot be written is told as what it is."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast

from registry.errors import Refusal


class WholeFile:
    """What is to lie in a folder; what breaks off leaves nothing behind. All of it raises FILE_UNWRITABLE.

    `named` is what the refusal tells. An OSError would be taken for one of the connection that the bytes come by.
    """

    def __init__(self, folder: Path, named: Path) -> None:
        self._named = named
        with self._said():
            self._file = cast(BinaryIO, tempfile.NamedTemporaryFile(dir=folder, delete=False))  # noqa: SIM115 # __exit__ closes it
        self._part = Path(self._file.name)

    def __enter__(self) -> "WholeFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(OSError):
            self._file.close()
        self._part.unlink(missing_ok=True)

    def write(self, piece: bytes) -> int:
        """Write what comes next."""
        with self._said():
            return self._file.write(piece)

    def put(self, place: Path) -> None:
        """Put it in its place: all of it has come."""
        with self._said():
            self._file.close()
            self._part.replace(place)

    @contextmanager
    def _said(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise Refusal("FILE_UNWRITABLE", value=str(self._named)) from error
