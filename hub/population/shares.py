"""Shares: the calibration data (`shares.toml`), read into what the generator draws from."""

import random
import tomllib
from bisect import bisect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Generic, Self, TypeVar

T = TypeVar("T")


class Dice:
    """All chance of one population: the same seed gives the same households on every machine."""

    def __init__(self, seed: int | str) -> None:
        self.roll = random.Random(seed).random  # noqa: S311 - a demonstration is repeatable, not secret

    def chance(self, rate: float) -> bool:
        """Whether something happens that happens at this rate, from 0 to 1."""
        return self.roll() < rate

    def between(self, first: int, last: int) -> int:
        """A whole number, both ends included."""
        return first + int(self.roll() * (last - first + 1))


class Weighted(Generic[T]):
    """Values, each drawn as often as its weight says."""

    def __init__(self, weights: Iterable[tuple[T, float]]) -> None:
        pairs = list(weights)
        self._values = [value for value, _ in pairs]
        self._sums = list(accumulate(weight for _, weight in pairs))

    def draw(self, dice: Dice) -> T:
        """One of the values."""
        return self._values[bisect(self._sums, dice.roll() * self._sums[-1], hi=len(self._sums) - 1)]


@dataclass(frozen=True)
class Kind:
    """A kind of household: what it is determined for, how large it is and who lives in it."""

    name: str
    category: str | None
    persons: float
    rural: float
    sizes: tuple[float, ...]
    minor: float
    old: float
    head_old: float
    disabled: float
    serious_illness: float
    income: tuple[float, float]

    @property
    def without_basic(self) -> bool:
        """Whether it has no basic allowance, so that its income may fall under the standard."""
        return self.category not in ("subsistence_allowance", "extreme_hardship")

    @property
    def mean_size(self) -> float:
        """Persons in a household on average."""
        return sum(size * share for size, share in enumerate(self.sizes, 1)) / sum(self.sizes)

    @property
    def others(self) -> tuple[float, float]:
        """Shares of minors and of the old among those who are not the head, so that all persons' come out."""
        others = self.mean_size - 1
        minor = self.minor * self.mean_size / others
        old = (self.old * self.mean_size - self.head_old) / others
        return minor, old


@dataclass(frozen=True)
class Shares:
    """All of `shares.toml`."""

    kinds: Weighted[Kind]
    sizes: Mapping[str, Weighted[int]]
    rates: Mapping[str, float]
    weights: Mapping[str, Weighted[str]]
    coverage: Mapping[str, float]
    amounts: Mapping[str, int]
    details: Mapping[str, Mapping[str, str]]
    defects: Mapping[str, float]

    @classmethod
    def read(cls) -> Self:
        """The shares as the file declares them."""
        data = tomllib.loads((Path(__file__).parent / "shares.toml").read_text("utf-8"))
        kinds = [_kind(table) for table in data["kind"]]
        return cls(
            # Shares are of persons, but households are drawn: large ones less often.
            kinds=Weighted((kind, kind.persons / kind.mean_size) for kind in kinds),
            sizes={kind.name: Weighted(enumerate(kind.sizes, 1)) for kind in kinds},
            rates=data["rates"],
            weights={name: Weighted(table.items()) for name, table in data["weights"].items()},
            coverage=data["coverage"],
            amounts=data["amounts"],
            details=data["details"],
            defects=data["defects"],
        )


def _kind(table: Mapping[str, object]) -> Kind:
    fields = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    fields.pop("source")
    return Kind(**{"category": None, **fields})  # type: ignore[arg-type] # the file is the project's own
