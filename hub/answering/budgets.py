"""Budgets: what each client's requests may cost in a minute, told in every answer."""

import asyncio
import datetime
import math
import time
from collections.abc import Callable
from dataclasses import dataclass

import orjson

from registry.errors import Refusal

MINUTE = 60.0


@dataclass(frozen=True)
class Standing:
    """What a request has cost, what is left to the client of `limit`, and in how many seconds all of it is."""

    requested: int
    limit: int
    remaining: int
    whole_in: float

    @property
    def headers(self) -> dict[str, str]:
        """As draft-ietf-httpapi-ratelimit-headers says it."""
        return {
            "RateLimit-Policy": f'"cost";q={self.limit};w={MINUTE:.0f}',
            "RateLimit": f'"cost";r={self.remaining};t={math.ceil(self.whole_in)}',
        }

    @property
    def told(self) -> dict[str, int | str]:
        """As `extensions.cost` says it."""
        whole = datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=self.whole_in)
        reset = whole.isoformat(timespec="milliseconds").replace("+00:00", "Z")
        return {"requested": self.requested, "remaining": self.remaining, "resetAt": reset}

    def beside(self, answer: bytes) -> bytes:
        """The JSON object of an answer with `extensions.cost` in it."""
        return b"".join((memoryview(answer)[:-1], b',"extensions":{"cost":', orjson.dumps(self.told), b"}}"))


class Spent(Refusal):
    """A client has spent what its requests may cost in a minute."""

    def __init__(self, standing: Standing, heaviest: str, seconds: int) -> None:
        left, limit = standing.remaining, standing.limit
        super().__init__(
            "TOO_MANY_REQUESTS", cost=standing.requested, at=heaviest, left=left, limit=limit, seconds=seconds
        )
        self.standing, self.retry_after = standing, seconds


@dataclass
class _Bucket:
    level: float
    at: float


class Budgets:
    """The bucket of each client: it holds what may be spent in a minute, and fills as evenly as time passes."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.limit, self._clock = per_minute, clock
        self._rate = per_minute / MINUTE
        self._buckets: dict[str, _Bucket] = {}

    def charge(self, client: str, cost: int, heaviest: Callable[[], str]) -> Standing:
        """Take the cost from the client's bucket; one that is more than a minute's takes a full one.

        Raises TOO_MANY_REQUESTS where it does not hold so much, with the seconds until it will.
        """
        bucket = self._bucket(client)
        wait = self._wait(bucket, cost)
        if wait > 0:
            left, seconds = max(int(bucket.level), 0), math.ceil(wait)
            raise Spent(Standing(cost, self.limit, left, self._whole_in(bucket)), heaviest(), seconds)
        return self._take(bucket, cost)

    async def when_affordable(self, client: str, cost: int) -> Standing:
        """The same, once the bucket holds so much: for what goes on by itself, as the next page of an export."""
        while True:
            bucket = self._bucket(client)
            wait = self._wait(bucket, cost)
            if wait <= 0:
                return self._take(bucket, cost)
            await asyncio.sleep(wait)

    def owe(self, client: str, cost: int) -> None:
        """Take what is known only afterwards; who owes waits."""
        self._take(self._bucket(client), cost)

    def _bucket(self, client: str) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.setdefault(client, _Bucket(self.limit, now))
        bucket.level = min(self.limit, bucket.level + (now - bucket.at) * self._rate)
        bucket.at = now
        return bucket

    def _wait(self, bucket: _Bucket, cost: int) -> float:
        return (min(cost, self.limit) - bucket.level) / self._rate

    def _take(self, bucket: _Bucket, cost: int) -> Standing:
        bucket.level -= cost
        return Standing(cost, self.limit, max(int(bucket.level), 0), self._whole_in(bucket))

    def _whole_in(self, bucket: _Bucket) -> float:
        return (self.limit - bucket.level) / self._rate
