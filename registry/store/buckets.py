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
class Bucket:
    """What may be spent under one name, as of the moment in which it was looked at."""

    limit: int
    level: float
    at: float

    def wait(self, amount: int) -> float:
        """Seconds until it holds so much, 0 or less if it does; more than the limit needs a full one."""
        return (min(amount, self.limit) - self.level) * MINUTE / self.limit

    def take(self, amount: int) -> None:
        """Take so much, also where it is not there: what is owed has to fill up first."""
        self.level -= amount

    @property
    def left(self) -> int:
        """What it holds."""
        return max(int(self.level), 0)

    @property
    def whole_in(self) -> float:
        """Seconds until it is full."""
        return (self.limit - self.level) * MINUTE / self.limit


class Buckets:
    """A bucket for each name; it holds `limit` and fills within a minute."""

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.limit, self._clock = limit, clock
        self._buckets = LRUCache[str, Bucket](REMEMBERED)

    def of(self, name: str) -> Bucket:
        """The bucket of a name, filled up to now."""
        now = self._clock()
        bucket = self._buckets.get(name)
        if bucket is None:
            bucket = self._buckets[name] = Bucket(self.limit, self.limit, now)
        bucket.level = min(self.limit, bucket.level + (now - bucket.at) * self.limit / MINUTE)
        bucket.at = now
        return bucket


def rate_limit(of: str, limit: int, left: int, whole_in: float) -> dict[str, str]:
    """The headers that tell of a bucket (draft-ietf-httpapi-ratelimit-headers)."""
    return {
        "RateLimit-Policy": f'"{of}";q={limit};w={MINUTE:.0f}',
        "RateLimit": f'"{of}";r={left};t={math.ceil(whole_in)}',
    }
