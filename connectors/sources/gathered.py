"""Pieces that come one after the other, as a stream that can be sought in; a large one lies in a temporary file."""

import tempfile
from collections.abc import Iterable
from typing import BinaryIO, cast

IN_MEMORY = 8 << 20


class Gathered:
    """All the pieces, from their beginning."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.stream = cast(BinaryIO, tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - it goes with its reader
        for piece in pieces:
            self.stream.write(piece)
        self.stream.seek(0)
