"""Documents: parsed, measured and validated once, and remembered by their hash."""

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field

from graphql import (
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    separate_operations,
    validate,
)

from planner.cost import Limits, afford, refuse
from planner.document import LETTER, Document, read
from planner.price import Price, price
from planner.rights import Need
from schema.compose import Graph
from schema.guard import needs

REMEMBERED = 16 << 20
"""Bytes of documents: some four hundred usual ones."""


class Unreadable(Exception):
    """A document that does not fit the graph."""

    def __init__(self, code: str, errors: list[GraphQLError]) -> None:
        super().__init__(code)
        self.code, self.errors = code, errors


@dataclass(frozen=True)
class CheckedDocument:
    """A document that may be run: what each of its operations costs and requires."""

    document: Document
    prices: dict[int, Price]
    _graph: Graph
    _needs: dict[int, tuple[Need, ...]] = field(default_factory=dict)

    def needs(self, operation: OperationDefinitionNode) -> tuple[Need, ...]:
        """What an operation requires that is executed; a plan knows by itself what it requires."""
        if id(operation) not in self._needs:
            alone = separate_operations(self.document.node)[operation.name.value if operation.name else ""]
            self._needs[id(operation)] = needs(self._graph, alone)
        return self._needs[id(operation)]


class Documents:
    """The documents seen lately; only ones that may be run are kept."""

    def __init__(self, graph: Graph, limits: Limits | None = None) -> None:
        self._graph, self._limits = graph, limits or Limits()
        self._known: OrderedDict[bytes, CheckedDocument] = OrderedDict()
        self._size = 0

    @property
    def size(self) -> int:
        """About how many bytes the documents take that are kept."""
        return self._size

    def read(self, text: str) -> CheckedDocument:
        """Parse, measure, validate; raises Unreadable or the planner's Refused."""
        key = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        known = self._known.get(key)
        if known is None:
            known = self._keep(key, self._read(text))
        self._known.move_to_end(key)
        return known

    def _keep(self, key: bytes, known: CheckedDocument) -> CheckedDocument:
        self._known[key] = known
        self._size += LETTER * known.document.size
        while self._size > REMEMBERED:
            _, forgotten = self._known.popitem(last=False)
            self._size -= LETTER * forgotten.document.size
        return known

    def afford(self, known: CheckedDocument, operation: OperationDefinitionNode, variables: dict[str, object]) -> int:
        """The cost of an operation with these variables; raises QueryTooLarge."""
        cost = known.prices[id(operation)].total(variables)
        afford(cost, self._limits)
        return cost

    def _read(self, text: str) -> CheckedDocument:
        try:
            document = read(text)
        except GraphQLSyntaxError as error:
            raise Unreadable("GRAPHQL_PARSE_FAILED", [error]) from None
        refuse(document, self._limits)
        errors = validate(self._graph.core, document.node, hide_suggestions=True)
        if errors:
            raise Unreadable("GRAPHQL_VALIDATION_FAILED", errors)
        for operation in document.operations:
            _one_act(document, operation)
        prices = {
            id(operation): price(self._graph.core, self._graph.shapes, document, operation)
            for operation in document.operations
        }
        return CheckedDocument(document, prices, self._graph)


def _one_act(document: Document, operation: OperationDefinitionNode) -> None:
    if operation.operation is OperationType.MUTATION and len(list(document.roots(operation))) != 1:
        error = GraphQLError("Send one act at a time: a mutation selects exactly one field.", operation)
        raise Unreadable("GRAPHQL_VALIDATION_FAILED", [error])
