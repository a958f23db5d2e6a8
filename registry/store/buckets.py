"""Buckets: what may be spent in a minute under one name; each fills as evenly as time passes."""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from cachetools import LRUCache

MINUTE = 60.0
REMEMBERED = 10_000
"""Buckets that are kept; the one that was not touched for longest is full again when it is asked for next."""
MOMENT = 0.25
"""Seconds for which who has asked for too much waits for being told so: at once, as many programs do, it would come
again."""


@dataclass
class _Bucket:
    level: float
    at: float


class Buckets:
    """A bucket for each name; it holds `limit` and fills within a minute."""

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.limit, self._clock = limit, clock
        self._rate = limit / MINUTE
        self._buckets = LRUCache[str, _Bucket](REMEMBERED)

    def wait(self, name: str, amount: int) -> float:
        """Seconds until the bucket holds so much, 0 or less if it does; more than the limit needs a full one."""
        return (min(amount, self.limit) - self._bucket(name).level) / self._rate

    def take(self, name: str, amount: int) -> None:
        """Take so much, also where it is not there: what is owed has to fill up first."""
        self._bucket(name).level -= amount

    def left(self, name: str) -> int:
        """What it holds now."""
        return max(int(self._bucket(name).level), 0)

    def whole_in(self, name: str) -> float:
        """Seconds until it is full."""
        return (self.limit - self._bucket(name).level) / self._rate

    def _bucket(self, name: str) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.get(name)
        if bucket is None:
            bucket = self._buckets[name] = _Bucket(self.limit, now)
        bucket.level = min(self.limit, bucket.level + (now - bucket.at) * self._rate)
        bucket.at = now
        return bucket


def rate_limit(of: str, limit: int, left: int, whole_in: float) -> dict[str, str]:
    """The headers that tell of a bucket (draft-ietf-httpapi-ratelimit-headers)."""
    return {
        "RateLimit-Policy": f'"{of}";q={limit};w={MINUTE:.0f}',
        "RateLimit": f'"{of}";r={left};t={math.ceil(whole_in)}',
    }
