"""Permission: what a bearer may do now, and whether it may ask what it asks."""

from collections.abc import Callable

from starlette.requests import HTTPConnection

from auth.bearer import Bearer, Credential
from auth.browser_sessions import SessionCookie
from auth.grants import Grant
from hub.answering import answers
from hub.answering.browser_requests import check, session_cookie
from hub.answering.error_masking import stopped
from planner.rights import Problem
from registry.errors import Refusal
from registry.journal import access_log
from schema.requests.context import Context

Missing = Callable[[frozenset[str], frozenset[str], bool], list[Problem]]
"""What a caller with these scopes, these columns and with or without a purpose lacks."""


STANDING = "aidhub.standing"
"""In the scope of a request that comes by a link: whose client's it is, under which scopes, and who asked for it."""


def authorization(request: HTTPConnection) -> Credential:
    """The Authorization header or the session's cookie.

    Raises TWO_CREDENTIALS, since two programs could each go by another.
    """
    found, cookie = request.headers.getlist("authorization"), session_cookie(request)
    if len(found) + (cookie is not None) > 1:
        raise Refusal("TWO_CREDENTIALS")
    return found[0] if found else cookie


async def granted(bearer: Bearer, request: HTTPConnection, credential: Credential) -> Grant:
    """The grant of a credential.

    Raises Unauthorized, UNAVAILABLE, MISSING_SCOPE without `hub:read`, and CROSS_SITE for a cookie that a page of
    others sends.
    """
    standing = request.scope.get(STANDING)
    if isinstance(credential, SessionCookie) and not standing:
        check(request, bearer.issuer)
    grant = await (bearer.standing_grant(*standing) if standing else bearer.grant(credential))
    if "hub:read" not in grant.scopes:
        raise Refusal("MISSING_SCOPE", field=request.url.path, need="hub:read")
    return grant


async def require(context: Context, missing: Missing) -> None:
    """Raise Stopped (403) with all that the caller lacks, once the attempt stands in the access log."""
    caller = context.caller
    problems = missing(caller.grant.scopes, caller.sees(context.hub.catalogue), caller.purpose is not None)
    if problems:
        await log_attempt(context, problems[0].code)
        raise stopped(context.chinese, *map(answers.of_problem, problems))


async def log_attempt(context: Context, code: str) -> None:
    """Write into the access log that a question was refused or failed, in a transaction of its own."""
    async with context.transaction() as connection:
        await access_log.attempted(connection, context.look, code)
