"""Bytes on their way out: what a writer of files writes, taken away piece by piece, so that no file is held whole."""

import io


class OutgoingBytes(io.RawIOBase):
    """A file that is only written, and cannot be gone back in."""

    def __init__(self) -> None:
        super().__init__()
        self._held, self._written = bytearray(), 0

    def taken(self) -> bytes:
        """What was written since it was asked last."""
        taken, self._held = bytes(self._held), bytearray()
        return taken

    def writable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._written

    def write(self, data: bytes) -> int:  # type: ignore[override] # whatever holds bytes
        self._held += data
        self._written += len(data)
        return len(data)
