"""GET /session: who has signed in, for the pages of the console; no token stands in it."""

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response

from auth.bearer import Bearer
from auth.browser_sessions import SessionCookie
from auth.grants import Grant
from hub.answering import answers
from hub.answering.browser_requests import check
from hub.answering.granted_endpoint import GrantedEndpoint, GrantedRequest
from hub.answering.permission import authorization
from hub.answering.requests import JSON


def session_endpoint(bearer: Bearer) -> Callable[[Request], Awaitable[Response]]:
    """Answers with the officer and their rights."""
    return GrantedEndpoint(bearer, _signed_in, _of_session).__call__


async def _of_session(bearer: Bearer, request: Request) -> Grant:
    """What a session's cookie opens, be it nothing; a token opens nothing here."""
    credential = authorization(request)
    grant = await bearer.grant(credential if isinstance(credential, SessionCookie) else None)
    check(request, bearer.issuer)
    return grant


async def _signed_in(asked: GrantedRequest) -> Response:
    officer = asked.grant.officer
    body = {
        "officer": officer
        and {
            "id": str(officer.id),
            "account": officer.account,
            "name": officer.name,
            "department": officer.department,
            "divisions": list(officer.divisions),
        },
        "scopes": sorted(asked.grant.scopes),
        "expiresAt": asked.grant.expires_at,
    }
    return Response(answers.json_text(body), media_type=JSON)
