"""GraphQL over HTTP: what a request must look like before it is read as a question."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

import orjson
from starlette.requests import HTTPConnection, Request

from hub.answering import bodies
from planner.cost import within
from registry.errors import Refusal

LONGEST = 128 * 1024
"""Characters of a document; a body is held to more, since a batch comes with its variables."""
GRAPHQL = "application/graphql-response+json"
JSON = "application/json"
LANGUAGES = 500
"""Letters in which a caller says which languages are wanted."""
MOST_VALUES = 150_000
"""Values of a body: some hundred for each item of the largest batch."""
LARGE = 64 * 1024
"""Bytes of a body from which on its reading would keep others waiting."""


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


SMALL = json.JSONDecoder(parse_constant=_refuse_constant)


@dataclass(frozen=True)
class Body:
    """What a request asks: a document, which of its operations, and the variables."""

    query: str
    operation: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)
    large: bool = False


async def read(request: Request, sent: bodies.Body) -> Body:
    """The body of a POST; raises CONTENT_TYPE, what reading it raises, and what `json_of` and `body_of` do."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise Refusal("CONTENT_TYPE", type=JSON)
    text = await sent.read(request)
    return body_of(json_of(text), len(text) > LARGE)


def json_of(text: bytes) -> Any:  # whatever JSON holds
    """The value of a JSON text; raises QUERY_TOO_LARGE and BAD_JSON.

    It is read in one go, during which nobody else has a turn: what takes longer is refused before, and a large one is
    left to the faster reader, which knows no half of a surrogate pair.
    """
    within("values", text.count(b","), MOST_VALUES)
    try:
        return orjson.loads(text) if len(text) > LARGE else SMALL.decode(text.decode())
    except (ValueError, RecursionError):
        raise Refusal("BAD_JSON") from None


def body_of(body: Any, large: bool = False) -> Body:
    """The same of JSON that is read already; raises NO_BATCHES, BAD_BODY and DOCUMENT_TOO_LARGE."""
    if isinstance(body, list):
        raise Refusal("NO_BATCHES")
    known = isinstance(body, dict) and isinstance(body.get("query"), str)
    operation, variables = (body.get("operationName"), body.get("variables")) if known else (None, None)
    if not known or not isinstance(operation, str | None) or not isinstance(variables, dict | None):
        raise Refusal("BAD_BODY")
    if not isinstance(body.get("extensions"), dict | None):
        raise Refusal("BAD_BODY")
    if len(body["query"]) > LONGEST:
        raise Refusal("DOCUMENT_TOO_LARGE", most=LONGEST >> 10)
    return Body(body["query"], operation, variables or {}, large)


def media_type(request: HTTPConnection) -> str:
    """How the answer is labelled: as asked for, else as plain JSON."""
    return GRAPHQL if GRAPHQL in request.headers.get("accept", "") else JSON


def chinese(request: HTTPConnection) -> bool:
    """Whether messages are wanted in Chinese (Accept-Language)."""
    languages = request.headers.get("accept-language")
    if not languages:
        return False
    wanted = []
    for part in languages[:LANGUAGES].split(","):
        language, _, quality = part.strip().partition(";q=")
        try:
            wanted.append((-float(quality or 1), language.lower()))
        except ValueError:
            continue
    return bool(wanted) and min(wanted)[1].startswith("zh")


def stated_purpose(request: HTTPConnection) -> tuple[str, str | None] | None:
    """The header `X-Purpose: code; note`, the note percent-encoded."""
    stated = request.headers.get("x-purpose")
    if not stated:
        return None
    code, _, note = stated.partition(";")
    return (code.strip(), unquote(note.strip()) or None) if code.strip() else None
