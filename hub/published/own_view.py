"""The part of the graph that one token may use, by its scopes and the columns shared with its department."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

from graphql import (
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    InputObjectTypeDefinitionNode,
    TypeDefinitionNode,
)

from hub.published.definitions import Types, WithFields, changed, in_reading_order, named
from hub.published.pruning import closed
from planner.rights import Rule, RuleKey


@dataclass(frozen=True)
class Usable:
    """What is open: by the rules of fields and arguments, by those of whole types, and of some enums only `values`."""

    rules: Mapping[RuleKey, Rule]
    type_rules: Mapping[str, Rule]
    values: Mapping[str, Collection[str]]
    may: Callable[[Rule], bool]

    def of(self, types: Types) -> dict[str, TypeDefinitionNode]:
        """The definitions that are left: a schema again, in reading order."""
        kept = {
            name: self._fields(node) if isinstance(node, WithFields) else node
            for name, node in types.items()
            if name not in self.type_rules or self.may(self.type_rules[name])
        }
        open_inputs = self._open_inputs(kept)
        for name, node in kept.items():
            if isinstance(node, InputObjectTypeDefinitionNode) and name in open_inputs:
                fields = [field for field in node.fields or () if field.name.value in open_inputs[name]]
                kept[name] = changed(node, fields=tuple(fields))
            if isinstance(node, EnumTypeDefinitionNode) and name in self.values:
                values = [value for value in node.values or () if value.name.value in self.values[name]]
                kept[name] = changed(node, values=tuple(values))
        return in_reading_order(closed(in_reading_order(kept)))

    def _open(self, key: RuleKey) -> bool:
        return key not in self.rules or self.may(self.rules[key])

    def _fields(self, node: WithFields) -> WithFields:
        """The fields that may be asked, with the arguments that may be given."""
        owner = node.name.value
        fields = (field for field in node.fields or () if self._open((owner, field.name.value)))
        return changed(node, fields=tuple(self._arguments(owner, field) for field in fields))

    def _arguments(self, owner: str, field: FieldDefinitionNode) -> FieldDefinitionNode:
        arguments = (a for a in field.arguments or () if self._open((owner, field.name.value, a.name.value)))
        return changed(field, arguments=tuple(arguments))

    def _open_inputs(self, types: Types) -> dict[str, set[str]]:
        """Of inputs that arguments take, the fields that at least one of them may hold (`filter.residence`)."""
        open_fields: dict[str, set[str]] = {}
        for place, name in _arguments_of(types):
            node = types.get(name)
            if isinstance(node, InputObjectTypeDefinitionNode):
                names = (field.name.value for field in node.fields or ())
                owner, field, argument = place
                open_names = {inner for inner in names if self._open((owner, field, f"{argument}.{inner}"))}
                open_fields.setdefault(name, set()).update(open_names)
        return open_fields


def _arguments_of(types: Types) -> Iterator[tuple[tuple[str, str, str], str]]:
    """Every argument's place and the name of its type."""
    for owner, node in types.items():
        if isinstance(node, WithFields):
            for field in node.fields or ():
                for argument in field.arguments or ():
                    yield (owner, field.name.value, argument.name.value), named(argument.type)
