"""What an operation selects, in the order of the specification: the reader of the GraphQL document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, cast

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
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    Undefined,
    ValueNode,
    VariableNode,
    get_argument_values,
    get_named_type,
    is_abstract_type,
    value_from_ast_untyped,
)
from graphql.execution.values import VariableValues

from planner.document import Document

NO_VARIABLES = VariableValues({}, {})


class Switch(NamedTuple):
    """The variable of an @skip or @include."""

    variable: str

    def answer(self, values: VariableValues) -> bool | None:
        """The directive's boolean; null is an error when the document is read."""
        found: bool | None = values.coerced.get(self.variable)
        return found


class Given(NamedTuple):
    """Whether the variable of an argument has a value; `otherwise` speaks of the argument's default."""

    variable: str
    path: tuple[str, ...]
    otherwise: bool

    def answer(self, values: VariableValues) -> bool:
        """Whether there is a value other than null."""
        if self.variable not in values.coerced:
            return self.otherwise
        return _within(values.coerced[self.variable], self.path) is not None


Question = Switch | Given  # what changes the statement, and so belongs to the plan's key


@dataclass(frozen=True, eq=False)
class Asked:
    """One field as it was asked: its nodes merged, and its place in the answer."""

    key: str
    nodes: tuple[FieldNode, ...]
    on: tuple[str, ...]  # the types the document names, one for each node: rights are about those
    definition: GraphQLField
    trail: tuple[Asked, ...] = ()
    path: tuple[str, ...] = field(init=False)
    _constant: dict[str, Any] | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "path", (*(one.key for one in self.trail), self.key))
        varies = any(_varies(argument.value) for argument in self.node.arguments or ())
        constant = None if varies else get_argument_values(self.definition, self.node, NO_VARIABLES)
        object.__setattr__(self, "_constant", constant)

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
        return isinstance(other, Asked) and (self.path, self.node.loc) == (other.path, other.node.loc)

    def __hash__(self) -> int:
        return hash(self.path)


class Reading:
    """One operation read with one set of variables; it notes which questions decided the reading."""

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
        self.questions: dict[Question, bool | None] = {}

    def roots(self) -> tuple[str, list[Asked]]:
        """The root type and its fields."""
        root = self._root
        return root.name, self._merged(root, [(self.operation.selection_set, root.name)], ())

    def root(self, nodes: Sequence[FieldNode]) -> tuple[str, Asked]:
        """The root type and one of its fields, given by its nodes."""
        root = self._root
        key = (nodes[0].alias or nodes[0].name).value
        return root.name, self._asked(root, key, [(node, root.name) for node in nodes], ())

    @property
    def _root(self) -> GraphQLObjectType:
        return cast(GraphQLObjectType, self.schema.get_root_type(self.operation.operation))  # validated

    def fields(self, type_name: str, asked: Asked) -> list[Asked]:
        """What is asked of an object of this concrete type."""
        type_ = cast(GraphQLObjectType, self.schema.type_map[type_name])
        sets = [(node.selection_set, asked.type) for node in asked.nodes if node.selection_set]
        return self._merged(type_, sets, (*asked.trail, asked))

    def given(self, asked: Asked, path: str) -> bool:
        """Whether an argument has a value other than null."""
        name, *rest = path.split(".")
        default = _default(asked.definition.args[name])
        for argument in asked.node.arguments or ():
            if argument.name.value == name:
                return self._given(argument.value, rest, default)
        return _within(default, rest) is not None

    def _given(self, value: ValueNode, rest: list[str], default: object) -> bool:
        if isinstance(value, VariableNode):
            question = Given(value.name.value, tuple(rest), _within(default, rest) is not None)
            self.questions[question] = given = question.answer(self.values)
            return given
        if isinstance(value, ObjectValueNode) and rest:
            found = next((one.value for one in value.fields if one.name.value == rest[0]), None)
            return found is not None and self._given(found, rest[1:], None)
        return not isinstance(value, NullValueNode)

    def _merged(
        self, type_: GraphQLObjectType, sets: Iterable[tuple[SelectionSetNode, str]], trail: tuple[Asked, ...]
    ) -> list[Asked]:
        found: dict[str, list[tuple[FieldNode, str]]] = {}
        seen: set[str] = set()
        for selection_set, on in sets:
            self._collect(type_, selection_set, on, found, seen)
        return [self._asked(type_, key, nodes, trail) for key, nodes in found.items()]

    def _asked(
        self, type_: GraphQLObjectType, key: str, nodes: list[tuple[FieldNode, str]], trail: tuple[Asked, ...]
    ) -> Asked:
        definition = cast(GraphQLField, self.schema.get_field(type_, nodes[0][0].name.value))  # validated
        return Asked(key, tuple(node for node, _ in nodes), tuple(on for _, on in nodes), definition, trail)

    def _collect(
        self,
        type_: GraphQLObjectType,
        selection_set: SelectionSetNode,
        on: str,
        found: dict[str, list[tuple[FieldNode, str]]],
        seen: set[str],
    ) -> None:
        for node in selection_set.selections:
            if not self._included(node.directives or ()):
                continue
            if isinstance(node, FieldNode):
                found.setdefault((node.alias or node.name).value, []).append((node, on))
                continue
            spread = node.name.value if isinstance(node, FragmentSpreadNode) else None
            if spread in seen:
                continue
            fragment = self.document.fragments[spread] if spread else cast(InlineFragmentNode, node)
            condition = fragment.type_condition.name.value if fragment.type_condition else on
            if self._applies(condition, type_):
                seen.update([spread] if spread else [])
                self._collect(type_, fragment.selection_set, condition, found, seen)

    def _applies(self, condition: str, type_: GraphQLObjectType) -> bool:
        wider = self.schema.type_map[condition]
        return wider is type_ or (is_abstract_type(wider) and self.schema.is_sub_type(wider, type_))

    def _included(self, directives: Iterable[DirectiveNode]) -> bool:
        by_name = {one.name.value: one for one in directives}
        skip, include = by_name.get("skip"), by_name.get("include")
        if skip and self._condition(GraphQLSkipDirective, skip):
            return False
        return include is None or self._condition(GraphQLIncludeDirective, include)

    def _condition(self, definition: Any, directive: DirectiveNode) -> bool:
        met = bool(get_argument_values(definition, directive, self.values)["if"])
        value = (directive.arguments or ())[0].value
        if isinstance(value, VariableNode):
            self.questions[Switch(value.name.value)] = met
        return met


def _varies(value: ValueNode) -> bool:
    """Whether a variable stands in it."""
    if isinstance(value, ListValueNode):
        return any(map(_varies, value.values))
    if isinstance(value, ObjectValueNode):
        return any(_varies(one.value) for one in value.fields)
    return isinstance(value, VariableNode)


def _within(value: object, path: Iterable[str]) -> object:
    for step in path:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def _default(argument: GraphQLArgument) -> object:
    if argument.default is None:
        return None if argument.default_value is Undefined else argument.default_value
    literal = argument.default.literal
    return value_from_ast_untyped(literal) if literal is not None else argument.default.value
