"""Answers are compressed for who can unpack them, and for nobody else."""

import asyncio
import gzip

import pytest
from starlette.datastructures import Headers

from hub.answering.packing import LARGE, SMALLEST, accepts_gzip, packed

LONG = b'{"nodes":[' + b'{"number":"62990100001"},' * 400 + b"{}]}"


def sent(body: bytes, accepted: str) -> tuple[bytes, dict[str, str]]:
    return asyncio.run(packed(body, Headers({"accept-encoding": accepted})))


@pytest.mark.parametrize("body", [LONG, LONG * (LARGE // len(LONG) + 1)], ids=["a page", "a large one"])
def test_a_long_answer_goes_packed_and_comes_back_whole(body: bytes) -> None:
    short, told = sent(body, "gzip, deflate")
    assert told == {"Vary": "Accept-Encoding", "Content-Encoding": "gzip"}
    assert len(short) < len(body) / 5
    assert gzip.decompress(short) == body


def test_a_short_answer_goes_as_it_is() -> None:
    body = b"x" * (SMALLEST - 1)
    assert sent(body, "gzip") == (body, {"Vary": "Accept-Encoding"})


@pytest.mark.parametrize("accepted", ["", "identity", "br", "gzip;q=0", "gzip; q=0.0", "*;q=0", "gzip;q=0, *"])
def test_nobody_is_sent_what_they_cannot_unpack(accepted: str) -> None:
    assert sent(LONG, accepted) == (LONG, {"Vary": "Accept-Encoding"})


@pytest.mark.parametrize("accepted", ["gzip", "br, GZIP", "gzip;q=0.5", "*", "gzip;q=1, *;q=0"])
def test_gzip_is_taken_by_name_or_with_everything(accepted: str) -> None:
    assert accepts_gzip(accepted)
