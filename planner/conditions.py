"""Conditions: what of the variables decides how an operation is read, and so belongs to the key of its plan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from graphql.execution.values import VariableValues


class Switch(NamedTuple):
    """The variable of an @skip or @include."""

    variable: str

    def answer(self, values: VariableValues) -> bool | None:
        """The directive's boolean; null is an error when the document is read."""
        value: bool | None = values.coerced.get(self.variable)
        return value


class ArgumentPresence(NamedTuple):
    """Whether the variable of an argument has a value; `otherwise` speaks of the argument's default."""

    variable: str
    path: tuple[str, ...]
    otherwise: bool

    def answer(self, values: VariableValues) -> bool:
        """Whether there is a value other than null."""
        if self.variable not in values.coerced:
            return self.otherwise
        return within(values.coerced[self.variable], self.path) is not None


Condition = Switch | ArgumentPresence


def within(value: object, path: Iterable[str]) -> object:
    """What an input object holds at a path of fields; None where it holds nothing."""
    for step in path:
        # To ask whether something is a Mapping takes longer than all the rest.
        value = value.get(step) if isinstance(value, dict) or isinstance(value, Mapping) else None  # noqa: SIM101 - as said
    return value
