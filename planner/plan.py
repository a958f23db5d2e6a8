"""Plans: an operation compiled once, bound and asked many times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graphql.execution.values import VariableValues

from planner import rights
from planner.binding import Slots
from planner.conditions import Condition
from planner.document import LETTER
from planner.price import Price
from planner.rights import Need, Problem
from registry.errors import Refusal

CALLERS: Final = 64
"""Callers of different rights that a plan remembers."""


@dataclass(frozen=True)
class ReadOnly:
    """A plan's statement for a server that only reads: its row of the access log is left to whoever asks.

    It takes the first `slots` values of the plan's; where something is to be logged, its last column is what the
    answer shows, uuid[].
    """

    statement: str
    slots: int


@dataclass(eq=False)
class Plan:
    """One operation as one statement.

    Without `rest` the statement returns the text of the whole answer. With it, the fields named in `rest` are
    left to ordinary execution and the statement returns one column for each of `keys`.
    """

    statement: str | None
    slots: Slots
    keys: tuple[str, ...]
    rest: tuple[str, ...]
    needs: tuple[Need, ...]
    sealed: tuple[str, ...]
    logged: bool
    walks: bool  # pages and single objects alone: indexes lead to all that it reads
    price: Price  # what it costs, once the variables that size its pages are known
    conditions: Mapping[Condition, bool | None]  # of the variables, under which it was made
    source: int  # letters of the document, which the plan keeps alive
    read_only: ReadOnly | None = None  # where the planner was told that there is a server that only reads
    uses: int = 0
    hot: bool = False  # asked often: worth a prepared statement on each connection

    def __post_init__(self) -> None:
        self._missing: dict[tuple[frozenset[str], frozenset[str], bool], list[Problem]] = {}
        texts = (self.statement or "", self.read_only.statement if self.read_only else "")
        self.size = 12_288 + sum(map(len, texts)) + LETTER * self.source

    def fits(self, values: VariableValues) -> bool:
        """Whether it is the plan for these variables."""
        return all(condition.answer(values) == answer for condition, answer in self.conditions.items())

    def bind(
        self, values: VariableValues, caller: Mapping[str, object], left_out: list[Refusal] | None = None
    ) -> list[object]:
        """The values of the placeholders; raises a refusal for what SQL would stumble over.

        What is refused at one place of a list alone is put into `left_out`, if there is such a list.
        """
        return self.slots.bind(values, caller, left_out)

    def missing(self, scopes: frozenset[str], sees: frozenset[str], purpose: bool = False) -> list[Problem]:
        """What the caller lacks to ask this; worked out once for callers with the same rights."""
        key = (scopes, sees, purpose)
        if key not in self._missing:
            if len(self._missing) >= CALLERS:
                self._missing.clear()
            self._missing[key] = rights.missing(self.needs, scopes, sees, purpose)
        return self._missing[key]

    def fragments(self, row: Sequence[str]) -> dict[str, str]:
        """The JSON of each planned root field, where others are left to ordinary execution."""
        return dict(zip(self.keys, row, strict=True))
