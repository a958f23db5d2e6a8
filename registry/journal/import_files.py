"""The file of an import: cut into pieces, each sealed to its file and place, and read again without the others."""

import io
from collections.abc import Callable
from uuid import UUID

from registry.identity.vault import Vault

ATTRIBUTE = "import"
PIECE = 512 << 10
"""Bytes of a piece: what is held of a file that comes in or is read."""


def seal(vault: Vault, id: UUID, place: int, piece: bytes) -> bytes:
    """A piece as it is kept: ID numbers of others stand in it."""
    return vault.seal_bytes(ATTRIBUTE, f"{id}|{place}", piece)


def unseal(vault: Vault, id: UUID, place: int, sealed: bytes) -> bytes:
    """A piece as it came; raises SealBroken."""
    return vault.open_bytes(ATTRIBUTE, f"{id}|{place}", sealed)


class ImportFile(io.RawIOBase):
    """A file of so many bytes as a stream that can be sought in; of its pieces it holds one."""

    def __init__(self, size: int, fetch: Callable[[int], bytes]) -> None:
        self._size, self._fetch = size, fetch
        self._at, self._place, self._piece = 0, -1, b""

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def tell(self) -> int:
        """Where the next byte is read."""
        return self._at

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to a byte, counted from the beginning, from here or from the end."""
        base = {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        self._at = max(0, base + offset)
        return self._at

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # what BufferedReader hands over
        """As much as the piece holds from here on."""
        if self._at >= self._size:
            return 0
        place, begun = divmod(self._at, PIECE)
        if place != self._place:
            self._place, self._piece = place, self._fetch(place)
        part = self._piece[begun : begun + len(buffer)]
        buffer[: len(part)] = part
        self._at += len(part)
        return len(part)
