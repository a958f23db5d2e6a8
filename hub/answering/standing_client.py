"""A standing client: one on whose behalf the hub itself asks the graph, with the rights that the client has then."""

from collections.abc import Mapping
from typing import Any

import orjson

from auth.bearer import Bearer
from auth.grants import Grant
from hub.answering.error_masking import Stopped
from hub.answering.questions import Questions, Said
from hub.answering.requests import Body
from policy.sharing import TABLE
from registry.errors import Refusal


class StandingClient:
    """Asks as the client would at /graphql: under its slice, columns and purpose, and each answer in the access log."""

    def __init__(self, questions: Questions, bearer: Bearer, client_id: str, purpose: str, name: str) -> None:
        self._questions, self._bearer = questions, bearer
        self._client_id, self._purpose, self._name = client_id, purpose, name

    async def grant(self) -> Grant:
        """What the client may do now; raises CLIENT_DISABLED, and what keeps the registry of clients away."""
        try:
            return await self._bearer.standing_grant(self._client_id)
        except Refusal as refusal:
            if refusal.code == "UNAVAILABLE" and refusal.__cause__:
                raise refusal.__cause__ from None
            raise

    async def cost(self, document: str, variables: Mapping[str, Any]) -> int:
        """What it costs; raises QUERY_TOO_LARGE."""
        checked = await self._questions.document(await self.grant(), document)
        return self._questions.afford(checked, Body(document, None, dict(variables))).whole

    async def ask(self, document: str, variables: Mapping[str, Any], request: str) -> Any:
        """The data of the answer; raises DELIVERY_REFUSED with what the graph says."""
        grant = await self.grant()
        said = Said((self._purpose, None) if self._purpose else None, way=TABLE)
        try:
            checked = await self._questions.document(grant, document)
            body = Body(document, None, dict(variables))
            question = await self._questions.prepare_said(said, grant, checked, body, request)
            question.context.patient = question.context.may_lag = True
            answer = orjson.loads(await self._questions.answer(question))
        except Stopped as stopped:
            raise self._refused(stopped.errors[0]) from None
        if "errors" in answer:
            raise self._refused(answer["errors"][0])
        return answer["data"]

    def _refused(self, error: Mapping[str, Any]) -> Refusal:
        code = error.get("extensions", {}).get("code", "")
        return Refusal("DELIVERY_REFUSED", name=self._name, value=code, detail=str(error.get("message", "")))
