"""A paged operation: the caller's, rewritten so that the hub can ask its one list page by page to the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

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
class PagedOperation:
    """The document that asks for any page of one list, the variables that say which, and where its rows stand."""

    field: FieldNode  # as the caller wrote it
    definition: GraphQLField
    page: Page
    selected: FieldNode
    """The rows with what is selected of each, as the caller wrote it."""
    size: str
    cursor: str
    query: str
    name: str | None
    variables: frozenset[str]  # of the caller's, those that what is kept still uses

    @property
    def rows(self) -> str:
        """`nodes` or `edges`."""
        return self.selected.name.value

    def kept(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The values of the caller's variables that the document still declares."""
        return {name: value for name, value in variables.items() if name in self.variables}

    def begins(self, values: VariableValues) -> tuple[int | None, str | None]:
        """The size of a page, in rows, and the cursor, as far as the caller has stated them."""
        stated = get_argument_values(self.definition, self.field, values)
        sized = any(argument.name.value == FIRST for argument in self.field.arguments or ())
        return stated[FIRST] if sized else None, stated.get(self.page.after)


def paged(graph: Graph, document: Document, operation: OperationDefinitionNode) -> PagedOperation:
    """The one list an operation asks for, page by page; raises EXPORT_ONE_LIST and EXPORT_SELECTS_NODES."""
    field, page = one_list(graph.shapes, document, operation)
    list_ = rows(document, field)
    definition = cast(GraphQLObjectType, graph.core.query_type).fields[field.name.value]
    declared = {variable.variable.name.value: variable for variable in operation.variable_definitions or ()}
    size, cursor = (_free(name, declared) for name in ("size", "cursor"))
    paging = {FIRST: size, page.after: cursor}
    kept = [argument for argument in field.arguments or () if argument.name.value not in paging]
    used = _Used(document, [*kept, list_])
    variables = [print_ast(variable) for name, variable in declared.items() if name in used.variables]
    variables += [f"${name}: {definition.args[argument].type}" for argument, name in paging.items()]
    arguments = [*map(print_ast, kept), *(f"{argument}: ${name}" for argument, name in paging.items())]
    name = operation.name.value if operation.name else None
    query = f"""query {name or ""}({", ".join(variables)}) {{
  {f"{field.alias.value}: " if field.alias else ""}{field.name.value}({", ".join(arguments)}) {{
    {list_.name.value} {print_ast(cast(Node, list_.selection_set))}
    pageInfo {{ hasNextPage endCursor }}
  }}
}}"""
    fragments = [print_ast(document.fragments[name]) for name in used.fragments]
    return PagedOperation(
        field,
        definition,
        page,
        list_,
        size,
        cursor,
        "\n".join([query, *fragments]),
        name,
        frozenset(used.variables & declared.keys()),
    )


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
