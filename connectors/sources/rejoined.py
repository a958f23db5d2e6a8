"""A stream of which the beginning was read to see what it is, from its beginning again."""

import io
from typing import BinaryIO

PIECE = 2**16
"""Bytes that are asked for at a time: a raw stream makes room for all of them first."""


def beginning_of(content: BinaryIO, size: int) -> bytes:
    """So many bytes, or all there are: a stream may give fewer at a time."""
    parts = []
    while size > 0 and (part := content.read(min(size, PIECE))):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


class Rejoined(io.RawIOBase):
    """The beginning and what follows it."""

    def __init__(self, beginning: bytes, rest: BinaryIO) -> None:
        self._beginning, self._rest = io.BytesIO(beginning), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # what BufferedReader hands over
        part = self._beginning.read(len(buffer)) or self._rest.read(len(buffer))
        buffer[: len(part)] = part
        return len(part)
