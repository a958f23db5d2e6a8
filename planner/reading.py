"""The reader of an operation: what it selects, in the order of the specification."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast

from graphql import (
    DirectiveNode,
    FieldNode,
    FragmentSpreadNode,
    GraphQLArgument,
    GraphQLField,
    GraphQLIncludeDirective,
    GraphQLObjectType,
    GraphQLSchema,
    GraphQLSkipDirective,
    InlineFragmentNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_argument_values,
    is_abstract_type,
    value_from_ast_untyped,
)
from graphql.execution.values import VariableValues

from planner.conditions import ArgumentPresence, Condition, Switch, within
from planner.document import Document
from planner.selection import SelectedField


class Reading:
    """One operation read with one set of variables; it notes which conditions decided the reading."""

    def __init__(
        self,
        schema: GraphQLSchema,
        document: Document,
        operation: OperationDefinitionNode,
        values: VariableValues,
    ) -> None:
        self.schema = schema
        self.document = document
        self.operation = operation
        self.values = values
        self.conditions: dict[Condition, bool | None] = {}

    def roots(self) -> tuple[str, list[SelectedField]]:
        """The root type and its fields."""
        root = self._root
        return root.name, self._merged(root, [(self.operation.selection_set, root.name)], ())

    def root(self, nodes: Sequence[FieldNode]) -> tuple[str, SelectedField]:
        """The root type and one of its fields, given by its nodes."""
        root = self._root
        key = (nodes[0].alias or nodes[0].name).value
        return root.name, self._selected(root, key, [(node, root.name) for node in nodes], ())

    @property
    def _root(self) -> GraphQLObjectType:
        return cast(GraphQLObjectType, self.schema.get_root_type(self.operation.operation))  # validated

    def fields(self, type_name: str, selected: SelectedField) -> list[SelectedField]:
        """What is selected of an object of this concrete type."""
        type_ = cast(GraphQLObjectType, self.schema.type_map[type_name])
        sets = [(node.selection_set, selected.type) for node in selected.nodes if node.selection_set]
        return self._merged(type_, sets, (*selected.trail, selected))

    def has_argument(self, selected: SelectedField, path: str) -> bool:
        """Whether an argument has a value other than null."""
        name, *rest = path.split(".")
        default = _default(selected.definition.args[name])
        for argument in selected.node.arguments or ():
            if argument.name.value == name:
                return self._has_value(argument.value, rest, default)
        return within(default, rest) is not None

    def _has_value(self, value: ValueNode, rest: list[str], default: object) -> bool:
        if isinstance(value, VariableNode):
            presence = ArgumentPresence(value.name.value, tuple(rest), within(default, rest) is not None)
            self.conditions[presence] = present = presence.answer(self.values)
            return present
        if isinstance(value, ObjectValueNode) and rest:
            inner = next((field.value for field in value.fields if field.name.value == rest[0]), None)
            return inner is not None and self._has_value(inner, rest[1:], None)
        return not isinstance(value, NullValueNode)

    def _merged(
        self, type_: GraphQLObjectType, sets: Iterable[tuple[SelectionSetNode, str]], trail: tuple[SelectedField, ...]
    ) -> list[SelectedField]:
        by_key: dict[str, list[tuple[FieldNode, str]]] = {}
        seen: set[str] = set()
        for selection_set, on in sets:
            self._collect(type_, selection_set, on, by_key, seen)
        return [self._selected(type_, key, nodes, trail) for key, nodes in by_key.items()]

    def _selected(
        self, type_: GraphQLObjectType, key: str, nodes: list[tuple[FieldNode, str]], trail: tuple[SelectedField, ...]
    ) -> SelectedField:
        definition = cast(GraphQLField, self.schema.get_field(type_, nodes[0][0].name.value))  # validated
        return SelectedField(key, tuple(node for node, _ in nodes), tuple(on for _, on in nodes), definition, trail)

    def _collect(
        self,
        type_: GraphQLObjectType,
        selection_set: SelectionSetNode,
        on: str,
        by_key: dict[str, list[tuple[FieldNode, str]]],
        seen: set[str],
    ) -> None:
        for node in selection_set.selections:
            if not self._included(node.directives or ()):
                continue
            if isinstance(node, FieldNode):
                by_key.setdefault((node.alias or node.name).value, []).append((node, on))
                continue
            spread = node.name.value if isinstance(node, FragmentSpreadNode) else None
            if spread in seen:
                continue
            fragment = self.document.fragments[spread] if spread else cast(InlineFragmentNode, node)
            condition = fragment.type_condition.name.value if fragment.type_condition else on
            if self._applies(condition, type_):
                seen.update([spread] if spread else [])
                self._collect(type_, fragment.selection_set, condition, by_key, seen)

    def _applies(self, condition: str, type_: GraphQLObjectType) -> bool:
        wider = self.schema.type_map[condition]
        return wider is type_ or (is_abstract_type(wider) and self.schema.is_sub_type(wider, type_))

    def _included(self, directives: Iterable[DirectiveNode]) -> bool:
        by_name = {directive.name.value: directive for directive in directives}
        skip, include = by_name.get("skip"), by_name.get("include")
        if skip and self._condition(GraphQLSkipDirective, skip):
            return False
        return include is None or self._condition(GraphQLIncludeDirective, include)

    def _condition(self, definition: Any, directive: DirectiveNode) -> bool:
        met = bool(get_argument_values(definition, directive, self.values)["if"])
        value = (directive.arguments or ())[0].value
        if isinstance(value, VariableNode):
            self.conditions[Switch(value.name.value)] = met
        return met


def _default(argument: GraphQLArgument) -> object:
    if argument.default is None:
        return None if argument.default_value is Undefined else argument.default_value
    literal = argument.default.literal
    return value_from_ast_untyped(literal) if literal is not None else argument.default.value
