"""Pieces as a stream: read in whatever sizes, no further than they are asked for, and ended with it."""

from collections.abc import Generator

import pytest

from connectors.sources.pieces import streamed


def test_they_are_read_in_any_size_and_empty_ones_are_no_end() -> None:
    def pieces() -> Generator[bytes]:
        yield from (b"ab", b"", b"c" * 100_000, b"d")

    stream = streamed(pieces())
    assert (stream.read(1), stream.read(3), stream.read()) == (b"a", b"bcc", b"c" * 99_998 + b"d")
    assert stream.read() == b""


def test_what_nobody_reads_is_not_fetched_and_its_giver_ends_with_it() -> None:
    said = []

    def pieces() -> Generator[bytes]:
        try:
            while True:
                said.append("piece")
                yield b"x" * 100_000
        finally:
            said.append("ended")

    with streamed(pieces()) as stream:
        assert stream.read(10) == b"x" * 10
    assert said == ["piece", "ended"]
    with pytest.raises(ValueError, match="closed"):
        stream.read(1)
