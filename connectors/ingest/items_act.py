"""The act of the graph that takes the items of a source, asked as the graph asks it."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, NamedTuple
from uuid import UUID

from graphql import get_named_type
from graphql.execution.values import VariableValues

from auth.grants import Grant
from planner.document import read
from planner.price import price
from planner.rights import Need, missing
from policy.catalogue import Department
from policy.sources import Act
from policy.spine import registrar
from registry.errors import Refusal
from registry.journal.imports import Import
from registry.store.connection import Connection, Question
from registry.store.widened_ranges import within
from schema.compose import Graph
from schema.fields.batch_inputs import NotPlain, item_maker, item_reader
from schema.fields.naming import pascal
from schema.intake.fact_reports import FactsAccepted
from schema.intake.feedback import FeedbackAccepted
from schema.intake.item_quality import DataWarning
from schema.intake.payment_results import PaymentResultAccepted
from schema.register.determination_batches import DeterminationAccepted
from schema.register.registration import Registered
from schema.requests.caller import Caller
from schema.requests.context import Context, Hub
from schema.requests.problems import Refused
from schema.requests.proposed import Proposed

Accepted = FeedbackAccepted | FactsAccepted | PaymentResultAccepted | Registered | DeterminationAccepted | Proposed
FIELDS: Mapping[Act, str] = {
    "feedback": "feedBack{department}",
    "facts": "reportFacts{department}",
    "payment_results": "reportPaymentResults",
    "households": "registerHouseholds",
    "determinations": "determineListed",
}
ON_THE_REGISTER = ("households", "determinations")
"""Acts that are done within their caller's divisions; whom the others name may live anywhere."""
CHECKS = "feedback"
"""The act that says by itself what would happen; of the others everything but the answer is taken back."""


@dataclass(frozen=True)
class Report:
    """What an act says of its items: each as taken in, and whether it was known already, or refused."""

    batch: UUID | None
    outcomes: Sequence["TakenIn | Refusal"]
    """How an item was taken in, or why it was refused."""


class TakenIn(NamedTuple):
    """Whether an item was known already, and what is odd about it."""

    known: bool
    warnings: Sequence[DataWarning] = ()


class ItemsAct:
    """One act upon `items`; the same for all chunks of an import."""

    def __init__(self, graph: Graph, department: Department, act: Act) -> None:
        self._graph, self._act, self._department = graph, act, department.code
        self.name = FIELDS[act].format(department=pascal(department.code))
        self._field = graph.core.mutation_type.fields[self.name]  # type: ignore[union-attr] # the graph has acts
        items = self._field.args["items"].type
        self._read, self._make = item_reader(get_named_type(items)), item_maker(get_named_type(items))
        self._document = read(f"mutation Import($items: {items}) {{ {self.name}(items: $items) {{ __typename }} }}")
        self._operation = self._document.operation(None)
        self._rule = graph.rules["Mutation", self.name]
        self._price = price(graph.core, graph.shapes, self._document, self._operation)

    @property
    def scope(self) -> str:
        """The scope that it needs; of several that open it the registrar's, or the department's own."""
        among = [name for (name,) in self._rule.scopes]
        own = [name for name in among if name.startswith(f"{self._department}/")]
        return own[0] if own and self._department != registrar() else among[0]

    def cost(self, items: int) -> int:
        """What so many items cost their client."""
        return self._price.cost({"items": [None] * items}).whole

    def permit(self, grant: Grant) -> None:
        """Raise MISSING_SCOPE for a client that may not do it."""
        need = Need(self._rule, (self.name,), f"Mutation.{self.name}")
        for problem in missing([need], grant.scopes, frozenset()):
            raise Refusal(problem.code, field=problem.field, need=problem.need)

    def inputs(self, items: Iterable[Mapping[str, object]]) -> list[Any]:
        """The items as the act takes them, made in whatever thread: what does not fit is refused in its place."""
        return [self._input(item) for item in items]

    def _input(self, item: Mapping[str, object]) -> Any:
        try:
            return self._read(item)
        except NotPlain:
            given = self._graph.batch_codes.mark_variables(self._operation, {"items": [item]})
            coerced = self._graph.batch_shapes.coerced(self._operation, given).coerced["items"][0]
            return self._make(coerced) if self._make and isinstance(coerced, dict) else coerced

    async def take(
        self, hub: Hub, grant: Grant, one: Import, connection: Connection, items: list[Any], place: int
    ) -> Report:
        """Take inputs in, or say what would happen, in a transaction that is open.

        Raises what refuses all of them.
        """
        self.permit(grant)
        caller = Caller(grant, None, hub.today(), str(one.id))
        logged = json.dumps({"import": str(one.id), "rows": [place, place + len(items)]})
        taken_back = one.check_only and self._act != CHECKS
        context = Context(
            hub,
            caller,
            self._document,
            "Import",
            VariableValues({}, {}),
            False,
            logged,
            source=one.source,
            within=connection,
            outcomes_only=True,
            tentative=taken_back,
        )
        arguments: dict[str, Any] = {"items": items}
        if one.check_only and self._act == CHECKS:
            arguments["checkOnly"] = True
        if taken_back:
            await connection.execute("SAVEPOINT asked")
        asked = SimpleNamespace(context=context)
        if self._act in ON_THE_REGISTER:
            async with within(connection, grant.multirange):
                result = await self._field.resolve(None, asked, **arguments)
        else:
            result = await self._field.resolve(None, asked, **arguments)
        if taken_back:
            await connection.together([Question("ROLLBACK TO SAVEPOINT asked", prepare=False)])
        if isinstance(result, Refused):
            raise result.refusal
        batch = UUID(result.batch) if result.batch and not taken_back else None
        return Report(batch, [_outcome(outcome) for outcome in result.outcomes])


def _outcome(outcome: Accepted | Refused) -> TakenIn | Refusal:
    match outcome:
        case Refused():
            return outcome.refusal
        case FactsAccepted():
            return TakenIn(not outcome.changed and outcome.note is None, outcome.warnings)
        case FeedbackAccepted():
            return TakenIn(outcome.replayed, outcome.warnings)
        case Registered() | Proposed():  # what is known is brought up to date
            return TakenIn(False)
    return TakenIn(outcome.replayed)
