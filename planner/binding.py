"""The placeholders of a statement, and the values that go into them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from graphql.execution.values import VariableValues

from planner.conditions import within
from planner.selection import SelectedField
from planner.values import Convert
from registry.errors import Refusal

WRITTEN = json.JSONEncoder(default=str)
T = TypeVar("T")


class Binding:
    """One request: its variables and its caller. Whatever several placeholders need is worked out once."""

    def __init__(
        self, values: VariableValues, caller: Mapping[str, object], slots: Slots, left_out: list[Refusal] | None
    ) -> None:
        self.values = values
        self.caller = caller
        self.slots = slots
        self._left_out = left_out
        self._results: dict[object, Any] = {}

    def once(self, key: object, work: Callable[[], T]) -> T:
        """The result of `work`, remembered for this request."""
        result: T
        try:
            result = self._results[key]
        except KeyError:
            result = self._results[key] = work()
        return result

    def leave_out(self, refusal: Refusal) -> None:
        """Have a place of the answer refused and null; raises where nobody would tell of it."""
        if self._left_out is None:
            raise refusal
        self._left_out.append(refusal)

    def argument(self, selected: SelectedField, path: str) -> Any:
        """An argument's coerced value, or null."""
        arguments = self._results.get(selected)
        if arguments is None:
            arguments = self._results[selected] = selected.arguments(self.values)
        return within(arguments, path.split(".")) if "." in path else arguments.get(path)


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

    constant: Hashable

    def value(self, _: Binding) -> object:
        """What it is for every request; a tuple is an array."""
        return list(self.constant) if isinstance(self.constant, tuple) else self.constant


@dataclass(frozen=True)
class OfArgument:
    """An argument of a field, converted; what it means may depend on a value of the caller."""

    selected: SelectedField
    path: str
    convert: Convert
    caller: str | None = None
    beside: str | None = None
    """Another argument that it is read beside, as the first day of a span beside its last."""

    def value(self, binding: Binding) -> object:
        """The converted value; a refusal names the field."""
        try:
            return binding.once(self, lambda: self._converted(binding))
        except Refusal as refusal:
            raise refusal.at(self.selected.path) from None

    def _converted(self, binding: Binding) -> object:
        given = [binding.argument(self.selected, path) for path in (self.path, self.beside) if path]
        return self.convert(*given[:1], *([binding.caller[self.caller]] if self.caller else []), *given[1:])


@dataclass(frozen=True)
class Digest:
    """Which list a cursor belongs to: the fields that lead to it and what was bound for them.

    Bound values and not arguments, so that a clear ID number leaves no trace here either.
    """

    selected: SelectedField

    def value(self, binding: Binding) -> str:
        """Sixteen letters that differ for another list."""
        return binding.once(self, lambda: self._of(binding))

    def _of(self, binding: Binding) -> str:
        fields = (*self.selected.trail, self.selected)
        bound = [
            [fields.index(slot.selected), slot.path, slot.value(binding)]
            for slot, _ in binding.slots
            if isinstance(slot, OfArgument) and slot.selected in fields
        ]
        names = [field.name for field in fields]
        text = WRITTEN.encode([names, sorted(bound, key=lambda value: str(value[:2]))])
        return hashlib.sha256(text.encode()).hexdigest()[:16]


class Slots:
    """The placeholders of a statement in order; the same value has one placeholder."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[Slot, str], int] = {}
        self._checked: dict[Slot, None] = {}

    def place(self, slot: Slot, type: str) -> str:
        """The placeholder for a value, with its type."""
        return f"${self._numbers.setdefault((slot, type), len(self._numbers) + 1)}::{type}"

    def check(self, slot: Slot) -> None:
        """Have a value worked out, and so refused where it is wrong, whether or not the statement needs it."""
        self._checked[slot] = None

    def __iter__(self) -> Iterator[tuple[Slot, str]]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def bind(
        self, values: VariableValues, caller: Mapping[str, object], left_out: list[Refusal] | None = None
    ) -> list[object]:
        """The values of all placeholders. Whatever may be refused is refused here, before SQL.

        What is refused at one place of a list alone is put into `left_out`, if there is such a list.
        """
        binding = Binding(values, caller, self, left_out)
        for slot in self._checked:
            slot.value(binding)
        return [slot.value(binding) for slot, _ in self]
