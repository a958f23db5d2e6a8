"""Unknown codes in batches: GraphQL would refuse the whole batch for one, so they are marked and let through.

Each refuses its item alone, when that is checked. Everywhere else GraphQL itself refuses what is no code of an enum.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from graphql import (
    GRAPHQL_MAX_INT,
    GRAPHQL_MIN_INT,
    SKIP,
    ArgumentNode,
    DocumentNode,
    EnumValueNode,
    GraphQLEnumType,
    GraphQLEnumValue,
    GraphQLInputObjectType,
    GraphQLInt,
    GraphQLSchema,
    NamedTypeNode,
    OperationDefinitionNode,
    TypeInfo,
    TypeInfoVisitor,
    TypeNode,
    Visitor,
    VisitorAction,
    get_named_type,
    is_enum_type,
    is_input_object_type,
    visit,
)

Mark = Callable[[Any], Any]
"""Takes a value as JSON has it, and gives one in which unknown codes are marked."""


class UnknownCode(str):
    """Text in the place of a code, in an item of a batch."""

    __slots__ = ()


class _Values(dict[str, GraphQLEnumValue]):
    """The values of an enum; what is marked passes as it is."""

    def __missing__(self, name: str) -> GraphQLEnumValue:
        if isinstance(name, UnknownCode):
            return GraphQLEnumValue(str(name))
        raise KeyError(name)


class BatchCodes:
    """The enums in the inputs of acts upon `items`."""

    def __init__(self, core: GraphQLSchema) -> None:
        acts = core.mutation_type.fields.values() if core.mutation_type else ()
        batches = [get_named_type(act.args["items"].type) for act in acts if "items" in act.args]
        inputs = {one.name: one for type_ in batches if is_input_object_type(type_) for one in _inputs(type_)}
        self._marks = {name: _object_mark(type_) for name, type_ in inputs.items()}
        for type_ in inputs.values():
            for enum in map(get_named_type, (field.type for field in type_.fields.values())):
                if is_enum_type(enum):
                    enum.values = _Values(enum.values)

    def mark_variables(self, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The variables of an operation, unknown codes marked in those that hold items of a batch."""
        marked = dict(variables)
        for definition in operation.variable_definitions or ():
            name = definition.variable.name.value
            mark = self._marks.get(_name(definition.type))
            if mark and name in marked:
                marked[name] = _each(mark, marked[name])
        return marked

    def mark_literals(self, core: GraphQLSchema, document: DocumentNode) -> DocumentNode:
        """The document, unknown codes marked in those of its arguments that hold items of a batch."""
        types = TypeInfo(core)
        marked: DocumentNode = visit(document, TypeInfoVisitor(types, _Literals(types, self._marks)))
        return marked


class _Literals(Visitor):
    def __init__(self, types: TypeInfo, batches: Mapping[str, Mark]) -> None:
        super().__init__()
        self._types, self._batches = types, batches

    def enter_variable_definition(self, *_: object) -> VisitorAction:
        return SKIP

    def enter_argument(self, _node: ArgumentNode, *_: object) -> VisitorAction:
        type_ = get_named_type(self._types.get_input_type())
        return None if type_ and type_.name in self._batches else SKIP

    def enter_enum_value(self, node: EnumValueNode, *_: object) -> EnumValueNode | None:
        type_ = get_named_type(self._types.get_input_type())
        known = not is_enum_type(type_) or node.value in type_.values
        return None if known else EnumValueNode(value=UnknownCode(node.value), loc=node.loc)


def _inputs(type_: GraphQLInputObjectType) -> Iterator[GraphQLInputObjectType]:
    """The type of an item, and those of what it holds."""
    yield type_
    for field in type_.fields.values():
        inner = get_named_type(field.type)
        if is_input_object_type(inner):
            yield from _inputs(inner)


def _object_mark(type_: GraphQLInputObjectType) -> Mark:
    marks: dict[str, Mark] = {}
    for name, field in type_.fields.items():
        inner = get_named_type(field.type)
        if is_enum_type(inner):
            marks[name] = _enum_mark(inner)
        elif inner is GraphQLInt:
            marks[name] = _held
        elif is_input_object_type(inner):
            marks[name] = _object_mark(inner)

    def mark(value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {**value, **{name: _each(inner, value[name]) for name, inner in marks.items() if name in value}}

    return mark


def _enum_mark(type_: GraphQLEnumType) -> Mark:
    known = type_.values
    return lambda value: UnknownCode(value) if isinstance(value, str) and value not in known else value


def _held(value: Any) -> Any:
    """A whole number that GraphQL would refuse the whole batch for, as one outside every range that is declared."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    return max(GRAPHQL_MIN_INT, min(value, GRAPHQL_MAX_INT)) if whole else value


def _each(mark: Mark, value: Any) -> Any:
    return [_each(mark, one) for one in value] if isinstance(value, list) else mark(value)


def _name(type_: TypeNode) -> str:
    while not isinstance(type_, NamedTypeNode):
        type_ = type_.type  # type: ignore[attr-defined] # of a list or what is not null
    return type_.name.value
