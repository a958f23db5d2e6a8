"""The GraphQL endpoint: from a request to one statement and back."""

import logging
import uuid
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import orjson
import psycopg
from graphql import GraphQLError, OperationType
from graphql.execution.values import VariableValues
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response
from starlette.websockets import WebSocket

from auth.bearer import Bearer
from auth.errors import Unauthorized, Unavailable
from auth.grants import Grant
from hub.answering import answers, executor, log_redaction
from hub.answering.documents import Documents, Known, Unreadable
from hub.answering.packing import packed
from hub.answering.purpose import purpose
from hub.answering.requests import BadRequest, Question, asked, chinese, media_type, read
from hub.live import sse
from hub.live.outbox_listener import Wakes
from hub.live.subscriptions import Subscription
from hub.live.websocket import Closed, Conversation
from planner import rights
from planner.document import BadVariables, coerced
from planner.errors import Refused
from planner.plan import Plan
from registry.errors import Refusal
from registry.identity.identities import ID_CARD
from registry.journal import access_log
from registry.store.database import ask_row
from schema.compose import Graph
from schema.requests.caller import Caller
from schema.requests.context import Context, Hub

log = logging.getLogger(__name__)

Missing = Callable[[frozenset[str], frozenset[str], bool], list[rights.Problem]]


class Stopped(Exception):
    """The request is answered with these errors and nothing else."""

    def __init__(self, status: int, *errors: answers.Error, headers: dict[str, str] | None = None) -> None:
        super().__init__(errors)
        self.status, self.errors, self.headers = status, errors, headers


