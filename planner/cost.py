"""The cost of a document and the limits on it, in one pass: a fragment counts once, however often it is spread."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentSpreadNode,
    SelectionNode,
)

from planner.document import Document, inside
from registry.errors import Refusal


@dataclass(frozen=True)
class Limits:
    """What one request may ask for."""

    fields: int = 400
    aliases: int = 30
    directives: int = 50
    depth: int = 15
    roots: int = 20
    cost: int = 5000
    written: int = 5000  # fields in the statement: an interface writes its fields once for each type


@dataclass(frozen=True)
class Count:
    """What a selection holds once its fragments are spread out."""

    fields: int = 0
    aliases: int = 0
    directives: int = 0
    depth: int = 0

    def beside(self, other: Count) -> Count:
        """Both, next to each other."""
        return Count(
            self.fields + other.fields,
            self.aliases + other.aliases,
            self.directives + other.directives,
            max(self.depth, other.depth),
        )


def refuse(document: Document, limits: Limits) -> None:
    """Raise QUERY_TOO_LARGE for what no request may send. Asked before validation: anything may be in it."""
    counter = _Counter(document)
    for operation in document.operations:
        count = counter.selections(operation.selection_set.selections)
        roots = counter.roots(operation.selection_set.selections)
        for name in ("fields", "aliases", "directives", "depth"):
            within(name, getattr(count, name), getattr(limits, name))
        within("roots", roots, limits.roots)


def afford(cost: int, limits: Limits) -> None:
    """Raise QUERY_TOO_LARGE for a cost beyond the limit."""
    within("cost", cost, limits.cost)


def within(counted: str, found: int, limit: int) -> None:
    """Raise QUERY_TOO_LARGE when more was found than the limit."""
    if found > limit:
        raise Refusal("QUERY_TOO_LARGE", name=counted, count=found, most=limit)


class _Counter:
    """Counts; a fragment inside itself counts as nothing here, validation refuses it."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self._counts: dict[str, Count] = {}
        self._roots: dict[str, int] = {}

    def selections(self, nodes: Iterable[SelectionNode]) -> Count:
        total = Count()
        for node in nodes:
            total = total.beside(self._node(node)).beside(Count(directives=_directives(node)))
        return total

    def _node(self, node: SelectionNode) -> Count:
        if isinstance(node, FragmentSpreadNode):
            return self._fragment(node.name.value)
        inner = self.selections(inside(node))
        if not isinstance(node, FieldNode):
            return inner
        return Count(inner.fields + 1, inner.aliases + bool(node.alias), inner.directives, inner.depth + 1)

    def _fragment(self, name: str) -> Count:
        if name not in self._counts:
            self._counts[name] = Count()
            fragment = self.document.fragments.get(name)
            self._counts[name] = self.selections(fragment.selection_set.selections) if fragment else Count()
        return self._counts[name]

    def roots(self, nodes: Iterable[SelectionNode]) -> int:
        total = 0
        for node in nodes:
            if isinstance(node, FieldNode):
                total += 1
            elif isinstance(node, FragmentSpreadNode):
                total += self._roots_of(node.name.value)
            else:
                total += self.roots(inside(node))
        return total

    def _roots_of(self, name: str) -> int:
        if name not in self._roots:
            self._roots[name] = 0
            fragment = self.document.fragments.get(name)
            self._roots[name] = self.roots(fragment.selection_set.selections) if fragment else 0
        return self._roots[name]


def _directives(node: SelectionNode) -> int:
    directives: Iterable[DirectiveNode] = getattr(node, "directives", None) or ()
    return len(tuple(directives))
