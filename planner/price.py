"""What an operation costs by what it asks of each row, and by the sizes of its pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, cast

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    OperationDefinitionNode,
    OperationType,
    SelectionNode,
    VariableNode,
    get_named_type,
    is_composite_type,
)

from planner.document import Document, inside
from planner.shape import Choice, Fields, Many, Page, Sealed, Shapes

MUTATION: Final = 10
SEALED: Final = 5
INTROSPECTION: Final = MappingProxyType({"__schema": 100, "_service": 100, "__type": 20})
"""The root fields that ask for the graph itself, and what each costs besides its selection."""


@dataclass(frozen=True)
class Price:
    """A cost that waits for the variables that set page sizes: `fixed` plus each size times its price."""

    fixed: int = 0
    sized: tuple[tuple[str, int, Price], ...] = ()  # variable, size when it has no value, price of one row

    def total(self, variables: Mapping[str, Any]) -> int:
        """The cost of this request."""
        return self.fixed + sum(
            _size(variables.get(variable), usual) * price.total(variables) for variable, usual, price in self.sized
        )

    def beside(self, other: Price) -> Price:
        """Both together."""
        return Price(self.fixed + other.fixed, self.sized + other.sized)

    def times(self, size: int) -> Price:
        """This price for so many rows."""
        return Price(self.fixed * size, tuple((name, usual, price.times(size)) for name, usual, price in self.sized))


def price(schema: GraphQLSchema, shapes: Shapes, document: Document, operation: OperationDefinitionNode) -> Price:
    """The price of an operation that `refuse` has let pass."""
    root = schema.get_root_type(operation.operation)
    total = _Pricer(schema, shapes, document).selections(operation.selection_set.selections, root, None)
    return total.beside(Price(MUTATION)) if operation.operation is OperationType.MUTATION else total


_Page = tuple[str, int] | int | None  # the size of the connection one stands in: a variable, or a number


class _Pricer:
    """Prices a valid document: Σ (own weight + price of the selection) × size."""

    def __init__(self, schema: GraphQLSchema, shapes: Shapes, document: Document) -> None:
        self.schema = schema
        self.shapes = shapes
        self.document = document
        self._prices: dict[tuple[str, _Page], Price] = {}

    def selections(self, nodes: Iterable[SelectionNode], on: GraphQLNamedType | None, page: _Page) -> Price:
        total = Price()
        for node in nodes:
            total = total.beside(self._node(node, on, page))
        return total

    def _node(self, node: SelectionNode, on: GraphQLNamedType | None, page: _Page) -> Price:
        if isinstance(node, FieldNode):
            return self._field(node, on, page)
        if isinstance(node, FragmentSpreadNode):
            return self._fragment(node.name.value, page)
        condition = cast(InlineFragmentNode, node).type_condition
        inner_on = self.schema.type_map.get(condition.name.value) if condition else on
        return self.selections(inside(node), inner_on, page)

    def _fragment(self, name: str, page: _Page) -> Price:
        if (name, page) not in self._prices:
            self._prices[name, page] = Price()
            fragment = self.document.fragments[name]
            on = self.schema.type_map.get(fragment.type_condition.name.value)
            self._prices[name, page] = self.selections(fragment.selection_set.selections, on, page)
        return self._prices[name, page]

    def _field(self, node: FieldNode, on: GraphQLNamedType | None, page: _Page) -> Price:
        name = node.name.value
        definition: GraphQLField | None = getattr(on, "fields", {}).get(name)
        type_ = get_named_type(definition.type) if definition else None
        part = self._part(on, name)
        own = SEALED if isinstance(part, Sealed) else int(type_ is not None and is_composite_type(type_))
        own += INTROSPECTION.get(name, 0)
        inner_page = _page(node, part) if isinstance(part, Page) else None
        whole = self.selections(inside(node), type_, inner_page).beside(Price(own))
        if page is not None and name in ("edges", "nodes"):
            return whole.times(page) if isinstance(page, int) else Price(0, ((*page, whole),))
        return whole.times(part.usually) if isinstance(part, Many) else whole

    def _part(self, on: GraphQLNamedType | None, name: str) -> object:
        shape = self.shapes.get(on.name, {}) if on else {}
        if isinstance(shape, Choice):  # an interface's field is mapped alike in all its types
            shape = self.shapes[shape.types[-1]]
        return cast(Fields, shape).get(name)


def _page(node: FieldNode, part: Page) -> _Page:
    first = next((argument.value for argument in node.arguments or () if argument.name.value == "first"), None)
    if isinstance(first, VariableNode):
        return first.name.value, part.usual
    return int(first.value) if isinstance(first, IntValueNode) else part.usual


def _size(value: object, usual: int) -> int:
    return max(value, 0) if isinstance(value, int) else usual