class Endpoint:
    """Answers POST /graphql, and speaks over sockets."""

    def __init__(self, graph: Graph, hub: Hub, bearer: Bearer, wakes: Wakes) -> None:
        self._graph, self._hub, self._bearer, self._wakes = graph, hub, bearer, wakes
        self._documents = Documents(graph)

    async def __call__(self, request: Request) -> Response:
        request_id = uuid.uuid4().hex
        headers = {"X-Request-Id": request_id, "Cache-Control": "no-store"}
        label = media_type(request)
        try:
            authorization = request.headers.get("authorization")
            grant = await self.grant(request, authorization)
            question = await read(request)
            known = self.read(question.query)
            context = self.prepare(request, grant, known, question, request_id)
            if context.document.operation(question.operation).operation is not OperationType.SUBSCRIPTION:
                body, told = await packed(await self.run(context, known, question), request.headers)
                return Response(body, media_type=label, headers=headers | told)
            if not sse.wanted(request):
                raise Refusal("SUBSCRIBE_OTHERWISE")
            subscription = await self._subscribe(context, known, question, authorization)
            return sse.response(subscription, lambda error: self._told(request, error, request_id), headers)
        except Exception as error:
            failed = self.failed(request, error, request_id)
            return answers.answer(failed.errors, failed.status, label, headers | (failed.headers or {}))

    async def converse(self, socket: WebSocket) -> None:
        """Speak graphql-transport-ws on a socket."""
        await Conversation(
            socket, self._over_socket, lambda asked, error: self._told(asked, error, uuid.uuid4().hex)
        ).hold()

    async def _over_socket(
        self, socket: WebSocket, authorization: str | None, payload: Mapping[str, Any]
    ) -> bytes | Subscription:
        try:
            grant = await self.grant(socket, authorization)
        except Stopped as stopped:
            raise Closed(4401 if stopped.status == 401 else 4403, "Unauthorized") from None
        question = asked(dict(payload))
        known = self.read(question.query)
        context = self.prepare(socket, grant, known, question, uuid.uuid4().hex)
        if context.document.operation(question.operation).operation is OperationType.SUBSCRIPTION:
            return await self._subscribe(context, known, question, authorization)
        return await self.run(context, known, question)

    def failed(self, request: HTTPConnection, error: Exception, request_id: str) -> Stopped:
        """What is said of an error: refusals keep their words, everything else is masked."""
        in_chinese = chinese(request)
        if isinstance(error, BadRequest):
            return Stopped(error.status, answers.error(error.code, error.zh if in_chinese else error.en))
        if isinstance(error, Stopped):
            return error
        if isinstance(error, Refused | Refusal):
            return Stopped(422, answers.refusal(error, in_chinese))
        if isinstance(error, Unauthorized):
            return Stopped(401, answers.said(error.code, in_chinese))
        if isinstance(error, GraphQLError):
            return Stopped(400, answers.of_graphql(error, "BAD_USER_INPUT"))
        return _masked(error, request_id, in_chinese)

    def _told(self, request: HTTPConnection, error: Exception, request_id: str) -> bytes:
        """The same as the body of an answer."""
        return orjson.dumps({"errors": list(self.failed(request, error, request_id).errors)})

    def coerced(self, known: Known, question: Question) -> VariableValues:
        """The variables as the operation declares them; raises Stopped."""
        try:
            return coerced(self._graph.core, known.document.operation(question.operation), question.variables)
        except GraphQLError as error:
            raise Stopped(400, answers.of_graphql(error, "UNKNOWN_OPERATION")) from None
        except BadVariables as bad:
            raise Stopped(400, *(answers.of_graphql(error, "BAD_USER_INPUT") for error in bad.errors)) from None

    def afford(self, known: Known, question: Question) -> int:
        """The cost of a question; raises QueryTooLarge."""
        return self._documents.afford(known, known.document.operation(question.operation), question.variables)

    def prepare(
        self, request: HTTPConnection, grant: Grant, known: Known, question: Question, request_id: str
    ) -> Context:
        """The context a question is answered in, once it may be asked at all."""
        values = self.coerced(known, question)
        self.afford(known, question)
        stated = purpose(request, known.document, question.operation, values, grant)
        caller = Caller(grant, stated, self._hub.today(), request_id)
        told = log_redaction.variables(question.variables, self._blind)
        return Context(self._hub, caller, known.document, question.operation, values, chinese(request), told)

    async def _subscribe(
        self, context: Context, known: Known, question: Question, authorization: str | None
    ) -> Subscription:
        operation = known.document.operation(question.operation)
        await self._permit(context, partial(rights.missing, known.needs(operation)))
        return Subscription(self._graph, context, self._bearer, self._wakes, authorization)

    async def grant(self, request: HTTPConnection, authorization: str | None) -> Grant:
        """What the bearer may do now; raises Stopped."""
        try:
            grant = await self._bearer.grant(authorization)
        except Unavailable:
            raise _unavailable(chinese(request)) from None
        except Unauthorized as refused:
            said = answers.said(refused.code, chinese(request))
            raise Stopped(401, said, headers={"WWW-Authenticate": refused.challenge}) from None
        if "hub:read" not in grant.scopes:
            raise Stopped(403, answers.said("MISSING_SCOPE", chinese(request), field=request.url.path, need="hub:read"))
        return grant

    def read(self, text: str) -> Known:
        """The document of a question; raises Stopped."""
        try:
            return self._documents.read(text)
        except Unreadable as bad:
            raise Stopped(400, *(answers.of_graphql(error, bad.code) for error in bad.errors)) from None

    async def run(self, context: Context, known: Known, question: Question) -> bytes:
        """The answer to a query or a mutation."""
        operation = known.document.operation(question.operation)
        plan = None
        if operation.operation is OperationType.QUERY:
            plan = self._hub.planner.plan(context.document, question.operation, context.values)
        if plan is not None and not plan.rest:
            await self._permit(context, plan.missing)
            return await self._ask(context, plan)
        await self._permit(context, partial(rights.missing, _needs(plan, known.needs(operation))))
        return await self._execute(context, plan)

    async def _permit(self, context: Context, missing: Missing) -> None:
        caller = context.caller
        problems = missing(caller.grant.scopes, caller.sees(self._hub.catalogue), caller.purpose is not None)
        if problems:
            await self._attempt(context, problems[0].code)
            raise Stopped(403, *(answers.problem(found, context.chinese) for found in problems))

    async def _ask(self, context: Context, plan: Plan) -> bytes:
        values = self._values(context)
        bound = plan.bind(context.values, values)
        if plan.statement is None:
            return b'{"data":{}}'
        try:
            text = await self._hub.database.ask(
                context.caller.settings, plan.statement, bound, prepare=plan.hot, writes=plan.logged
            )
        except psycopg.Error as error:
            if not _unreachable(error):
                await self._attempt(context, "FAILED")
            raise
        return await self._unsealed(text or b"null", bool(plan.sealed))

    async def _execute(self, context: Context, plan: Plan | None) -> bytes:
        fragments: dict[str, orjson.Fragment] = {}
        if plan is not None and plan.statement is not None:
            bound = plan.bind(context.values, self._values(context))
            async with self._hub.database.app.connection() as connection:
                row = await ask_row(connection, context.caller.settings, plan.statement, bound, plan.hot)
            texts = [(column or b"null").decode() for column in row]
            fragments = {key: orjson.Fragment(text) for key, text in plan.fragments(texts).items()}
            context.sealed = bool(plan.sealed)
        result = await executor.run(self._graph.core, context, fragments)
        body: dict[str, Any] = {"data": result.data}
        if result.errors:
            body = {"errors": [self._error(context, error) for error in result.errors], **body}
        return await self._unsealed(orjson.dumps(body), context.sealed)

    def _values(self, context: Context) -> dict[str, object]:
        return {
            **context.caller_values,
            "kind": "ANSWER",
            "variables": context.told,
        }

    def _blind(self, number: str) -> str:
        return self._hub.vault.blind_index(ID_CARD, number).hex()

    async def _unsealed(self, body: bytes, sealed: bool) -> bytes:
        return await self._hub.vault.unseal(self._hub.database.vault, body) if sealed else body

    async def _attempt(self, context: Context, code: str) -> None:
        settings = context.caller.grant
        async with self._hub.database.transaction(
            ranges=settings.multirange, department=settings.department
        ) as connection:
            await access_log.attempted(connection, context.look, code)

    def _error(self, context: Context, error: GraphQLError) -> answers.Error:
        """A field's error: refusals keep their words, everything else is masked."""
        cause = error.original_error
        if isinstance(cause, (Refused, Refusal)):
            found = answers.refusal(cause, context.chinese)
            return {**found, "path": error.path or found.get("path")}
        if cause is None:
            return answers.of_graphql(error, "BAD_USER_INPUT")
        stopped = _masked(cause, context.caller.request, context.chinese)
        return {**stopped.errors[0], "path": error.path}


