"""Answers: a refusal as GraphQL spells it, with a stable code, a place, and what to do next."""

import json
from collections.abc import Sequence
from typing import Any

from graphql import GraphQLError
from starlette.responses import Response

from hub.answering.graphql_words import in_chinese
from hub.answering.requests import GRAPHQL
from planner.rights import Problem
from registry.errors import Refusal, sayable
from registry.redaction import cut

Error = dict[str, Any]  # as JSON has it

LONGEST = 1000
"""Letters of what graphql-core says: it quotes what was sent, however long that is."""
EXTENSIONS = {"field": "field", "need": "need", "request": "requestId"}
"""What of a refusal's values stands in `extensions` too, for programs."""


def of_refusal(refusal: Refusal, chinese: bool) -> Error:
    """The error in `errors`, at its field or else at the place in what was handed in."""
    shown = {name: refusal.values[value] for value, name in EXTENSIONS.items() if value in refusal.values}
    error: Error = {"message": refusal.words(chinese), "extensions": {"code": refusal.code, **shown}}
    path = refusal.field or tuple(filter(None, refusal.path.split(".")))
    return {**error, "path": list(path)} if path else error


def of_problem(problem: Problem) -> Refusal:
    """A field that may not be asked: MISSING_SCOPE, NOT_SHARED or PURPOSE_REQUIRED."""
    return Refusal(problem.code, field=problem.field, need=problem.need).at(problem.path)


def of_graphql(error: GraphQLError, code: str, chinese: bool = False) -> Error:
    """An error of the document itself; graphql-core's words, which name the place, or the same in Chinese."""
    said = cut(error.message, LONGEST)
    message = sayable(in_chinese(said) if chinese else said)
    return {**error.formatted, "message": message, "extensions": {"code": code}}


def json_text(body: object) -> bytes:
    """The JSON text of what tells of an error: half a surrogate may be quoted, of which orjson would not tell."""
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def answer(
    errors: Sequence[Error],
    status: int,
    media_type: str,
    headers: dict[str, str] | None = None,
    well_formed: bool = False,
) -> Response:
    """A refusal before execution: no data. Under application/json a well-formed request is answered 200.

    What is not about the question keeps its status: a token that does not hold, too much at a time, what went wrong.
    """
    plain = media_type != GRAPHQL and (status in (403, 422) or (well_formed and status == 400))
    shown = 200 if plain else status
    return Response(json_text({"errors": errors}), shown, media_type=media_type, headers=headers)
