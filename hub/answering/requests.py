"""GraphQL over HTTP: what a request must look like before it is read as a question."""

import json
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from starlette.requests import HTTPConnection, Request

# A batch of 1,000 items comes with its variables; the document alone is held to less.
LARGEST = 4 * 1024 * 1024
LONGEST = 128 * 1024
GRAPHQL = "application/graphql-response+json"
JSON = "application/json"


class BadRequest(Exception):
    """A request that is no question: its status, a stable code, and what to do, in both languages."""

    def __init__(self, status: int, code: str, en: str, zh: str) -> None:
        super().__init__(f"{code}: {en}")
        self.status, self.code, self.en, self.zh = status, code, en, zh


@dataclass(frozen=True)
class Body:
    """What a request asks: a document, which of its operations, and the variables."""

    query: str
    operation: str | None = None
    variables: dict[str, Any] = field(default_factory=dict)


async def read(request: Request) -> Body:
    """The body of a POST; raises BadRequest."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != JSON:
        raise BadRequest(415, "CONTENT_TYPE", f"Send {JSON}.", f"请以 {JSON} 发送请求。")
    return body_of(_json(await _read(request)))


async def _read(request: Request) -> bytes:
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise BadRequest(
                413,
                "BODY_TOO_LARGE",
                "A request holds at most 4 MiB: send smaller batches.",
                "请求体不得超过 4 MiB，请分批发送。",
            )
    return bytes(body)


def _json(body: bytes) -> Any:  # whatever JSON holds
    try:
        return json.loads(body.decode(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError):
        raise BadRequest(400, "BAD_JSON", "The body is no JSON in UTF-8.", "请求体不是 UTF-8 编码的 JSON。") from None


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


def body_of(body: Any) -> Body:
    """The same of JSON that is read already; raises BadRequest."""
    if isinstance(body, list):
        raise BadRequest(400, "NO_BATCHES", "Send one operation at a time.", "每次请只发送一个操作。")
    known = isinstance(body, dict) and isinstance(body.get("query"), str)
    operation, variables = (body.get("operationName"), body.get("variables")) if known else (None, None)
    if not known or not isinstance(operation, str | None) or not isinstance(variables, dict | None):
        raise BadRequest(
            400,
            "BAD_BODY",
            "The body is an object with `query`, and if needed `operationName` and `variables`.",
            "请求体应为包含 query 以及可选 operationName、variables 的对象。",
        )
    if len(body["query"]) > LONGEST:
        raise BadRequest(413, "DOCUMENT_TOO_LARGE", "A document holds at most 128 KiB.", "查询文档不得超过 128 KiB。")
    return Body(body["query"], operation, variables or {})


def media_type(request: HTTPConnection) -> str:
    """How the answer is labelled: as asked for, else as plain JSON."""
    return GRAPHQL if GRAPHQL in request.headers.get("accept", "") else JSON


def chinese(request: HTTPConnection) -> bool:
    """Whether messages are wanted in Chinese (Accept-Language)."""
    wanted = []
    for part in request.headers.get("accept-language", "").split(","):
        language, _, quality = part.strip().partition(";q=")
        try:
            wanted.append((-float(quality or 1), language.lower()))
        except ValueError:
            continue
    return bool(wanted) and min(wanted)[1].startswith("zh")


def stated_purpose(request: HTTPConnection) -> tuple[str, str | None] | None:
    """The header `X-Purpose: code; note`, the note percent-encoded."""
    code, _, note = request.headers.get("x-purpose", "").partition(";")
    return (code.strip(), unquote(note.strip())[:500] or None) if code.strip() else None
