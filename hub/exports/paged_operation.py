"""A list that is walked to its end: the caller's operation, rewritten so that the hub can page it by itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, cast

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLObjectType,
    OperationDefinitionNode,
    VariableNode,
    Visitor,
    get_argument_values,
    print_ast,
    visit,
)
from graphql.execution.values import VariableValues
from graphql.language import Node

from hub.exports.export_selection import one_list, rows
from planner.document import Document
from planner.shape import Page
from schema.compose import Graph

FIRST: Final = "first"


@dataclass(frozen=True)
class Walk:
    """One list: the document that asks for any page of it, the variables that say which, and where its rows stand."""

    field: FieldNode  # as the caller wrote it
    definition: GraphQLField
    page: Page
    rows: str
    size: str
    cursor: str
    query: str
    operation: str | None

    def begins(self, values: VariableValues) -> tuple[int | None, str | None]:
        """The size of a page and the cursor, as far as the caller has said them."""
        given = get_argument_values(self.definition, self.field, values)
        said = any(argument.name.value == FIRST for argument in self.field.arguments or ())
        return given[FIRST] if said else None, given.get(self.page.after)


def walk(graph: Graph, document: Document, operation: OperationDefinitionNode) -> Walk:
    """The walk over the one list an operation asks for; raises EXPORT_ONE_LIST and EXPORT_SELECTS_NODES."""
    field, page = one_list(graph.shapes, document, operation)
    wanted = rows(document, field)
    definition = cast(GraphQLObjectType, graph.core.query_type).fields[field.name.value]
    declared = {one.variable.name.value: one for one in operation.variable_definitions or ()}
    size, cursor = (_free(name, declared) for name in ("size", "cursor"))
    paging = {FIRST: size, page.after: cursor}
    kept = [one for one in field.arguments or () if one.name.value not in paging]
    used = _Used(document, [*kept, wanted])
    variables = [print_ast(one) for name, one in declared.items() if name in used.variables]
    variables += [f"${name}: {definition.args[argument].type}" for argument, name in paging.items()]
    arguments = [*map(print_ast, kept), *(f"{argument}: ${name}" for argument, name in paging.items())]
    name = operation.name.value if operation.name else None
    query = f"""query {name or ""}({", ".join(variables)}) {{
  {f"{field.alias.value}: " if field.alias else ""}{field.name.value}({", ".join(arguments)}) {{
    {wanted.name.value} {print_ast(cast(Node, wanted.selection_set))}
    pageInfo {{ hasNextPage endCursor }}
  }}
}}"""
    whole = "\n".join([query, *(print_ast(document.fragments[name]) for name in used.fragments)])
    return Walk(field, definition, page, wanted.name.value, size, cursor, whole, name)


def _free(name: str, taken: Iterable[str]) -> str:
    while name in taken:
        name += "_"
    return name


class _Used(Visitor):
    """The variables and fragments that what is kept still uses: others would make the document invalid."""

    def __init__(self, document: Document, kept: Iterable[Node]) -> None:
        super().__init__()
        self._document = document
        self.variables: set[str] = set()
        self.fragments: dict[str, None] = {}
        for node in kept:
            visit(node, self)

    def enter_variable(self, node: VariableNode, *_: object) -> None:
        self.variables.add(node.name.value)

    def enter_fragment_spread(self, node: FragmentSpreadNode, *_: object) -> None:
        if (name := node.name.value) not in self.fragments:
            self.fragments[name] = None
            visit(self._document.fragments[name], self)
