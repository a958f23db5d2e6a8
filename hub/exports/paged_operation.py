"""A paged operation: the caller's, rewritten so that the hub can ask its one list page by page to the end."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, cast

from graphql import (
    ArgumentNode,
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

from hub.exports.export_selection import NODES, SAYS_WHICH, Place, Step, key, no_one_list, one_list, rows
from planner.document import Document
from planner.shape import Page
from registry.errors import Refusal
from schema.compose import Graph

FIRST: Final = "first"


@dataclass(frozen=True)
class PagedOperation:
    """The document that asks for any page of one list, the variables that say which, and where its rows stand."""

    place: Place  # as the caller wrote it
    definition: GraphQLField
    above: tuple[GraphQLField, ...]
    """The definitions of the fields that lead to the list."""
    selected: FieldNode
    """The rows with what is selected of each, as the caller wrote it."""
    size: str
    cursor: str
    query: str
    name: str | None
    variables: frozenset[str]  # of the caller's, those that what is kept still uses
    of_no_one: Refusal
    """What is said where the id of a list above it is null."""

    @property
    def page(self) -> Page:
        return self.place.page

    def connection(self, data: Any) -> Any:  # what JSON holds
        """The page in the data of an answer; nothing where what leads to it is nothing."""
        for step in self.place.above:
            data = data[key(step.field)]
            if step.listed:
                data = next(iter(data[NODES]), None)
            if data is None:
                return None
        return data[key(self.place.field)]

    def of(self, values: VariableValues) -> str | None:
        """The id of the object whose list it is, where it was asked by its id.

        Raises EXPORT_ONE_LIST where a list stands above it whose id is null: that would be a list of lists.
        """
        stated = [
            get_argument_values(definition, step.field, values).get(SAYS_WHICH)
            for definition, step in zip(self.above, self.place.above, strict=True)
        ]
        if any(step.listed and id is None for step, id in zip(self.place.above, stated, strict=True)):
            raise self.of_no_one
        return next((str(id) for id in reversed(stated) if id), None)

    @property
    def rows(self) -> str:
        """`nodes` or `edges`."""
        return self.selected.name.value

    def kept(self, variables: Mapping[str, Any]) -> dict[str, Any]:
        """The values of the caller's variables that the document still declares."""
        return {name: value for name, value in variables.items() if name in self.variables}

    def begins(self, values: VariableValues) -> tuple[int | None, str | None]:
        """The size of a page, in rows, and the cursor, as far as the caller has stated them."""
        stated = get_argument_values(self.definition, self.place.field, values)
        sized = any(argument.name.value == FIRST for argument in self.place.field.arguments or ())
        return stated[FIRST] if sized else None, stated.get(self.page.after)


def paged(graph: Graph, document: Document, operation: OperationDefinitionNode) -> PagedOperation:
    """The one list an operation asks for, page by page; raises EXPORT_ONE_LIST and EXPORT_SELECTS_NODES."""
    place = one_list(graph.shapes, document, operation)
    field, page = place.field, place.page
    list_ = rows(document, field)
    definition = _definition(graph, place.owner, field)
    declared = {variable.variable.name.value: variable for variable in operation.variable_definitions or ()}
    size, cursor = (_free(name, declared) for name in ("size", "cursor"))
    paging = {FIRST: size, page.after: cursor}
    kept = [argument for argument in field.arguments or () if argument.name.value not in paging]
    used = _Used(document, [*_arguments(place.above), *kept, list_])
    variables = [print_ast(variable) for name, variable in declared.items() if name in used.variables]
    variables += [f"${name}: {definition.args[argument].type}" for argument, name in paging.items()]
    arguments = [*map(print_ast, kept), *(f"{argument}: ${name}" for argument, name in paging.items())]
    name = operation.name.value if operation.name else None
    asked = f"""{_called(field)}({", ".join(arguments)}) {{
    {list_.name.value} {print_ast(cast(Node, list_.selection_set))}
    pageInfo {{ hasNextPage endCursor }}
  }}"""
    query = f"query {name or ''}({', '.join(variables)}) {{\n  {_behind(place.above, asked)}\n}}"
    fragments = [print_ast(document.fragments[name]) for name in used.fragments]
    return PagedOperation(
        place,
        definition,
        tuple(_definition(graph, step.owner, step.field) for step in place.above),
        list_,
        size,
        cursor,
        "\n".join([query, *fragments]),
        name,
        frozenset(used.variables & declared.keys()),
        no_one_list(graph.shapes, place.above[0].field if place.above else field),
    )


def _definition(graph: Graph, owner: str, field: FieldNode) -> GraphQLField:
    fields: Mapping[str, GraphQLField] = cast(GraphQLObjectType, graph.core.type_map[owner]).fields
    return fields[field.name.value]


def _arguments(steps: Iterable[Step]) -> list[ArgumentNode]:
    """Those of the fields that lead to the list; of what is asked by id there is one at most."""
    given = (argument for step in steps for argument in step.field.arguments or ())
    return [argument for argument in given if argument.name.value != FIRST]


def _called(field: FieldNode) -> str:
    return f"{field.alias.value}: {field.name.value}" if field.alias else field.name.value


def _behind(steps: Iterable[Step], asked: str) -> str:
    """What is asked, behind the fields that lead to it."""
    for step in reversed(tuple(steps)):
        arguments = [*map(print_ast, _arguments([step])), *([f"{FIRST}: 1"] if step.listed else [])]
        given = f"({', '.join(arguments)})" if arguments else ""
        inner = f"{NODES} {{ {asked} }}" if step.listed else asked
        asked = f"{_called(step.field)}{given} {{ {inner} }}"
    return asked


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
