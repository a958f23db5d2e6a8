"""Pieces that come one after the other, read as a stream: nothing is fetched that nobody reads, nor laid on a disk."""

import io
from collections.abc import Generator
from typing import BinaryIO, cast


class Pieces(io.RawIOBase):
    """All the pieces, once, from their beginning; closing it ends what gives them."""

    def __init__(self, pieces: Generator[bytes]) -> None:
        self._pieces, self._held = pieces, memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # what BufferedReader hands over
        while not self._held:
            if (piece := next(self._pieces, None)) is None:
                return 0
            self._held = memoryview(piece)
        part = self._held[: len(buffer)]
        buffer[: len(part)] = part
        self._held = self._held[len(part) :]
        return len(part)

    def close(self) -> None:
        self._pieces.close()
        super().close()


def streamed(pieces: Generator[bytes]) -> BinaryIO:
    """The pieces as a stream."""
    return cast(BinaryIO, io.BufferedReader(Pieces(pieces)))
