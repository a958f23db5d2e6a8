"""The columns of a list as a table: a node's values, laid side by side under headings that say where they stand."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from graphql import (
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLOutputType,
    GraphQLSchema,
    GraphQLString,
    InlineFragmentNode,
    SelectionNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
    is_list_type,
)

from connectors.deliver.cell_text import cell
from planner.document import Document, inside

Kind = Literal["text", "integer", "boolean", "date"]
KINDS: Mapping[str, Kind] = {"Int": "integer", "Fen": "integer", "Boolean": "boolean", "Date": "date"}
"""What the values of a scalar are in a table whose columns have types; everything else is text, ids among it."""
TERM = re.compile(r"\(([^()]*[\u4e00-\u9fff][^()]*)\)")
"""The Chinese term in a description."""


@dataclass(frozen=True)
class TableColumn:
    """Where a value stands in a node: the keys that lead to it, and the Chinese words of these fields."""

    path: tuple[str, ...]
    words: tuple[str, ...] = ()
    kind: Kind = "text"

    def heading(self, chinese: bool) -> str:
        """How it is called: `household.number`, or 家庭·户编号."""
        return "·".join(self.words) if chinese else ".".join(self.path)

    def value(self, node: Any) -> Any:  # what JSON holds
        """The value in a node, nothing where there is none."""
        for key in self.path:
            node = node.get(key) if isinstance(node, dict) else None
        return node

    def text(self, node: Any) -> str:  # what JSON holds
        """The value in a node as the text of a cell, "" where there is none."""
        return cell(self.value(node))


def columns(schema: GraphQLSchema, document: Document, type_: GraphQLNamedType, rows: FieldNode) -> list[TableColumn]:
    """The columns of what is selected of each node, in the order in which it is written."""
    found = _walk(schema, document, type_, inside(rows), TableColumn(()))
    return list({column.path: column for column in found}.values())


def _walk(
    schema: GraphQLSchema,
    document: Document,
    type_: GraphQLNamedType,
    selections: Iterable[SelectionNode],
    place: TableColumn,
) -> Iterator[TableColumn]:
    for node in selections:
        if isinstance(node, FieldNode):
            kind, word = _field(type_, node)
            key = (node.alias or node.name).value
            listed = is_list_type(get_nullable_type(kind))
            typed = "text" if listed else KINDS.get(get_named_type(kind).name, "text")
            column = TableColumn((*place.path, key), (*place.words, word), typed)
            if listed or is_leaf_type(get_named_type(kind)):
                yield column
            else:
                yield from _walk(schema, document, get_named_type(kind), inside(node), column)
        else:
            fragment: FragmentDefinitionNode | InlineFragmentNode
            if isinstance(node, FragmentSpreadNode):
                fragment = document.fragments[node.name.value]
            else:
                fragment = cast(InlineFragmentNode, node)
            condition = fragment.type_condition
            narrowed = schema.type_map[condition.name.value] if condition else type_
            yield from _walk(schema, document, narrowed, inside(fragment), place)


def _field(type_: GraphQLNamedType, node: FieldNode) -> tuple[GraphQLOutputType, str]:
    """A field's type, and its term in Chinese: its name where it has none."""
    name = node.name.value
    if name == "__typename":
        return GraphQLString, name
    definition = cast(GraphQLObjectType | GraphQLInterfaceType, type_).fields[name]
    term = TERM.search(definition.description or "")
    return definition.type, term[1] if term else name
