"""Computations: how a fact of a household is made of amounts, where no clause can say how; both readers know them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

FactName = tuple[str, str]
"""Entity and name, as `("person", "age")`; a parameter's entity is `parameter`."""
Amounts = Callable[[FactName], Sequence[Any]]
"""What is known of a fact: one value, or of a person's fact one for each living member; `None` where nothing is."""


@dataclass(frozen=True)
class Sum:
    """What is known of these amounts, added up over the living members; unknown where none of them is known."""

    of: tuple[FactName, ...]

    @property
    def reads(self) -> tuple[FactName, ...]:
        return self.of

    def value(self, amounts: Amounts) -> int | None:
        known = [amount for name in self.of for amount in amounts(name) if amount is not None]
        return sum(known) if known else None


@dataclass(frozen=True)
class Percent:
    """How many hundredths one amount is of another; what is left over makes another one, or none.

    Rounded down it is under a whole number exactly where the amount is, rounded up it is over one exactly then.
    """

    of: FactName
    to: FactName
    rounded: Literal["up", "down"]

    @property
    def reads(self) -> tuple[FactName, ...]:
        return (self.of, self.to)

    def value(self, amounts: Amounts) -> int | None:
        (part,), (whole,) = amounts(self.of), amounts(self.to)
        if part is None or not whole:
            return None
        share: int = -(-100 * part // whole) if self.rounded == "up" else 100 * part // whole
        return share


@dataclass(frozen=True)
class Choice:
    """One of several amounts, by the first of these codes that is known."""

    by: tuple[FactName, ...]
    among: Mapping[str, FactName]

    @property
    def reads(self) -> tuple[FactName, ...]:
        return (*self.by, *self.among.values())

    def value(self, amounts: Amounts) -> int | None:
        code = next((code for name in self.by for code in amounts(name) if code is not None), "")
        return amounts(self.among[code])[0] if code in self.among else None


Computation = Sum | Percent | Choice
