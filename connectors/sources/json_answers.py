"""Answers of an interface: held to a length and a time, and read as JSON with numbers as they were written."""

import json
import time
from dataclasses import dataclass
from typing import Any

import httpx

from connectors.sources.pauses import Busy, told_pause
from registry.errors import Refusal

FAILING = 500
"""From which status on it is the other side that fails."""


@dataclass(frozen=True)
class Bounds:
    """What is waited for and taken of one answer."""

    most_bytes: int
    seconds: float
    until: float
    """The moment at which they are over."""


def json_of(response: httpx.Response, bounds: Bounds) -> Any:
    """What an answer holds.

    Raises Busy, SOURCE_STATUS, SOURCE_SIGN_IN, SOURCE_LONG, SOURCE_SLOW and SOURCE_ANSWER; none repeats what it says.
    """
    name, status = response.url.host, response.status_code
    if status in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        raise Refusal("SOURCE_SIGN_IN", name=name)
    if status == httpx.codes.TOO_MANY_REQUESTS or status >= FAILING:
        raise Busy(status, told_pause(response.headers.get("retry-after", "")))
    if status != httpx.codes.OK:
        raise Refusal("SOURCE_STATUS", name=name, status=status)
    read = _read(response, bounds)
    try:
        return json.loads(read, parse_float=str, parse_int=str, parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise Refusal("SOURCE_ANSWER", name=name, detail="JSON") from None


def _read(response: httpx.Response, bounds: Bounds) -> bytes:
    if response.headers.get("content-encoding", "identity") != "identity":
        raise Refusal("SOURCE_ANSWER", name=response.url.host, detail="Content-Encoding")
    read = bytearray()
    for piece in response.iter_raw():
        read += piece
        if len(read) > bounds.most_bytes:
            raise Refusal("SOURCE_LONG", name=response.url.host, most=bounds.most_bytes >> 20)
        if time.monotonic() > bounds.until:
            raise Refusal("SOURCE_SLOW", name=response.url.host, seconds=f"{bounds.seconds:g}")
    return bytes(read)


def _no_number(text: str) -> None:
    raise ValueError(text)
