"""GraphQL documents: parsed once, and the variables an operation is asked with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLSchema,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    get_variable_values,
    parse,
)
from graphql.execution.values import VariableValues

TOKENS: Final = 1000
LETTER: Final = 50
"""Bytes that the tree of a document takes for each of its letters, about."""


class BadVariables(Exception):
    """The variables do not have the types the operation declares."""

    def __init__(self, errors: list[GraphQLError]) -> None:
        super().__init__("; ".join(error.message for error in errors))
        self.errors = errors


@dataclass(frozen=True, eq=False)
class Document:
    """A document, parsed once."""

    hash: bytes
    size: int
    node: DocumentNode
    sent: bytes | None = None  # the hash of what the caller sent, where the hub has rewritten it
    operations: tuple[OperationDefinitionNode, ...] = field(init=False)
    fragments: Mapping[str, FragmentDefinitionNode] = field(init=False)

    def __post_init__(self) -> None:
        definitions = self.node.definitions
        operations = tuple(one for one in definitions if isinstance(one, OperationDefinitionNode))
        fragments = {one.name.value: one for one in definitions if isinstance(one, FragmentDefinitionNode)}
        object.__setattr__(self, "operations", operations)
        object.__setattr__(self, "fragments", fragments)

    @property
    def logged_hash(self) -> bytes:
        """The hash that stands in the access log: of what the caller sent."""
        return self.sent or self.hash

    def operation(self, name: str | None) -> OperationDefinitionNode:
        """The operation of that name, or the only one."""
        if name is None and len(self.operations) == 1:
            return self.operations[0]
        named = [one for one in self.operations if name is None or (one.name and one.name.value == name)]
        if len(named) == 1:
            return named[0]
        raise GraphQLError(f"Unknown operation named '{name}'." if name else "Must provide an operation name.")

    def roots(self, operation: OperationDefinitionNode) -> Iterator[FieldNode]:
        """The fields of its root, also those in fragments; the document is valid."""
        return self._fields(operation.selection_set.selections)

    def _fields(self, selections: Iterable[SelectionNode]) -> Iterator[FieldNode]:
        for node in selections:
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, FragmentSpreadNode):
                yield from self._fields(inside(self.fragments[node.name.value]))
            else:
                yield from self._fields(inside(node))


def read(text: str) -> Document:
    """Parse a document of at most a thousand tokens."""
    node = parse(text, max_lexical_tokens=TOKENS)
    return Document(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest(), len(text), node)


def coerced(schema: GraphQLSchema, operation: OperationDefinitionNode, raw: Mapping[str, Any]) -> VariableValues:
    """The variables as the operation declares them."""
    found = get_variable_values(schema, operation.variable_definitions or (), dict(raw), max_errors=20)
    if isinstance(found, list):
        raise BadVariables(found)
    return found


def inside(node: SelectionNode | FragmentDefinitionNode) -> Iterable[SelectionNode]:
    """What is selected inside a field or a fragment."""
    inner: SelectionSetNode | None = getattr(node, "selection_set", None)
    return inner.selections if inner else ()
