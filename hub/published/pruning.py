"""Pruning: when types or fields are taken out of a schema, whatever then leads nowhere goes too."""

from collections.abc import Iterable

from graphql import (
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    InputValueDefinitionNode,
    InterfaceTypeDefinitionNode,
    NonNullTypeNode,
    ObjectTypeDefinitionNode,
    TypeDefinitionNode,
    UnionTypeDefinitionNode,
    specified_scalar_types,
)

from hub.published.definitions import Types, WithFields, changed, named


def closed(types: Types) -> Types:
    """What refers only to what is there."""
    while True:
        cut = Cut(types)
        kept = {name: left for name, node in types.items() if (left := cut.left(node)) is not None}
        if kept == types:
            return kept
        types = kept


class Cut:
    """One round: what is left of each definition when it may name only these types."""

    def __init__(self, types: Types) -> None:
        self._types = types
        objects = (node for node in types.values() if isinstance(node, ObjectTypeDefinitionNode))
        self._implemented = {named(interface) for node in objects for interface in node.interfaces or ()}

    def left(self, node: TypeDefinitionNode) -> TypeDefinitionNode | None:
        """What is left of a definition; none where it has nothing to say any more."""
        if isinstance(node, WithFields):
            return self._fields(node)
        if isinstance(node, InputObjectTypeDefinitionNode):
            fields = self._values(node.fields)
            return None if not fields or _lacks(fields, node.fields) else changed(node, fields=fields)
        if isinstance(node, UnionTypeDefinitionNode):
            members = tuple(member for member in node.types or () if named(member) in self._types)
            return changed(node, types=members) if members else None
        return node if not isinstance(node, EnumTypeDefinitionNode) or node.values else None

    def _fields(self, node: WithFields) -> WithFields | None:
        fields = tuple(left for field in node.fields or () if (left := self._field(field)) is not None)
        lost = isinstance(node, InterfaceTypeDefinitionNode) and node.name.value not in self._implemented
        if lost or not fields:
            return None
        names = {field.name.value for field in fields}
        interfaces = (each for each in node.interfaces or () if self._has_all_of(named(each), names))
        return changed(node, fields=fields, interfaces=tuple(interfaces))

    def _field(self, field: FieldDefinitionNode) -> FieldDefinitionNode | None:
        arguments = self._values(field.arguments)
        lost = not self._there(field) or _lacks(arguments, field.arguments)
        return None if lost else changed(field, arguments=arguments)

    def _values(self, values: Iterable[InputValueDefinitionNode] | None) -> tuple[InputValueDefinitionNode, ...]:
        return tuple(value for value in values or () if self._there(value))

    def _there(self, node: FieldDefinitionNode | InputValueDefinitionNode) -> bool:
        return named(node.type) in self._types or named(node.type) in specified_scalar_types

    def _has_all_of(self, interface: str, fields: set[str]) -> bool:
        node = self._types.get(interface)
        return isinstance(node, WithFields) and {field.name.value for field in node.fields or ()} <= fields


def _lacks(kept: tuple[InputValueDefinitionNode, ...], all_: Iterable[InputValueDefinitionNode] | None) -> bool:
    """Whether one was taken out that must be given."""
    lost = (value for value in all_ or () if value not in kept)
    return any(isinstance(value.type, NonNullTypeNode) and value.default_value is None for value in lost)
