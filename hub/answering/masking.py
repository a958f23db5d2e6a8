"""Masking: what a caller is told of an error; refusals keep their words, everything else stays inside."""

import logging
from typing import Any

import orjson
import psycopg
from graphql import GraphQLError
from starlette.requests import HTTPConnection

from auth.errors import Unauthorized
from hub.answering import answers
from hub.answering.requests import BadRequest, chinese
from planner.errors import Refused
from registry.errors import Refusal
from schema.requests.context import Context

log = logging.getLogger(__name__)


class Stopped(Exception):
    """The request is answered with these errors and nothing else."""

    def __init__(self, status: int, *errors: answers.Error, headers: dict[str, str] | None = None) -> None:
        super().__init__(errors)
        self.status, self.errors, self.headers = status, errors, headers


def stopped_by(error: Exception, request: HTTPConnection, request_id: str) -> Stopped:
    """How a request ends that this error has stopped: status and errors, in the caller's language."""
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


def error_body(error: Exception, request: HTTPConnection, request_id: str) -> bytes:
    """The JSON text `{"errors": […]}` that ends a stream or an operation of a socket."""
    return orjson.dumps({"errors": list(stopped_by(error, request, request_id).errors)})


def field_error(error: GraphQLError, context: Context) -> answers.Error:
    """An error of one field, as it stands in `errors` beside the data."""
    cause = error.original_error
    if isinstance(cause, (Refused, Refusal)):
        refusal = answers.refusal(cause, context.chinese)
        return {**refusal, "path": error.path or refusal.get("path")}
    if cause is None:
        return answers.of_graphql(error, "BAD_USER_INPUT")
    masked = _masked(cause, context.caller.request, context.chinese)
    return {**masked.errors[0], "path": error.path}


def unavailable(in_chinese: bool) -> Stopped:
    """503 UNAVAILABLE: the same may be sent again in five seconds."""
    return Stopped(503, answers.said("UNAVAILABLE", in_chinese), headers={"Retry-After": "5"})


def unreachable(error: Exception) -> bool:
    """Whether the database has gone, or does not answer: what it does say itself has a code."""
    going = (psycopg.errors.AdminShutdown, psycopg.errors.CrashShutdown, psycopg.errors.CannotConnectNow)
    return isinstance(error, going) or (isinstance(error, psycopg.OperationalError) and error.sqlstate is None)


def _masked(error: Exception, request_id: str, in_chinese: bool) -> Stopped:
    """What went wrong inside stays inside; the request id leads to it."""
    if isinstance(error, psycopg.errors.QueryCanceled):
        return Stopped(503, answers.said("TIMEOUT", in_chinese, request=request_id))
    if unreachable(error):
        log.warning("request %s: the database cannot be reached", request_id)
        return unavailable(in_chinese)
    # The text of a database error may hold a value; its class and place do not.
    log.error("request %s failed: %s", request_id, type(error).__name__, exc_info=_without_text(error))
    return Stopped(500, answers.said("INTERNAL", in_chinese, request=request_id))


def _without_text(error: Exception) -> Any:  # what logging takes
    return (type(error), type(error)("…"), error.__traceback__) if isinstance(error, psycopg.Error) else error
