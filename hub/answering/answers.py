"""Answers: errors as GraphQL spells them, with a stable code, a place, and what to do next."""

import json
from collections.abc import Sequence
from typing import Any

from graphql import GraphQLError
from starlette.responses import Response

from hub.answering.requests import GRAPHQL
from planner.errors import Refused
from planner.rights import Problem
from registry.errors import Refusal
from registry.redaction import hidden

Error = dict[str, Any]  # as JSON has it

SAID = {
    "MISSING_SCOPE": ("{field} needs the scope {need}. Apply for it.", "{field} 需要授权范围 {need}。请申请。"),
    "NOT_SHARED": (
        "{field} shows {need}, which is not shared with your department. Ask civil affairs.",
        "{field} 涉及数据项 {need}，未共享给本部门。请联系民政部门。",
    ),
    "PURPOSE_REQUIRED": (
        "{field} needs a stated purpose: the header X-Purpose, or the argument `purpose` of `person`.",
        "{field} 须说明用途：请使用请求头 X-Purpose，或 person 的 purpose 参数。",
    ),
    "INTERNAL": (
        "Something went wrong here. Nothing was changed; give the request id to the operator.",
        "系统内部错误，未作任何更改。请将请求编号提供给运维人员。",
    ),
    "TIMEOUT": ("The question took too long. Ask for less at a time.", "查询超时。请缩小查询范围。"),
}

TOKENS = {
    "CLIENT_DISABLED": (
        "The client is disabled or has expired. Ask the administrator who approved it.",
        "账户已停用或过期，请联系批准人。",
    ),
    "INVALID_TOKEN": (
        "The access token is malformed, foreign, expired or revoked. Ask for a new one.",
        "访问令牌无效、过期或已撤销，请重新获取。",
    ),
    "MISSING_TOKEN": ("The request has no access token.", "请求未携带访问令牌。"),
    "UNAVAILABLE": (
        "The database cannot be reached now. Send the same again in a moment; no act is done twice by it.",
        "暂时无法访问数据库，请稍后原样重试；重复提交不会重复办理。",
    ),
}


def error(code: str, message: str, path: Sequence[str | int] | None = None, **extensions: object) -> Error:
    found: Error = {"message": message, "extensions": {"code": code, **extensions}}
    return {**found, "path": list(path)} if path else found


def said(code: str, chinese: bool, **values: object) -> Error:
    en, zh = {**SAID, **TOKENS}[code]
    message = (zh if chinese else en).format(**values)
    return error(code, message, requestId=values["request"]) if "request" in values else error(code, message)


def problem(found: Problem, chinese: bool) -> Error:
    """A field that may not be asked."""
    en, zh = SAID[found.code]
    message = (zh if chinese else en).format(field=found.field, need=found.need)
    return error(found.code, message, found.path, field=found.field, need=found.need)


def refusal(found: Refused | Refusal, chinese: bool) -> Error:
    path = found.path.split(".") if isinstance(found.path, str) and found.path else found.path or None
    return error(found.code, found.zh if chinese else found.en, path)


def of_graphql(found: GraphQLError, code: str) -> Error:
    """An error of the document itself; graphql-core's words, which name the place."""
    return {**found.formatted, "message": hidden(found.message), "extensions": {"code": code}}


def answer(errors: Sequence[Error], status: int, media_type: str, headers: dict[str, str] | None = None) -> Response:
    """A refusal before execution: no data. Under application/json a well-formed request is answered 200."""
    shown = (
        status
        if media_type == GRAPHQL or status in (401, 413, 415, 405, 503)
        else 200
        if status in (403, 422)
        else status
    )
    # What was wrong may be quoted, and may be half a surrogate: orjson would refuse to say so.
    body = json.dumps({"errors": errors}, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")
    return Response(body, shown, media_type=media_type, headers=headers)
