"""A selected field: its nodes in the document, merged, with its arguments and its place in the answer."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from graphql import (
    FieldNode,
    GraphQLField,
    ListValueNode,
    ObjectValueNode,
    ValueNode,
    VariableNode,
    get_argument_values,
    get_named_type,
)
from graphql.execution.values import VariableValues

NO_VARIABLES = VariableValues({}, {})


@dataclass(frozen=True, eq=False)
class SelectedField:
    """One field of an operation: its nodes merged, and its place in the answer."""

    key: str
    nodes: tuple[FieldNode, ...]
    on: tuple[str, ...]  # the types the document names, one for each node: rights are about those
    definition: GraphQLField
    trail: tuple[SelectedField, ...] = ()
    path: tuple[str, ...] = field(init=False)
    _constant: dict[str, Any] | None = field(init=False)
    _hash: int = field(init=False)  # asked for with every value that is bound

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", (*(above.key for above in self.trail), self.key))
        varies = any(_varies(argument.value) for argument in self.node.arguments or ())
        constant = None if varies else get_argument_values(self.definition, self.node, NO_VARIABLES)
        object.__setattr__(self, "_constant", constant)
        object.__setattr__(self, "_hash", hash(self.path))

    @property
    def node(self) -> FieldNode:
        """Any of the nodes: validation has seen that their arguments are the same."""
        return self.nodes[0]

    @property
    def name(self) -> str:
        """The field's name in the schema."""
        return self.node.name.value

    @property
    def type(self) -> str:
        """The named type of the field."""
        return get_named_type(self.definition.type).name

    def arguments(self, values: VariableValues) -> dict[str, Any]:
        """The arguments, coerced as the specification says; only those with variables anew for each request."""
        return get_argument_values(self.definition, self.node, values) if self._constant is None else self._constant

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SelectedField) and (self.path, self.node.loc) == (other.path, other.node.loc)

    def __hash__(self) -> int:
        return self._hash


def _varies(value: ValueNode) -> bool:
    """Whether a variable stands in it."""
    if isinstance(value, ListValueNode):
        return any(map(_varies, value.values))
    if isinstance(value, ObjectValueNode):
        return any(_varies(field.value) for field in value.fields)
    return isinstance(value, VariableNode)
