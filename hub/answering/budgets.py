"""Budgets: what each client's requests may cost in a minute, told in every answer."""

import asyncio
import datetime
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import orjson

from registry.errors import Refusal
from registry.store.buckets import Bucket, Buckets, rate_limit


@dataclass(frozen=True)
class Standing:
    """What a request has cost, what is left to the client of `limit`, and in how many seconds all of it is."""

    requested: int
    limit: int
    remaining: int
    whole_in: float
    marks: Mapping[str, str] = field(default_factory=dict)
    """What else is said beside the answer."""

    @property
    def headers(self) -> dict[str, str]:
        """As `RateLimit` and its policy say it."""
        return rate_limit("cost", self.limit, self.remaining, self.whole_in)

    @property
    def told(self) -> dict[str, int | str]:
        """As `extensions.cost` says it."""
        whole = datetime.datetime.fromtimestamp(time.time() + self.whole_in, datetime.UTC)
        reset = whole.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"
        return {"requested": self.requested, "remaining": self.remaining, "resetAt": reset}

    def beside(self, answer: bytes) -> bytes:
        """The JSON object of an answer with `extensions.cost` in it, and the marks beside that."""
        extensions = orjson.dumps({"cost": self.told, **self.marks})
        return b"".join((memoryview(answer)[:-1], b',"extensions":', extensions, b"}"))


class Spent(Refusal):
    """A client has spent what its requests may cost in a minute."""

    def __init__(self, standing: Standing, heaviest: str, seconds: int) -> None:
        left, limit = standing.remaining, standing.limit
        super().__init__(
            "TOO_MANY_REQUESTS", cost=standing.requested, at=heaviest, left=left, limit=limit, seconds=seconds
        )
        self.standing, self.retry_after = standing, seconds


class Budgets:
    """The bucket of each client: it holds what may be spent in a minute, and fills as evenly as time passes."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._buckets = Buckets(per_minute, clock)

    def charge(self, client: str, cost: int, heaviest: Callable[[], str]) -> Standing:
        """Take the cost from the client's bucket; one that is more than a minute's takes a full one.

        Raises TOO_MANY_REQUESTS where it does not hold so much, with the seconds until it will.
        """
        bucket = self._buckets.of(client)
        wait = bucket.wait(cost)
        if wait > 0:
            raise Spent(_standing(bucket, cost), heaviest(), math.ceil(wait))
        bucket.take(cost)
        return _standing(bucket, cost)

    async def when_affordable(self, client: str, cost: int) -> Standing:
        """The same, once the bucket holds so much: for what goes on by itself, as the next page of an export."""
        while True:
            bucket = self._buckets.of(client)
            wait = bucket.wait(cost)
            if wait <= 0:
                bucket.take(cost)
                return _standing(bucket, cost)
            await asyncio.sleep(wait)

    def charge_or_wait(self, client: str, cost: int) -> float:
        """Take the cost where the bucket holds it, 0; else take nothing, and say in how many seconds it will."""
        bucket = self._buckets.of(client)
        wait = bucket.wait(cost)
        if wait <= 0:
            bucket.take(cost)
        return max(wait, 0)

    def owe(self, client: str, cost: int) -> None:
        """Take what is known only afterwards; who owes waits."""
        self._buckets.of(client).take(cost)


def _standing(bucket: Bucket, cost: int) -> Standing:
    return Standing(cost, bucket.limit, bucket.left, bucket.whole_in)
