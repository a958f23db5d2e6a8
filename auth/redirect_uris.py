"""Redirect URIs: where officers come back to who have signed in for a program, each as it was registered."""

import re
from collections.abc import Collection
from urllib.parse import SplitResult, urlsplit

from registry.errors import Refusal

MOST, LONGEST = 10, 500
LOOPBACK = frozenset({"127.0.0.1", "::1"})
PRINTABLE = re.compile(r"[\x21-\x7e]+")


def check(uris: Collection[str]) -> None:
    """Raise BAD_REDIRECT_URI for one that a browser may not be sent to.

    That is all but https, and http on the machine itself for programs that listen there (RFC 8252 §7.3).
    """
    if len(uris) > MOST:
        raise Refusal("BAD_REDIRECT_URI", value=f"{len(uris)} > {MOST}")
    for uri in uris:
        parts = _parts(uri)
        if parts is None or not (parts.scheme == "https" or _loopback(parts)):
            raise Refusal("BAD_REDIRECT_URI", value=uri)


def among(registered: Collection[str], uri: str) -> bool:
    """Whether it is one of these, letter by letter; on the machine itself a program takes whichever port is free."""
    if uri in registered:
        return True
    parts = _parts(uri)
    if parts is None or not _loopback(parts):
        return False
    return any(_portless(other) == _portless(parts) for other in map(_parts, registered) if other and _loopback(other))


def origin(uri: str) -> str:
    """The part of it that says whose it is."""
    parts = urlsplit(uri)
    return f"{parts.scheme}://{parts.netloc}"


def _parts(uri: str) -> SplitResult | None:
    try:
        parts = urlsplit(uri)
        parts.port  # noqa: B018 - one that is none raises
    except ValueError:
        return None
    sound = PRINTABLE.fullmatch(uri) and len(uri) <= LONGEST and parts.hostname and "#" not in uri
    return parts if sound and "@" not in parts.netloc and "\\" not in uri and ";" not in parts.netloc else None


def _loopback(parts: SplitResult) -> bool:
    return parts.scheme == "http" and parts.hostname in LOOPBACK


def _portless(parts: SplitResult) -> tuple[str | None, str, str]:
    return parts.hostname, parts.path, parts.query
