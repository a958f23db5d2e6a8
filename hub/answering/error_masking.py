"""Masking: what a caller is told of an error; refusals keep their words, everything else stays inside."""

import asyncio
import logging
from collections.abc import Sequence

import psycopg
from graphql import GraphQLError
from starlette.requests import HTTPConnection

from auth.errors import Unauthorized
from hub.answering import answers
from hub.answering.budgets import Spent
from hub.answering.requests import chinese
from registry.aid import totals
from registry.errors import Refusal
from registry.redaction import frames
from registry.store.buckets import MOMENT
from registry.store.outages import outage
from schema.requests.context import Context

log = logging.getLogger(__name__)

TOO_MUCH = 429


class Stopped(Exception):
    """The request is answered with these errors and nothing else."""

    def __init__(self, status: int, *errors: answers.Error, headers: dict[str, str] | None = None) -> None:
        super().__init__(errors)
        self.status, self.errors, self.headers = status, errors, headers

    @property
    def code(self) -> str:
        """The code of the first error."""
        return str(self.errors[0].get("extensions", {}).get("code", self.status)) if self.errors else str(self.status)


class Misfit(Stopped):
    """The document or its variables do not fit the graph, as graphql-core says it."""

    def __init__(self, code: str, errors: Sequence[GraphQLError]) -> None:
        super().__init__(400, *(answers.of_graphql(error, code) for error in errors))
        self._code, self._said = code, tuple(errors)

    def in_chinese(self) -> Stopped:
        """The same for who reads Chinese."""
        return Stopped(400, *(answers.of_graphql(error, self._code, chinese=True) for error in self._said))


def stopped_by(error: Exception, request: HTTPConnection, request_id: str) -> Stopped:
    """How a request ends that this error has stopped: status and errors, in the caller's language."""
    if isinstance(error, Misfit) and chinese(request):
        return error.in_chinese()
    if isinstance(error, Stopped):
        return error
    if isinstance(error, Refusal):
        return stopped(chinese(request), error)
    if isinstance(error, GraphQLError):
        return Stopped(400, answers.of_graphql(error, "BAD_USER_INPUT", chinese(request)))
    return stopped(chinese(request), _masked(error, request_id))


def stopped(in_chinese: bool, *refusals: Refusal) -> Stopped:
    """How a request ends that these refuse: the first says the status and the headers."""
    first, headers = refusals[0], {}
    if isinstance(first, Unauthorized):
        headers["WWW-Authenticate"] = first.challenge
    if first.status == 403:
        headers["WWW-Authenticate"] = _insufficient(first)
    if first.retry_after:
        headers["Retry-After"] = str(first.retry_after)
    errors = [answers.of_refusal(one, in_chinese) for one in refusals]
    if isinstance(first, Spent):
        headers |= first.standing.headers
        errors[0]["extensions"]["cost"] = first.standing.told
    return Stopped(first.status, *errors, headers=headers)


def _insufficient(refusal: Refusal) -> str:
    """The challenge of a token that may not do this (RFC 6750 §3.1), with the scope where one would be enough."""
    need = str(refusal.values.get("need", ""))
    scope = f', scope="{need}"' if refusal.code == "MISSING_SCOPE" and " " not in need else ""
    return f'Bearer realm="aidhub", error="insufficient_scope"{scope}'


async def held_back(stopped: Stopped) -> Stopped:
    """The same a moment later for who has asked for too much."""
    if stopped.status == TOO_MUCH:
        await asyncio.sleep(MOMENT)
    return stopped


def error_body(stopped: Stopped) -> bytes:
    """The JSON text `{"errors": […]}` that ends a stream or an operation of a socket."""
    return answers.json_text({"errors": list(stopped.errors)})


def field_error(error: GraphQLError, context: Context) -> answers.Error:
    """An error of one field, as it stands in `errors` beside the data."""
    cause = error.original_error
    if cause is None:
        return answers.of_graphql(error, "BAD_USER_INPUT", context.chinese)
    refusal = cause if isinstance(cause, Refusal) else _masked(cause, context.caller.request)
    shown = answers.of_refusal(refusal, context.chinese)
    return {**shown, "path": error.path or shown.get("path")}


def _masked(error: Exception, request_id: str) -> Refusal:
    """What went wrong inside stays inside; the request id leads to it."""
    if isinstance(error, psycopg.Error) and (refusal := totals.refusal(error)):
        return refusal
    if isinstance(error, psycopg.errors.QueryCanceled):
        return Refusal("TIMEOUT", request=request_id)
    if code := outage(error):
        log.warning("request %s: %s (%s)", request_id, code, type(error).__name__)
        return Refusal(code)
    log.error("request %s failed: %s\n%s", request_id, type(error).__name__, frames(error))
    return Refusal("INTERNAL", request=request_id)
