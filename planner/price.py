"""What an operation costs by what it asks of each row, and by the sizes of its pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Final, NamedTuple, cast

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLField,
    GraphQLNamedType,
    GraphQLSchema,
    InlineFragmentNode,
    IntValueNode,
    ListValueNode,
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
COUNTING: Final = 1000
"""What `totalCount` weighs: up to ten thousand rows are counted."""
ITEM: Final = 20
"""What each item of a batch weighs."""
WEIGHT: Final = "weight"
"""Under this name a field's extensions say what it weighs, where its work is not in the rows that it answers."""
INTROSPECTION: Final = MappingProxyType({"__schema": 100, "_service": 100, "__type": 20})
"""The root fields that ask for the graph itself, and what each costs besides its selection."""


class Cost(NamedTuple):
    """What a request costs by the rows it may answer, which is bounded, and what it weighs besides."""

    rows: int
    weight: int

    @property
    def whole(self) -> int:
        """What its client pays."""
        return self.rows + self.weight


@dataclass(frozen=True)
class Price:
    """A cost that waits for the variables that set page sizes: `fixed` plus each size times its price."""

    fixed: int = 0
    sized: tuple[tuple[str, int, Price], ...] = ()  # variable, size when it has no value, price of one row
    weight: int = 0  # of work that is not in the rows; no document is refused for it

    def total(self, variables: Mapping[str, Any]) -> int:
        """The cost of this request."""
        return self.fixed + sum(
            _size(variables.get(variable), usual) * price.total(variables) for variable, usual, price in self.sized
        )

    def cost(self, variables: Mapping[str, Any]) -> Cost:
        """Both of this request."""
        return Cost(self.total(variables), self.weighs(variables))

    def weighs(self, variables: Mapping[str, Any]) -> int:
        """What this request weighs besides its cost."""
        return self.weight + sum(
            _size(variables.get(variable), usual) * price.weighs(variables) for variable, usual, price in self.sized
        )

    def beside(self, other: Price) -> Price:
        """Both together."""
        return Price(self.fixed + other.fixed, self.sized + other.sized, self.weight + other.weight)

    def times(self, size: int) -> Price:
        """This price for so many rows."""
        sized = tuple((name, usual, price.times(size)) for name, usual, price in self.sized)
        return Price(self.fixed * size, sized, self.weight * size)


def price(schema: GraphQLSchema, shapes: Shapes, document: Document, operation: OperationDefinitionNode) -> Price:
    """The price of an operation that `refuse` has let pass."""
    root = schema.get_root_type(operation.operation)
    total = _Pricer(schema, shapes, document).selections(operation.selection_set.selections, root, None)
    return total.beside(Price(MUTATION)) if operation.operation is OperationType.MUTATION else total


def heaviest(
    schema: GraphQLSchema,
    shapes: Shapes,
    document: Document,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
) -> str:
    """The fields, from the root on, in which most of the cost and the weight lies: `households.nodes.chain`.

    It goes as far as one field has half of what is asked beside it; fields of one name count together.
    """
    pricer, path = _Pricer(schema, shapes, document), list[str]()
    level = list(pricer.fields(operation.selection_set.selections, schema.get_root_type(operation.operation), None))
    while level:
        prices, nodes = Counter[str](), dict[str, _Placed]()
        for node, on, page in level:
            one = pricer.selections([node], on, page)
            prices[node.name.value] += one.cost(variables).whole
            nodes.setdefault(node.name.value, (node, on, page))
        ((name, most),) = prices.most_common(1)
        if path and 2 * most < prices.total():
            break
        path.append(name)
        level = list(pricer.below(*nodes[name][:2]))
    return ".".join(path)


_Page = tuple[str, int] | int | None  # the size of the connection one stands in: a variable, or a number
_Placed = tuple[FieldNode, GraphQLNamedType | None, _Page]  # a field with the type and the page it stands in


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
        weight = definition.extensions.get(WEIGHT, 0) if definition else 0
        inner_page = _page(node, part) if isinstance(part, Page) else None
        whole = self.selections(inside(node), type_, inner_page).beside(Price(own))
        if isinstance(part, Many):
            whole = whole.times(part.usually)
        whole = whole.beside(Price(weight=weight)).beside(_items(node))
        if page is not None and name == "totalCount":
            return whole.beside(Price(weight=COUNTING))
        if page is not None and name in ("edges", "nodes"):
            return whole.times(page) if isinstance(page, int) else Price(0, ((*page, whole),))
        return whole

    def fields(self, nodes: Iterable[SelectionNode], on: GraphQLNamedType | None, page: _Page) -> Iterator[_Placed]:
        """The fields of a selection, also those in fragments, each with the type and the page it stands in."""
        for node in nodes:
            if isinstance(node, FieldNode):
                yield node, on, page
            elif isinstance(node, FragmentSpreadNode):
                fragment = self.document.fragments[node.name.value]
                inner_on = self.schema.type_map.get(fragment.type_condition.name.value)
                yield from self.fields(inside(fragment), inner_on, page)
            else:
                condition = cast(InlineFragmentNode, node).type_condition
                inner_on = self.schema.type_map.get(condition.name.value) if condition else on
                yield from self.fields(inside(node), inner_on, page)

    def below(self, node: FieldNode, on: GraphQLNamedType | None) -> Iterator[_Placed]:
        """The same of a field's own selection."""
        definition: GraphQLField | None = getattr(on, "fields", {}).get(node.name.value)
        part = self._part(on, node.name.value)
        inner_page = _page(node, part) if isinstance(part, Page) else None
        return self.fields(inside(node), get_named_type(definition.type) if definition else None, inner_page)

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


def _items(node: FieldNode) -> Price:
    """What the items of a batch weigh, however many they turn out to be."""
    items = next((argument.value for argument in node.arguments or () if argument.name.value == "items"), None)
    if isinstance(items, VariableNode):
        return Price(0, ((items.name.value, 1, Price(weight=ITEM)),))
    return Price(weight=ITEM * len(items.values)) if isinstance(items, ListValueNode) else Price()


def _size(value: object, usual: int) -> int:
    if isinstance(value, list):
        return len(value)
    return max(value, 0) if isinstance(value, int) else usual
