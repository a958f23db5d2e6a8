"""The placeholders of a statement, and the values that go into them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from graphql.execution.values import VariableValues

from planner.errors import Refused
from planner.selection import Asked
from planner.values import Convert

T = TypeVar("T")


class Binding:
    """One request: its variables and its caller. Whatever several placeholders need is worked out once."""

    def __init__(self, values: VariableValues, caller: Mapping[str, object], slots: Slots) -> None:
        self.values = values
        self.caller = caller
        self.slots = slots
        self._known: dict[object, Any] = {}

    def once(self, key: object, work: Callable[[], T]) -> T:
        """The result of `work`, remembered for this request."""
        if key not in self._known:
            self._known[key] = work()
        found: T = self._known[key]
        return found

    def argument(self, asked: Asked, path: str) -> Any:
        """An argument's coerced value, or null."""
        found: Any = self.once(asked, lambda: asked.arguments(self.values))
        for step in path.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
        return found


class Slot(Protocol):
    """Where the value of a placeholder comes from."""

    def value(self, binding: Binding) -> object:
        """The value for this request."""


@dataclass(frozen=True)
class OfCaller:
    """A value of whoever asks."""

    name: str

    def value(self, binding: Binding) -> object:
        """The caller's value; a missing one is a fault of ours and raises."""
        return binding.caller[self.name]


@dataclass(frozen=True)
class OfPlan:
    """A value the plan itself knows."""

    known: Hashable

    def value(self, _: Binding) -> object:
        """The same for every request; a tuple is an array."""
        return list(self.known) if isinstance(self.known, tuple) else self.known


@dataclass(frozen=True)
class OfArgument:
    """An argument of a field, converted; what it means may depend on a value of the caller."""

    asked: Asked
    path: str
    convert: Convert
    caller: str | None = None

    def value(self, binding: Binding) -> object:
        """The converted value; a refusal names the field."""
        try:
            return binding.once(self, lambda: self._converted(binding))
        except Refused as refused:
            raise refused.at(self.asked.path) from None

    def _converted(self, binding: Binding) -> object:
        given = binding.argument(self.asked, self.path)
        return self.convert(given, binding.caller[self.caller]) if self.caller else self.convert(given)


@dataclass(frozen=True)
class Digest:
    """Which list a cursor belongs to: the fields that lead to it and what was bound for them.

    Bound values and not arguments, so that a clear ID number leaves no trace here either.
    """

    asked: Asked

    def value(self, binding: Binding) -> str:
        """Sixteen letters that differ for another list."""
        return binding.once(self, lambda: self._of(binding))

    def _of(self, binding: Binding) -> str:
        fields = (*self.asked.trail, self.asked)
        bound = [
            [fields.index(slot.asked), slot.path, slot.value(binding)]
            for slot, _ in binding.slots
            if isinstance(slot, OfArgument) and slot.asked in fields
        ]
        told = json.dumps([[one.name for one in fields], sorted(bound, key=lambda one: str(one[:2]))], default=str)
        return hashlib.sha256(told.encode()).hexdigest()[:16]


class Slots:
    """The placeholders of a statement in order; the same value has one placeholder."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Slot, str], int] = {}

    def place(self, slot: Slot, type: str) -> str:
        """The placeholder for a value, with its type."""
        return f"${self._numbers.setdefault((slot, type), len(self._numbers) + 1)}::{type}"

    def __iter__(self) -> Iterator[tuple[Slot, str]]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def bind(self, values: VariableValues, caller: Mapping[str, object]) -> list[object]:
        """The values of all placeholders. Whatever may be refused is refused here, before SQL."""
        binding = Binding(values, caller, self)
        return [slot.value(binding) for slot, _ in self]
