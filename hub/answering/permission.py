"""Permission: what a bearer may do now, and whether it may ask what it asks."""

from collections.abc import Callable
from dataclasses import replace

from starlette.requests import HTTPConnection

from auth.bearer import Bearer, Credential
from auth.browser_sessions import SessionCookie
from auth.grants import Grant
from auth.named import Named
from auth.scopes import without_agreement
from auth.signed_actors import HEADER
from hub.answering import answers
from hub.answering.browser_requests import check, session_cookie
from hub.answering.error_masking import stopped
from planner.rights import Problem
from registry.errors import Refusal
from registry.journal import access_log
from registry.reference import agreement_uses
from schema.requests.context import Context

Missing = Callable[[frozenset[str], frozenset[str], bool], list[Problem]]
"""What a caller with these scopes, these columns and with or without a purpose lacks."""


STANDING = "aidhub.standing"
"""In the scope of a request that comes by a link: whose client's it is, under which scopes, and who asked for it."""
SIGNED, NAMED = "aidhub.signed_actor", "aidhub.named"
"""In the scope of a socket what it was opened with instead of the header; and whom a request was found to name."""


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
    if standing:
        grant = await bearer.standing_grant(*standing)
    else:
        grant = await bearer.grant(credential, await _named(bearer, request, credential))
    if "hub:read" not in grant.scopes:
        raise Refusal("MISSING_SCOPE", field=request.url.path, need="hub:read")
    return grant


async def _named(bearer: Bearer, request: HTTPConnection, credential: Credential) -> Named | None:
    """Whom the request names in its signed header, which is read once however often its rights are looked at."""
    if NAMED not in request.scope:
        said = request.headers.getlist(HEADER)
        signed = request.scope.get(SIGNED) or (said[0] if said else None)
        if len(said) > 1:
            raise Refusal("TWO_ACTORS")
        request.scope[NAMED] = await bearer.named(credential, signed) if signed else None
    named: Named | None = request.scope[NAMED]
    return named


def require_actor(grant: Grant) -> None:
    """Raise ACTOR_REQUIRED where its program has to say for whom it changes something, and has not."""
    if grant.lacks_actor:
        raise Refusal("ACTOR_REQUIRED", name=HEADER)


async def require(context: Context, missing: Missing) -> None:
    """Raise Stopped (403) with all that the caller lacks, once the attempt stands in the access log.

    Raises SHARING_QUOTA where what may be asked in a day under its agreement has been asked.
    """
    problems = _lacking(context, missing)
    if problems:
        await log_attempt(context, problems[0].code)
        raise stopped(context.chinese, *map(answers.of_problem, problems))
    shared = context.caller.shared
    if shared and shared.quota is not None and _shows(context, missing):
        await _count(context, shared.agreement, shared.quota)


def _lacking(context: Context, missing: Missing) -> list[Problem]:
    """What is asked without a scope, column or purpose; else all that nothing agreed upon covers in this way."""
    caller, catalogue = context.caller, context.hub.catalogue
    purpose = caller.purpose is not None
    if caller.shared is not None:
        return missing(caller.grant.scopes, caller.sees(catalogue), purpose)
    department = catalogue.departments.get(caller.grant.department)
    listed = frozenset(department.sees) if department else frozenset()
    lacking = missing(caller.grant.scopes, listed, purpose)
    if lacking:
        return lacking
    return [replace(one, code="NO_AGREEMENT", need=caller.way) for one in missing(caller.scopes, frozenset(), purpose)]


def _shows(context: Context, missing: Missing) -> bool:
    """Whether it asks for what others know, and not for its own alone."""
    return bool(missing(without_agreement(context.caller.grant.scopes), frozenset(), True))


async def _count(context: Context, agreement: str, quota: int) -> None:
    async with context.transaction() as connection:
        held = await agreement_uses.use(connection, agreement, context.caller.today, quota)
    if not held:
        await log_attempt(context, "SHARING_QUOTA")
        raise Refusal("SHARING_QUOTA", most=quota)


async def log_attempt(context: Context, code: str) -> None:
    """Write into the access log that a question was refused or failed, in a transaction of its own."""
    async with context.transaction() as connection:
        await access_log.attempted(connection, context.look, code)
