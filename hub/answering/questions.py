"""Questions: held to their limits, permitted, and answered by one statement, what it leaves over by resolvers."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, TypeVar

import orjson
import psycopg
from cachetools import LRUCache
from graphql import GraphQLError, OperationDefinitionNode, OperationType
from graphql.execution.values import VariableValues
from starlette.requests import HTTPConnection

from auth.grants import Grant
from hub.answering import answers, executor, log_redaction, standby_answers
from hub.answering.budgets import Budgets, Standing
from hub.answering.documents import CheckedDocument, Documents, Unreadable
from hub.answering.error_masking import Misfit, field_error
from hub.answering.introspection import Introspection
from hub.answering.openings import require_opening
from hub.answering.permission import log_attempt, require, require_actor
from hub.answering.purpose import purpose
from hub.answering.requests import Body, chinese, stated_purpose
from hub.answering.unsigned_acts import marked, refuse_unsigned
from hub.answering.worker_thread import WorkerThread
from planner import rights
from planner.document import BadVariables
from planner.plan import Plan
from planner.price import Cost
from policy.sharing import GRAPH
from registry.aid import totals
from registry.errors import Refusal
from registry.identity.identities import ID_CARD
from registry.journal import documents as kept_documents
from registry.redaction import quoted
from registry.store.database import WALKED, ask_row
from registry.store.outages import outage
from schema.compose import Graph
from schema.fields.mapping import PROVINCE_WIDE
from schema.requests.caller import Caller
from schema.requests.context import Context, Hub

T = TypeVar("T")
KEPT = 4096
"""Documents of which a worker remembers that they are kept."""


@dataclass(frozen=True)
class Question:
    """An operation that may be asked as far as its document, variables and purpose go."""

    context: Context
    checked: CheckedDocument
    operation: OperationDefinitionNode
    body: Body
    cost: Cost

    @property
    def client(self) -> str:
        """Who pays for it."""
        return self.context.caller.grant.asker

    @property
    def needs(self) -> tuple[rights.Need, ...]:
        """What it requires where it is executed field by field."""
        return self.checked.needs(self.operation)


@dataclass(frozen=True)
class Said:
    """What is said beside a document: what for it is asked, whether in Chinese, and which way the answer goes out."""

    purpose: tuple[str, str | None] | None = None
    chinese: bool = False
    way: str = GRAPH


class Questions:
    """Answers the queries and acts of one graph, over whatever transport they come."""

    def __init__(self, graph: Graph, hub: Hub, budgets: Budgets) -> None:
        self._graph, self._hub, self._budgets = graph, hub, budgets
        self._documents = Documents(graph)
        self._kept = LRUCache[bytes, bool](KEPT)
        self._thread = WorkerThread()
        self._introspection = Introspection(graph.core, self._thread)

    def today(self) -> datetime.date:
        """The hub's day."""
        return self._hub.today()

    async def document(self, grant: Grant, text: str) -> CheckedDocument:
        """The document, parsed and checked; raises Stopped (400) and QUERY_TOO_LARGE."""
        documents = self._documents
        if (checked := documents.known(text)) is not None:
            return checked
        try:
            known, keep = partial(documents.known, text), partial(documents.keep, text)
            return await self._thread.once(grant.asker, known, partial(documents.check, text), keep)
        except Unreadable as bad:
            raise Misfit(bad.code, bad.errors) from None

    async def variables(self, grant: Grant, checked: CheckedDocument, body: Body) -> VariableValues:
        """The variables as the operation declares them, refused items of a batch in their places.

        Raises Stopped (400) and UNKNOWN_VARIABLE.
        """
        return await self._done(grant, body, partial(self._variables, checked, body))

    def afford(self, checked: CheckedDocument, body: Body) -> Cost:
        """What the operation with these variables costs; raises QUERY_TOO_LARGE where that is too much."""
        return self._documents.afford(checked, checked.document.operation(body.operation), body.variables)

    async def prepare(
        self,
        request: HTTPConnection,
        grant: Grant,
        checked: CheckedDocument,
        body: Body,
        request_id: str,
        way: str = GRAPH,
    ) -> Question:
        """The question of a body; raises Stopped (400), QUERY_TOO_LARGE and the refusals of the stated purpose."""
        said = Said(stated_purpose(request), chinese(request), way)
        return await self.prepare_said(said, grant, checked, body, request_id)

    async def prepare_said(
        self, said: "Said", grant: Grant, checked: CheckedDocument, body: Body, request_id: str
    ) -> Question:
        """The same for who asks without a request."""
        return await self._done(grant, body, partial(self._prepared, said, grant, checked, body, request_id))

    async def keep(self, question: Question) -> None:
        """Keep its document, once for each worker: when it is paid for, and before anything is answered by it."""
        hash = question.context.document.logged_hash
        if hash in self._kept:
            return
        async with question.context.transaction() as connection:
            await kept_documents.keep(connection, hash, question.checked.kept)
        self._kept[hash] = True

    async def answer(self, question: Question) -> bytes:
        """The JSON of the answer to a query or an act; raises Stopped (403) and whatever the database refuses."""
        context, plan = question.context, None
        if question.operation.operation is OperationType.MUTATION:
            require_actor(context.caller.grant)
        await self.keep(question)
        refuse_unsigned(question.operation, question.checked.asked[id(question.operation)], context.hub.signing)
        if question.operation.operation is OperationType.QUERY:
            plan = await self._plan(context)
        if plan is not None and not plan.rest:
            await require(context, plan.missing)
            await require_opening(context, plan.needs)
            return await self._ask(context, plan)
        needs = _needs(plan, await self._executed_needs(question))
        await require(context, partial(rights.missing, needs))
        await require_opening(context, needs)
        return await self._execute(context, plan)

    async def _done(self, grant: Grant, body: Body, work: Callable[[], T]) -> T:
        """What the work upon a body gives; a large one is worked upon beside the loop."""
        return await self._thread.do(grant.asker, work) if body.large else work()

    def _variables(self, checked: CheckedDocument, body: Body) -> VariableValues:
        try:
            operation = checked.document.operation(body.operation)
            _refuse_undeclared(operation, body)
            variables = self._graph.batch_codes.mark_variables(operation, body.variables)
            return self._graph.batch_shapes.coerced(operation, variables)
        except GraphQLError as error:
            raise Misfit("UNKNOWN_OPERATION", [error]) from None
        except BadVariables as bad:
            raise Misfit("BAD_USER_INPUT", bad.errors) from None

    def _prepared(self, said: "Said", grant: Grant, checked: CheckedDocument, body: Body, request_id: str) -> Question:
        values = self._variables(checked, body)
        cost = self.afford(checked, body)
        stated = purpose(said.purpose, checked.document, body.operation, values, grant)
        caller = Caller(grant, stated, self._hub.today(), request_id, said.way)
        # What was written into the document is logged as if it had been sent beside it.
        inline = {"$inline": list(checked.inline)} if checked.inline else {}
        logged_variables = log_redaction.variables({**inline, **body.variables}, self._blind)
        operation = checked.document.operation(body.operation)
        # The only operation of a document need not be named by the request: its own name stands in the log.
        name = operation.name.value if operation.name else None
        context = Context(self._hub, caller, checked.document, name, values, said.chinese, logged_variables)
        context.heavy = context.may_lag = cost.weight >= PROVINCE_WIDE
        return Question(context, checked, operation, body, cost)

    def charge(self, question: Question) -> Standing:
        """Have its client pay for a question; raises TOO_MANY_REQUESTS."""

        def heaviest() -> str:
            return self._documents.heaviest(question.checked, question.operation, question.body.variables)

        standing = self._budgets.charge(question.client, question.cost.whole, heaviest)
        marks = marked(self._hub.signing)
        return replace(standing, marks=marks) if marks else standing

    async def charge_patiently(self, question: Question) -> None:
        """The same once the client can, for what nobody could send again by itself; it also waits for its turns."""
        question.context.patient = True
        await self._budgets.when_affordable(question.client, question.cost.whole)

    async def _plan(self, context: Context) -> Plan:
        planner, asked = self._hub.planner, (context.document, context.operation)
        if (plan := planner.known(*asked, context.values)) is not None:
            return plan
        known, make = partial(planner.known, *asked, context.values), partial(planner.compile, *asked, context.values)
        return await self._thread.once(context.caller.grant.asker, known, make, partial(planner.keep, *asked))

    async def _executed_needs(self, question: Question) -> tuple[rights.Need, ...]:
        if question.checked.knows_needs(question.operation):
            return question.needs
        return await self._thread.do(question.client, lambda: question.needs)

    async def _ask(self, context: Context, plan: Plan) -> bytes:
        left_out: list[Refusal] = []
        bound = plan.bind(context.values, _logged_values(context), left_out)
        if plan.statement is None:
            return b'{"data":{}}'
        settings = _settings(context, plan)
        try:
            text = await standby_answers.answer(context, plan, bound, settings) or await self._hub.database.ask(
                settings, plan.statement, bound, plan.hot, plan.logged, context.claim
            )
        except psycopg.Error as error:
            if outage(error) is None:
                refusal = totals.refusal(error)
                await log_attempt(context, refusal.code if refusal else "FAILED")
            raise
        answer = text or b"null"
        unsealed = await context.unsealed(answer) if plan.sealed else answer
        return _beside_errors(unsealed, left_out, context) if left_out else unsealed

    async def _execute(self, context: Context, plan: Plan | None) -> bytes:
        fragments: dict[str, orjson.Fragment] = {}
        left_out: list[Refusal] = []
        if plan is not None and plan.statement is not None:
            bound = plan.bind(context.values, _logged_values(context), left_out)
            async with self._hub.database.connection(context.claim) as connection:
                row = await ask_row(connection, _settings(context, plan), plan.statement, bound, plan.hot)
            texts = [(column or b"null").decode() for column in row]
            fragments = {key: orjson.Fragment(text) for key, text in plan.fragments(texts).items()}
            context.sealed = bool(plan.sealed)
        introspected = await self._introspection.fields(context)
        fragments |= {key: orjson.Fragment(json) for key, json in introspected.items()}
        result = await executor.run(self._graph.core, context, fragments)
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body = {"errors": [field_error(error, context) for error in result.errors], **body}
        answer = orjson.dumps(body)
        unsealed = await context.unsealed(answer) if context.sealed else answer
        return _beside_errors(unsealed, left_out, context) if left_out else unsealed

    def _blind(self, number: str) -> str:
        return self._hub.vault.blind_index(ID_CARD, number).hex()


