"""Permission: what a bearer may do now, and whether it may ask what it asks."""

from collections.abc import Callable

from starlette.requests import HTTPConnection

from auth.bearer import Bearer
from auth.errors import Unauthorized, Unavailable
from auth.grants import Grant
from hub.answering import answers
from hub.answering.masking import Stopped, unavailable
from hub.answering.requests import chinese
from planner.rights import Problem
from registry.journal import access_log
from schema.requests.context import Context

Missing = Callable[[frozenset[str], frozenset[str], bool], list[Problem]]
"""What a caller with these scopes, these columns and with or without a purpose lacks."""


async def granted(bearer: Bearer, request: HTTPConnection, authorization: str | None) -> Grant:
    """The grant of an Authorization header; raises Stopped (401, 403 without `hub:read`, 503)."""
    try:
        grant = await bearer.grant(authorization)
    except Unavailable:
        raise unavailable(chinese(request)) from None
    except Unauthorized as refusal:
        error = answers.said(refusal.code, chinese(request))
        raise Stopped(401, error, headers={"WWW-Authenticate": refusal.challenge}) from None
    if "hub:read" not in grant.scopes:
        raise Stopped(403, answers.said("MISSING_SCOPE", chinese(request), field=request.url.path, need="hub:read"))
    return grant


async def require(context: Context, missing: Missing) -> None:
    """Raise Stopped (403) with all that the caller lacks, once the attempt stands in the access log."""
    caller = context.caller
    problems = missing(caller.grant.scopes, caller.sees(context.hub.catalogue), caller.purpose is not None)
    if problems:
        await log_attempt(context, problems[0].code)
        raise Stopped(403, *(answers.problem(problem, context.chinese) for problem in problems))


async def log_attempt(context: Context, code: str) -> None:
    """Write into the access log that a question was refused or failed, in a transaction of its own."""
    async with context.transaction() as connection:
        await access_log.attempted(connection, context.look, code)
