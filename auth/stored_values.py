"""Stored values: instants and digests as the tables of the authorization server keep them."""

import hashlib
from datetime import UTC, datetime


def instant(now: float) -> datetime:
    """Seconds since 1970 as a column keeps them."""
    return datetime.fromtimestamp(now, UTC)


def digest(value: str) -> bytes:
    """A secret of the hub's own as it is kept: 256 random bits need no slow hash, and what is sent may be no text."""
    return hashlib.sha256(value.encode(errors="surrogatepass")).digest()
