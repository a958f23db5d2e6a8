"""Token limits: how often a client is heard at the OAuth endpoints, so that one that loops or guesses holds nobody.

What is counted is a client at an address: who guesses at another's secret elsewhere spends nothing of what that client
has where it works. Behind one address each registered client has its own, and only invented names share one.
"""

import ipaddress
import math
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from registry.errors import Refusal
from registry.store.buckets import Bucket, Buckets, rate_limit
from registry.store.turns import Claim, Turns

PER_MINUTE = 120
"""Tokens in a minute for a client at an address: one lives for five."""
WRONG = 10
"""As so many tokens counts a request whose client is not authenticated."""
AT_WORK = 2
"""Requests that are worked on at a time, half of the room's connections: the others read how clients stand."""


@dataclass(frozen=True)
class Asker:
    """Who says to be asking, and from where; the name is empty where none could be a client's."""

    client_id: str
    address: str
    registered: bool = False
    """Whether it is the name of an active client, who may still be another."""

    @property
    def place(self) -> str:
        """What an address stands for: itself, of IPv6 the network that one party is usually given."""
        try:
            address = ipaddress.ip_address(self.address)
        except ValueError:
            return self.address
        if isinstance(address, ipaddress.IPv4Address):
            return str(address)
        # A socket that hears both writes IPv4 as IPv6.
        return str(address.ipv4_mapped or ipaddress.IPv6Network((int(address), 64), strict=False))

    @property
    def name(self) -> str:
        """Its bucket."""
        return f"{self.client_id}@{self.place}"

    @property
    def party(self) -> str:
        """Under what its turns and its guesses are counted: all names that are invented at an address are one."""
        return self.name if self.registered else self.place


class TooManyTokens(Refusal):
    """A client at an address, or an address from which names are invented, has asked too often."""

    def __init__(self, limit: int, seconds: int, headers: dict[str, str]) -> None:
        super().__init__("TOO_MANY_TOKENS", limit=limit, wrong=WRONG, seconds=seconds)
        self.retry_after, self.headers = seconds, headers


class TokenLimits:
    """Turns and buckets of one worker.

    A registered client has its buckets at each address. All other names share the guesses of their address: a new
    name for each guess is none the better for it.
    """

    def __init__(self, per_minute: int = PER_MINUTE, clock: Callable[[], float] = time.monotonic) -> None:
        # What is asked without a token's price, as introspection, is bounded by its guesses alone.
        self._buckets, self._guesses = Buckets(per_minute, clock), Buckets(per_minute, clock)
        self._turns = Turns(AT_WORK, 1)

    @asynccontextmanager
    async def turn(self, asker: Asker, tokens: int) -> AsyncIterator[None]:
        """A turn at work, once so many tokens are paid for; what does not authenticate is paid for as it ends.

        Raises TOO_MANY_TOKENS and TOO_MANY_AT_ONCE.
        """
        async with self._turns.turn(Claim(asker.party)):
            self._pay(asker, tokens)
            try:
                yield
            except Refusal as refusal:
                if refusal.code == "CLIENT_NOT_AUTHENTICATED":
                    self._wrong(asker)
                raise

    def headers(self, asker: Asker) -> dict[str, str]:
        """What is left to it, as `RateLimit` and its policy say it."""
        return _told(self._buckets.of(asker.name))

    def _pay(self, asker: Asker, tokens: int) -> None:
        for kept, name, amount in ((self._buckets, asker.name, tokens), (self._guesses, asker.party, 1)):
            if (wait := kept.of(name).wait(amount)) > 0:
                raise TooManyTokens(kept.limit, math.ceil(wait), _told(kept.of(name)))
        self._buckets.of(asker.name).take(tokens)

    def _wrong(self, asker: Asker) -> None:
        self._buckets.of(asker.name).take(WRONG)
        self._guesses.of(asker.party).take(WRONG)


def _told(bucket: Bucket) -> dict[str, str]:
    return rate_limit("tokens", bucket.limit, bucket.left, bucket.whole_in)
