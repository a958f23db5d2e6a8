"""Documents: parsed, measured and validated once, and remembered by their hash."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any

from cachetools import LRUCache
from graphql import (
    GraphQLError,
    GraphQLSyntaxError,
    OperationDefinitionNode,
    OperationType,
    separate_operations,
    validate,
)

from planner.cost import Limits, refuse, within
from planner.document import LETTER, Document, read
from planner.document_text import bare
from planner.price import INTROSPECTION, Cost, Price, heaviest, price
from planner.rights import Need
from registry.redaction import hidden
from schema.compose import Graph
from schema.executed_rights import needs

REMEMBERED = 16 << 20
"""Bytes of documents: some four hundred usual ones."""


MOST_ERRORS = 20
"""Errors told of a document."""
SUGGESTED = 5
"""With so many of them what may have been meant: it is looked for among all names there are, up to 60 ms for one."""


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
    kept: str
    """Its text as it is kept, to whose hash the access log points."""
    inline: tuple[str, ...]
    """The texts and long numbers that stood in it, in the places $1, $2 … of what is kept."""
    asked: dict[int, tuple[str, ...]]
    """Of each operation the fields at its root, each once."""
    _graph: Graph
    _needs: dict[int, tuple[Need, ...]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """About how many bytes it takes in memory."""
        return LETTER * self.document.size

    def knows_needs(self, operation: OperationDefinitionNode) -> bool:
        """Whether `needs` has been asked before; the first time takes longer than others may wait."""
        return id(operation) in self._needs

    def needs(self, operation: OperationDefinitionNode) -> tuple[Need, ...]:
        """What an operation requires that is executed; a plan knows by itself what it requires."""
        if not self.knows_needs(operation):
            alone = separate_operations(self.document.node)[operation.name.value if operation.name else ""]
            self._needs[id(operation)] = needs(self._graph, alone)
        return self._needs[id(operation)]


class Documents:
    """The documents seen lately; only ones that may be run are kept."""

    def __init__(self, graph: Graph, limits: Limits | None = None) -> None:
        self._graph, self._limits = graph, limits or Limits()
        self._checked = LRUCache[bytes, CheckedDocument](REMEMBERED, lambda checked: checked.size)

    @property
    def size(self) -> int:
        """About how many bytes the documents take that are kept."""
        return int(self._checked.currsize)

    def read(self, text: str) -> CheckedDocument:
        """The document, checked unless it is known; raises Unreadable and QUERY_TOO_LARGE."""
        return self.known(text) or self.keep(text, self.check(text))

    def known(self, text: str) -> CheckedDocument | None:
        """The document, where it was kept."""
        return self._checked.get(_key(text))

    def keep(self, text: str, checked: CheckedDocument) -> CheckedDocument:
        """The document, which need not be checked the next time."""
        self._checked[_key(text)] = checked
        return checked

    def afford(self, checked: CheckedDocument, operation: OperationDefinitionNode, variables: dict[str, Any]) -> Cost:
        """The cost of an operation with these variables; raises QUERY_TOO_LARGE, naming where most of it lies."""
        cost = checked.prices[id(operation)].cost(variables)
        if cost.rows > self._limits.cost:
            within(f"cost ({self.heaviest(checked, operation, variables)})", cost.rows, self._limits.cost)
        return cost

    def heaviest(self, checked: CheckedDocument, operation: OperationDefinitionNode, variables: dict[str, Any]) -> str:
        """The fields in which most of what an operation costs lies."""
        return heaviest(self._graph.core, self._graph.shapes, checked.document, operation, variables)

    def check(self, text: str) -> CheckedDocument:
        """Parse, measure, validate, in whatever thread; raises Unreadable and QUERY_TOO_LARGE."""
        try:
            document = read(text)
        except GraphQLSyntaxError as error:
            raise Unreadable("GRAPHQL_PARSE_FAILED", [error]) from None
        refuse(document, self._limits)
        document = replace(document, node=self._graph.batch_codes.mark_literals(self._graph.core, document.node))
        errors = validate(self._graph.core, document.node, max_errors=MOST_ERRORS, hide_suggestions=True)
        if errors:
            helped = validate(self._graph.core, document.node, max_errors=SUGGESTED)[:SUGGESTED]
            raise Unreadable("GRAPHQL_VALIDATION_FAILED", [*helped, *errors[len(helped) :]])
        for operation in document.operations:
            _one_act(document, operation)
            _introspects_once(document, operation)
        prices = {
            id(operation): price(self._graph.core, self._graph.shapes, document, operation)
            for operation in document.operations
        }
        asked = {
            id(operation): tuple(dict.fromkeys(node.name.value for node in document.roots(operation)))
            for operation in document.operations
        }
        kept, inline = bare(text)
        kept = hidden(kept)
        document = replace(document, sent=_key(kept))
        return CheckedDocument(document, prices, kept, tuple(inline), asked, self._graph)


def _key(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()


def _one_act(document: Document, operation: OperationDefinitionNode) -> None:
    if operation.operation is OperationType.MUTATION and len(list(document.roots(operation))) != 1:
        error = GraphQLError("Send one act at a time: a mutation selects exactly one field.", operation)
        raise Unreadable("GRAPHQL_VALIDATION_FAILED", [error])


def _introspects_once(document: Document, operation: OperationDefinitionNode) -> None:
    asked = Counter(node.name.value for node in document.roots(operation))
    for name in INTROSPECTION:
        within(name, asked[name], 1)
