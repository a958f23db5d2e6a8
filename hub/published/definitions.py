"""The definitions of the graph in the order a reader follows: questions and what they answer first, then acts."""

from collections.abc import Iterable, Iterator, Mapping
from textwrap import indent
from typing import TypeVar

from graphql import (
    DocumentNode,
    EnumTypeDefinitionNode,
    FieldDefinitionNode,
    GraphQLSchema,
    InputObjectTypeDefinitionNode,
    InterfaceTypeDefinitionNode,
    NamedTypeNode,
    Node,
    ObjectTypeDefinitionNode,
    ScalarTypeDefinitionNode,
    TypeDefinitionNode,
    TypeNode,
    UnionTypeDefinitionNode,
    parse,
    print_ast,
    print_schema,
)

ROOTS = ("Query", "Mutation", "Subscription")
Types = Mapping[str, TypeDefinitionNode]
WithFields = ObjectTypeDefinitionNode | InterfaceTypeDefinitionNode
AnyNode = TypeVar("AnyNode", bound=Node)


def definitions(schema: GraphQLSchema) -> dict[str, TypeDefinitionNode]:
    """The types of a schema by name, in reading order, without what federation adds to it (`_service`, `_Any` …)."""
    document: DocumentNode = parse(print_schema(schema), no_location=True)
    types = {
        node.name.value: _without_federation(node)
        for node in document.definitions
        if isinstance(node, TypeDefinitionNode) and not _federations(node)
    }
    return in_reading_order(types)


def in_reading_order(types: Types) -> dict[str, TypeDefinitionNode]:
    """The types that the roots reach, each where it is reached first; what is not reached is left out."""
    implementers: dict[str, list[str]] = {}
    for name, node in types.items():
        for interface in _interfaces(node):
            implementers.setdefault(interface, []).append(name)
    reached: dict[str, TypeDefinitionNode] = {}

    def reach(name: str) -> None:
        if name in types and name not in reached:
            reached[name] = types[name]
            for other in (*_names(types[name]), *implementers.get(name, ())):
                reach(other)

    for root in ROOTS:
        reach(root)
    return dict(sorted(reached.items(), key=lambda item: isinstance(item[1], ScalarTypeDefinitionNode)))


def printed(nodes: Iterable[Node]) -> str:
    """The text of definitions, as they come, with space between what is described."""
    return "\n\n".join(_printed(node) for node in nodes) + "\n"


def named(type_: TypeNode) -> str:
    """The name of a type, whatever lists and exclamation marks stand about it."""
    while not isinstance(type_, NamedTypeNode):
        type_ = type_.type  # type: ignore[attr-defined] # a list or non-null, which both have one
    return type_.name.value


def changed(node: AnyNode, **changes: object) -> AnyNode:
    """A copy of a node with other content; the node itself where that is what it has."""
    content = {key: getattr(node, key) for key in node.keys}
    return node if content == content | changes else type(node)(**(content | changes))


def _federations(node: TypeDefinitionNode | FieldDefinitionNode) -> bool:
    return node.name.value.startswith("_")


def _without_federation(node: TypeDefinitionNode) -> TypeDefinitionNode:
    if not isinstance(node, WithFields):
        return node
    return changed(node, fields=tuple(field for field in node.fields or () if not _federations(field)))


def _interfaces(node: TypeDefinitionNode) -> list[str]:
    return [named(interface) for interface in node.interfaces or ()] if isinstance(node, WithFields) else []


def _names(node: TypeDefinitionNode) -> Iterator[str]:
    """The names a definition refers to, from top to bottom."""
    yield from _interfaces(node)
    if isinstance(node, UnionTypeDefinitionNode):
        yield from (named(member) for member in node.types or ())
    if isinstance(node, WithFields | InputObjectTypeDefinitionNode):
        for field in node.fields or ():
            if isinstance(field, FieldDefinitionNode):
                yield from (named(argument.type) for argument in field.arguments or ())
            yield named(field.type)


def _printed(node: Node) -> str:
    """One definition; graphql-core prints the parts, without space between the fields."""
    if isinstance(node, WithFields | InputObjectTypeDefinitionNode):
        return _block(changed(node, fields=()), node.fields or (), "\n\n")
    if isinstance(node, EnumTypeDefinitionNode):
        return _block(changed(node, values=()), node.values or (), "\n")
    return print_ast(node)


def _block(head: Node, members: Iterable[Node], between: str) -> str:
    body = between.join(print_ast(member) for member in members)
    return f"{print_ast(head)} {{\n{indent(body, '  ')}\n}}"
