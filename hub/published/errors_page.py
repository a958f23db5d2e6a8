"""The page of errors, written from where they are declared."""

from hub.answering.answers import SAID, TOKENS
from registry.errors import PROBLEMS

ITEMS = {code: PROBLEMS[code] for code in sorted(PROBLEMS)}
FIELDS = {code: SAID[code] for code in sorted(SAID)}

# Said where they are found, with their numbers; a test finds here every code that is raised.
REQUESTS = {
    "BAD_BODY": ("The body is not an object with `query`.", "请求体不是包含 query 的对象。"),
    "BAD_JSON": ("The body is no JSON in UTF-8.", "请求体不是 UTF-8 编码的 JSON。"),
    "BAD_REPRESENTATION": (
        "`_entities` is asked without a __typename and key of the SDL.",
        "_entities 的参数缺少 SDL 规定的 __typename 和键。",
    ),
    "BAD_USER_INPUT": (
        "A variable or argument does not fit its type; the message names it.",
        "变量或参数与类型不符，详见提示。",
    ),
    "BODY_TOO_LARGE": ("The body is larger than 4 MiB: send smaller batches.", "请求体超过 4 MiB，请分批发送。"),
    "CONTENT_TYPE": ("Send application/json.", "请以 application/json 发送。"),
    "DOCUMENT_TOO_LARGE": ("The document is larger than 128 KiB.", "查询文档超过 128 KiB。"),
    "GRAPHQL_PARSE_FAILED": ("The document is no GraphQL; the message names the place.", "查询文档语法错误。"),
    "GRAPHQL_VALIDATION_FAILED": (
        "The document does not fit the graph; the message names the field.",
        "查询文档与数据图不符，详见提示。",
    ),
    "NO_BATCHES": ("Send one operation at a time.", "每次请只发送一个操作。"),
    "PAGE_SIZE": ("`first` is out of its range, or too many entities.", "first 超出范围，或一次请求的实体过多。"),
    "QUERY_TOO_LARGE": ("The question is too large: ask in several requests.", "查询过大，请分多次查询。"),
    "UNKNOWN_OPERATION": ("`operationName` names no operation of the document.", "operationName 不在查询文档中。"),
}
HEAD = """# Errors

Every error has a stable `code`, a message that says what to do, and a `path` where one applies. Messages are English,
or Chinese with `Accept-Language: zh-CN`; programs go by the code. What was refused has changed nothing. Written by
`scripts/errors`; words in braces are filled in.

An act (a mutation) answers with `Refused { code message path }` as a result, one for each bad item of a batch.
Everything else stands in `errors`, with the code in `extensions.code`, and there is no data. With
`Accept: application/graphql-response+json` the status tells the kind; with `application/json` a well-formed request is
answered 200.
"""

CHAPTERS = (
    (
        "Acts and arguments (办理与参数)",
        "As `Refused` in an act; in a question status 422, `TOO_MANY_EXPORTS` 429.",
        ITEMS,
    ),
    (
        "Fields and service (字段与服务)",
        "`MISSING_SCOPE`, `NOT_SHARED` and `PURPOSE_REQUIRED` come before anything is read (403). `INTERNAL` (500)\n"
        "and `TIMEOUT` (503) carry a `requestId` for the operator.",
        FIELDS,
    ),
    ("Requests (请求)", "The request is no question, or too large a one: 400, 413, 415 or 422.", REQUESTS),
    (
        "Access tokens (访问令牌)",
        "With `WWW-Authenticate`. What `/oauth/token` refuses has the codes of OAuth 2.1 (`invalid_client`,\n"
        "`invalid_scope`, `invalid_request`, `unsupported_grant_type`, `invalid_target`).",
        TOKENS,
    ),
)


def render() -> str:
    """All errors, chapter by chapter."""
    return HEAD + "".join(_chapter(title, about, said) for title, about, said in CHAPTERS)


def _chapter(title: str, about: str, said: dict[str, tuple[str, str]]) -> str:
    rows = "".join(f"| `{code}` | {en} | {zh} |\n" for code, (en, zh) in said.items())
    return f"\n## {title}\n\n{about}\n\n| code | English | 中文 |\n|---|---|---|\n{rows}"


if __name__ == "__main__":
    print(render(), end="")
