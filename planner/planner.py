"""The planner: compiles the operations over one schema and its mapping, and remembers their plans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from graphql import FieldNode, GraphQLSchema, OperationDefinitionNode
from graphql.execution.values import VariableValues

from planner.access_log import LogEntry, LogShape
from planner.cache import Plans
from planner.completeness import check
from planner.cost import Limits
from planner.document import Document
from planner.objects import Writer
from planner.plan import Plan, ReadOnly
from planner.price import price
from planner.reading import Reading
from planner.rights import Rules
from planner.shape import Fields, Part, Shapes, Spelling
from planner.statement import Statement
from registry.redaction import logged_name


class Planner:
    """Compiles operations over one schema and its mapping; for a `standby` too, which only reads."""

    def __init__(
        self,
        schema: GraphQLSchema,
        shapes: Shapes,
        rules: Rules,
        log: LogShape | None = None,
        limits: Limits | None = None,
        cache: int = 24 << 20,
        spellings: Mapping[str, Spelling] | None = None,
        standby: bool = False,
    ) -> None:
        check(schema, shapes, rules)
        self.schema = schema
        self.shapes = shapes
        self.rules = rules
        self.log = log
        self.limits = limits or Limits()
        self.spellings = spellings or {}
        self.standby = standby
        self.plans = Plans(cache)

    def plan(self, document: Document, operation: str | None, values: VariableValues) -> Plan:
        """The plan of an operation, for these variables' @skip, @include and absent arguments."""
        return self.known(document, operation, values) or self.keep(
            document, operation, self.compile(document, operation, values)
        )

    def known(self, document: Document, operation: str | None, values: VariableValues) -> Plan | None:
        """The plan of an operation, where it is remembered."""
        return self.plans.known((document.hash, document.sent, operation), values)

    def compile(self, document: Document, operation: str | None, values: VariableValues) -> Plan:
        """A plan of an operation that is not remembered yet; it may be made in another thread."""
        return self._operation(document, document.operation(operation), values)

    def keep(self, document: Document, operation: str | None, plan: Plan) -> Plan:
        """The plan, remembered."""
        return self.plans.keep((document.hash, document.sent, operation), plan)

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
        root, fields = reading.roots()
        for field in fields:
            statement.add(root, cast(Fields, self.shapes.get(root, {})), field)
        name = logged_name(node.name.value if node.name else None)
        log_entry = LogEntry(document.logged_hash, name, tuple(writer.sealed))
        apart = statement.read_only() if self.standby else None
        return self._plan(statement, statement.text(self.log, log_entry, whole=not statement.rest), apart)

    def _object(
        self,
        document: Document,
        node: OperationDefinitionNode,
        values: VariableValues,
        nodes: tuple[FieldNode, ...],
        part: Part,
    ) -> Plan:
        reading = Reading(self.schema, document, node, values)
        root, field = reading.root(nodes)
        statement = self._statement(reading)
        statement.add(root, {field.name: part}, field)
        return self._plan(statement, statement.text(None, LogEntry(document.hash, None, ())))

    def _statement(self, reading: Reading) -> Statement:
        return Statement(Writer(self.shapes, self.rules, reading, self.limits, self.spellings))

    def _plan(self, statement: Statement, text: str | None, apart: ReadOnly | None = None) -> Plan:
        writer, reading = statement.writer, statement.writer.reading
        return Plan(
            statement=text,
            slots=writer.slots,
            keys=tuple(key for key, _ in statement.values),
            rest=tuple(statement.rest),
            needs=tuple(writer.requirements.needs.values()),
            sealed=tuple(writer.sealed),
            logged=statement.logs,
            walks=statement.walks,
            price=price(self.schema, self.shapes, reading.document, reading.operation),
            conditions=reading.conditions,
            source=reading.document.size,
            read_only=apart,
        )
