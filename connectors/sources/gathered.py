"""Pieces that come one after the other, as a stream that can be sought in; a large one lies in a temporary file."""

import tempfile
from collections.abc import Iterable
from typing import BinaryIO, cast

IN_MEMORY = 8 << 20


def gathered(pieces: Iterable[bytes]) -> BinaryIO:
    """All the pieces, from their beginning."""
    stream = cast(BinaryIO, tempfile.SpooledTemporaryFile(IN_MEMORY))  # noqa: SIM115 - it goes with its reader
    for piece in pieces:
        stream.write(piece)
    stream.seek(0)
    return stream
