"""GET /session: who has signed in, for the pages of the console; no token stands in it."""

import uuid

from starlette.requests import Request
from starlette.responses import Response

from auth.bearer import Bearer
from auth.browser_sessions import SessionCookie
from hub.answering import answers
from hub.answering.browser_requests import check
from hub.answering.error_masking import stopped_by
from hub.answering.observation import seen
from hub.answering.permission import authorization
from hub.answering.requests import GRAPHQL, JSON


class SessionEndpoint:
    """Answers with the officer and their rights."""

    def __init__(self, bearer: Bearer) -> None:
        self._bearer = bearer

    async def answer(self, request: Request) -> Response:
        """The officer, or the errors that stand in its place; nothing is raised."""
        request_id = uuid.uuid4().hex
        headers = {"X-Request-Id": request_id, "Cache-Control": "no-store"}
        try:
            credential = authorization(request)
            grant = await self._bearer.grant(credential if isinstance(credential, SessionCookie) else None)
            check(request, self._bearer.issuer)
        except Exception as error:
            stopped = stopped_by(error, request, request_id)
            seen(request).outcome = stopped.code
            return answers.answer(stopped.errors, stopped.status, GRAPHQL, headers | (stopped.headers or {}))
        officer = grant.officer
        body = {
            "officer": officer
            and {
                "id": str(officer.id),
                "account": officer.account,
                "name": officer.name,
                "department": officer.department,
                "divisions": list(officer.divisions),
            },
            "scopes": sorted(grant.scopes),
            "expiresAt": grant.expires_at,
        }
        return Response(answers.json_text(body), media_type=JSON, headers=headers)
