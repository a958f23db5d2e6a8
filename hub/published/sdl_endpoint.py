"""GET /schema.graphql: the graph, for whoever may reach it."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from auth.bearer import Bearer
from auth.errors import Unauthorized
from schema.compose import Graph


class SdlEndpoint:
    """Answers with the SDL."""

    def __init__(self, graph: Graph, bearer: Bearer) -> None:
        self._graph, self._bearer = graph, bearer

    async def answer(self, request: Request) -> Response:
        """The SDL as text; 401 or 503 without a token that holds, 403 without `hub:read`."""
        try:
            grant = await self._bearer.grant(request.headers.get("authorization"))
        except Unauthorized as error:
            return JSONResponse({"error": error.code}, error.status, {"WWW-Authenticate": error.challenge})
        if "hub:read" not in grant.scopes:
            return JSONResponse({"error": "insufficient_scope", "scope": "hub:read"}, 403)
        return PlainTextResponse(self._graph.sdl, media_type="text/plain; charset=utf-8")
