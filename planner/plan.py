"""Plans: an operation compiled once, bound and asked many times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

from graphql import FieldNode, GraphQLSchema, OperationDefinitionNode
from graphql.execution.values import VariableValues

from planner import rights
from planner.binding import Slots
from planner.cache import Plans
from planner.complete import check
from planner.cost import Limits
from planner.document import LETTER, Document
from planner.log import LogShape, Told
from planner.objects import Writer
from planner.price import Price, price
from planner.rights import Need, Problem, Rules
from planner.selection import Question, Reading
from planner.shape import Fields, Part, Shapes, Spelling
from planner.statement import Statement

CALLERS: Final = 64
"""Callers of different rights that a plan remembers."""


@dataclass(eq=False)
class Plan:
    """One operation as one statement.

    Without `rest` the statement returns the text of the whole answer. With it, the fields named in `rest` are
    left to ordinary execution and the statement returns one column for each of `keys`.
    """

    statement: str | None
    slots: Slots
    keys: tuple[str, ...]
    rest: tuple[str, ...]
    needs: tuple[Need, ...]
    sealed: tuple[str, ...]
    logged: bool
    price: Price  # what it costs, once the variables that size its pages are known
    questions: Mapping[Question, bool | None]
    source: int  # letters of the document, which the plan keeps alive
    uses: int = 0
    hot: bool = False  # asked often: worth a prepared statement on each connection

    def __post_init__(self) -> None:
        self._missing: dict[tuple[frozenset[str], frozenset[str], bool], list[Problem]] = {}
        self.size = 12_288 + len(self.statement or "") + LETTER * self.source

    def bind(self, values: VariableValues, caller: Mapping[str, object]) -> list[object]:
        """The values of the placeholders; raises `Refused` for what SQL would stumble over."""
        return self.slots.bind(values, caller)

    def missing(self, scopes: frozenset[str], sees: frozenset[str], purpose: bool = False) -> list[Problem]:
        """What the caller lacks to ask this; worked out once for callers with the same rights."""
        key = (scopes, sees, purpose)
        if key not in self._missing:
            if len(self._missing) >= CALLERS:
                self._missing.clear()
            self._missing[key] = rights.missing(self.needs, scopes, sees, purpose)
        return self._missing[key]

    def fragments(self, row: Sequence[str]) -> dict[str, str]:
        """The JSON of each planned root field, where others are left to ordinary execution."""
        return dict(zip(self.keys, row, strict=True))


class Planner:
    """Compiles operations over one schema and its mapping."""

    def __init__(
        self,
        schema: GraphQLSchema,
        shapes: Shapes,
        rules: Rules,
        log: LogShape | None = None,
        limits: Limits | None = None,
        cache: int = 24 << 20,
        spellings: Mapping[str, Spelling] | None = None,
    ) -> None:
        check(schema, shapes, rules)
        self.schema = schema
        self.shapes = shapes
        self.rules = rules
        self.log = log
        self.limits = limits or Limits()
        self.spellings = spellings or {}
        self.plans = Plans(cache)

    def plan(self, document: Document, operation: str | None, values: VariableValues) -> Plan:
        """The plan of an operation, for these variables' @skip, @include and absent arguments."""
        node = document.operation(operation)
        key = (document.hash, document.sent, operation)
        return self.plans.get(key, values, lambda: self._operation(document, node, values))

    def plan_object(
        self,
        document: Document,
        operation: str | None,
        values: VariableValues,
        nodes: Sequence[FieldNode],
        part: Part,
    ) -> Plan:
        """The plan of one field's selection over a part of the mapping: what a mutation answers with.

        The part says which concrete type is answered; its source finds the object by values of the caller.
        """
        node = document.operation(operation)
        key = (document.hash, operation, nodes[0].loc, part)
        return self.plans.get(key, values, lambda: self._object(document, node, values, tuple(nodes), part))

    def _operation(self, document: Document, node: OperationDefinitionNode, values: VariableValues) -> Plan:
        reading = Reading(self.schema, document, node, values)
        statement = self._statement(reading)
        writer = statement.writer
        root, asked = reading.roots()
        for one in asked:
            statement.add(root, cast(Fields, self.shapes.get(root, {})), one)
        told = Told(document.logged_hash, node.name.value if node.name else None, tuple(writer.sealed))
        return self._plan(statement, statement.text(self.log, told, whole=not statement.rest))

    def _object(
        self,
        document: Document,
        node: OperationDefinitionNode,
        values: VariableValues,
        nodes: tuple[FieldNode, ...],
        part: Part,
    ) -> Plan:
        reading = Reading(self.schema, document, node, values)
        root, asked = reading.root(nodes)
        statement = self._statement(reading)
        statement.add(root, {asked.name: part}, asked)
        return self._plan(statement, statement.text(None, Told(document.hash, None, ())))

    def _statement(self, reading: Reading) -> Statement:
        return Statement(Writer(self.shapes, self.rules, reading, self.limits, self.spellings))

    def _plan(self, statement: Statement, text: str | None) -> Plan:
        writer, reading = statement.writer, statement.writer.reading
        return Plan(
            statement=text,
            slots=writer.slots,
            keys=tuple(key for key, _ in statement.values),
            rest=tuple(statement.rest),
            needs=tuple(writer.needs.values()),
            sealed=tuple(writer.sealed),
            logged=statement.logs,
            price=price(self.schema, self.shapes, reading.document, reading.operation),
            questions=reading.questions,
            source=reading.document.size,
        )