def _needs(plan: Plan | None, executed: tuple[rights.Need, ...]) -> tuple[rights.Need, ...]:
    """What the planner has found to be needed, and what it left to ordinary execution needs."""
    if plan is None:
        return executed
    planned = {need.field for need in plan.needs}
    return (*plan.needs, *(need for need in executed if need.field not in planned))


def _unavailable(in_chinese: bool) -> Stopped:
    return Stopped(503, answers.said("UNAVAILABLE", in_chinese), headers={"Retry-After": "5"})


def _unreachable(error: Exception) -> bool:
    """The database has gone, or does not answer: what it does say itself has a code."""
    going = (psycopg.errors.AdminShutdown, psycopg.errors.CrashShutdown, psycopg.errors.CannotConnectNow)
    return isinstance(error, going) or (isinstance(error, psycopg.OperationalError) and error.sqlstate is None)


def _masked(error: Exception, request_id: str, in_chinese: bool) -> Stopped:
    """What went wrong inside stays inside; the request id leads to it."""
    if isinstance(error, psycopg.errors.QueryCanceled):
        return Stopped(503, answers.said("TIMEOUT", in_chinese, request=request_id))
    if _unreachable(error):
        log.warning("request %s: the database cannot be reached", request_id)
        return _unavailable(in_chinese)
    # The text of a database error may hold a value; its class and place do not.
    log.error("request %s failed: %s", request_id, type(error).__name__, exc_info=_placed(error))
    return Stopped(500, answers.said("INTERNAL", in_chinese, request=request_id))


def _placed(error: Exception) -> Any:  # what logging takes
    return (type(error), type(error)("…"), error.__traceback__) if isinstance(error, psycopg.Error) else error