def _beside_errors(answer: bytes, refusals: Sequence[Refusal], context: Context) -> bytes:
    """The JSON of an answer with what was refused at some of its places."""
    body = orjson.loads(answer)
    refused = [answers.of_refusal(refusal, context.chinese) for refusal in refusals]
    return orjson.dumps({"errors": [*refused, *body.pop("errors", [])], **body})


def _refuse_undeclared(operation: OperationDefinitionNode, body: Body) -> None:
    """Raise UNKNOWN_VARIABLE: nothing would read it, and it would be carried and blinded all the same."""
    if not body.variables:
        return
    declared = {definition.variable.name.value for definition in operation.variable_definitions or ()}
    if unknown := next((name for name in body.variables if name not in declared), None):
        raise Refusal("UNKNOWN_VARIABLE", "variables", name=quoted(unknown))


def _settings(context: Context, plan: Plan) -> dict[str, str]:
    """Those of the caller, and with them those under which pages are walked."""
    return {**context.caller.settings, **(WALKED if plan.walks else {})}


def _logged_values(context: Context) -> dict[str, object]:
    """The values of the caller, and what the statement writes into the access log besides."""
    return {**context.caller_values, "kind": "ANSWER", "variables": context.logged_variables}


def _needs(plan: Plan | None, executed: tuple[rights.Need, ...]) -> tuple[rights.Need, ...]:
    """What the planner has found to be needed, and what it left to ordinary execution needs."""
    if plan is None:
        return executed
    planned = {need.field for need in plan.needs}
    return (*plan.needs, *(need for need in executed if need.field not in planned))
