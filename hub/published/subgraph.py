"""The graph as a subgraph of federation: its definitions with the directives that routers read."""

import json
from collections.abc import Iterator, Mapping
from typing import TypeVar

from graphql import ConstDirectiveNode, FieldDefinitionNode, GraphQLNamedType, Node, TypeDefinitionNode, parse
from strawberry.federation.schema_directives import Key

from hub.published.definitions import Types, WithFields, changed
from planner.rights import Rule, RuleKey
from schema.compose import Graph
from schema.federation import FEDERATION
from schema.fields.mapping import ANYONE, alternatives

FREE = Rule(alternatives(ANYONE))
Directed = TypeVar("Directed", TypeDefinitionNode, FieldDefinitionNode)


def subgraph(graph: Graph, types: Types, requires_scopes: bool) -> Iterator[Node]:
    """The definitions with `@link`, `@key` and, if wanted, `@requiresScopes`, which not every router can start with."""
    names = ["@key", "@requiresScopes"] if requires_scopes else ["@key"]
    url = f"https://specs.apollo.dev/federation/v{FEDERATION}"
    yield parse(f'extend schema @link(url: "{url}", import: {json.dumps(names)})').definitions[0]
    for name, node in types.items():
        keyed = _with(node, _keys(graph.core.type_map[name]))
        yield _scoped(keyed, graph.rules) if requires_scopes else keyed


def _keys(type_: GraphQLNamedType) -> list[ConstDirectiveNode]:
    declared = getattr(type_.extensions.get("strawberry-definition"), "directives", None) or ()
    return [_directive(f'@key(fields: "{key.fields}")') for key in declared if isinstance(key, Key)]


def _scoped(node: TypeDefinitionNode, rules: Mapping[RuleKey, Rule]) -> TypeDefinitionNode:
    """With the scopes at each field: at a type, composition would ask of its interface those of all its types."""
    if not isinstance(node, WithFields):
        return node
    owner = node.name.value
    fields = (_with(field, _scopes(rules[owner, field.name.value])) for field in node.fields or ())
    return changed(node, fields=tuple(fields))


def _scopes(rule: Rule) -> list[ConstDirectiveNode]:
    if rule.scopes in ((), FREE.scopes):
        return []
    return [_directive(f"@requiresScopes(scopes: {json.dumps([sorted(some) for some in rule.scopes])})")]


def _directive(text: str) -> ConstDirectiveNode:
    """A directive as a node; graphql-core reads none that stands alone."""
    (definition,) = parse(f"scalar Bearer {text}", no_location=True).definitions
    directives: tuple[ConstDirectiveNode, ...] = definition.directives  # type: ignore[attr-defined] # a scalar has them
    return directives[0]


def _with(node: Directed, directives: list[ConstDirectiveNode]) -> Directed:
    return changed(node, directives=(*(node.directives or ()), *directives))
