"""The commands of a client: a token, a question, a whole list, a list to be filled in (令牌、查询、导出、反馈表)."""

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Annotated, Any, BinaryIO, cast

import typer

from hub.commands.command_session import said_session
from hub.commands.remote_hub import Asked, Known, RemoteHub, TargetsAsked, known
from registry.errors import Refusal

Url = Annotated[
    str, typer.Option(envvar="AIDHUB_URL", help="Where the hub is; on this machine at PORT if not said (平台地址).")
]
Var = Annotated[Path, typer.Option(envvar="AIDHUB_VAR", help="Where the demonstration keeps its clients (数据目录).")]
As = Annotated[
    str, typer.Option("--as", envvar="AIDHUB_CLIENT", help="Take a token for this client, as `token` does (以账户).")
]
Token = Annotated[str, typer.Option(envvar="AIDHUB_TOKEN", help="The token, as `token` gave it (访问令牌).")]
Purpose = Annotated[str, typer.Option(envvar="AIDHUB_PURPOSE", help="What for, where a clear name is asked (用途).")]
Language = Annotated[str, typer.Option(envvar="AIDHUB_LANGUAGE", help="zh-CN for Chinese words (语言).")]
Document = Annotated[str, typer.Argument(help="The GraphQL document; - reads it from standard input (查询).")]
Variables = Annotated[str, typer.Argument(help="Its variables, a JSON object (变量).")]
Port = Annotated[int, typer.Option(envvar="PORT", help="The hub's port on this machine (端口).")]


def token(
    client: Annotated[str, typer.Argument(help="A client of the demonstration, as housing; or a client id (账户).")],
    scope: Annotated[list[str] | None, typer.Option(help="A scope; all of the client's if none (授权范围).")] = None,
    secret: Annotated[
        str, typer.Option(envvar="AIDHUB_CLIENT_SECRET", help="The secret of a client id (账户密钥).")
    ] = "",
    url: Url = "",
    port: Port = 8000,
    var: Var = Path("var"),
) -> None:
    """Print an access token, good for five minutes: export AIDHUB_TOKEN="$(aidhub token housing)" (获取令牌)."""
    with said_session():
        print(_token(RemoteHub(url or here(port)), client, var, secret, scope or []))


def ask(
    document: Document,
    variables: Variables = "{}",
    only: Annotated[
        str, typer.Option(help="Print this of the data alone, as household.members.0.person.id (只取一值).")
    ] = "",
    cost: Annotated[bool, typer.Option("--cost", help="Print what it cost as well (同时显示查询代价).")] = False,
    client: As = "",
    token: Token = "",
    purpose: Purpose = "",
    language: Language = "",
    url: Url = "",
    port: Port = 8000,
    var: Var = Path("var"),
) -> None:
    """Ask the graph and print its answer; status 1 where it holds errors (查询)."""
    with said_session():
        hub = RemoteHub(url or here(port))
        answer = hub.ask(_asked(hub, document, variables, client, token, var, purpose, language))
    refused = bool(answer.get("errors"))
    if not cost:
        answer.pop("extensions", None)
    if only and not refused:
        with said_session():
            picked = _picked(answer.get("data"), only)
        print(picked if isinstance(picked, str) else json.dumps(picked, ensure_ascii=False))
    else:
        print(json.dumps(answer, ensure_ascii=False, indent=2), file=sys.stderr if only else sys.stdout)
    if refused:
        raise typer.Exit(1)


def export(
    document: Document,
    variables: Variables = "{}",
    table: Annotated[bool, typer.Option("--csv", help="As a table for spreadsheets (导出为 CSV 表格).")] = False,
    client: As = "",
    token: Token = "",
    purpose: Purpose = "",
    language: Language = "",
    url: Url = "",
    port: Port = 8000,
    var: Var = Path("var"),
) -> None:
    """Take a whole list out, a line for each node; status 1 unless all of it came (导出)."""
    with said_session():
        hub = RemoteHub(url or here(port))
        try:
            for line in hub.lines(_asked(hub, document, variables, client, token, var, purpose, language), table):
                sys.stdout.buffer.write(line)
            sys.stdout.flush()
        except BrokenPipeError:  # whoever read has read enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            raise typer.Exit(1) from None


def workbook(
    programme: Annotated[str, typer.Argument(help="The programme's number or code, as ZJ-03 (项目编号).")],
    division: Annotated[str, typer.Option(help="In and below this division, twelve digits (行政区划代码).")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to; its own name in this folder if none (保存为).")
    ] = None,
    certainty: Annotated[
        str, typer.Option(help="MET, or UNKNOWN for those whom a missing fact alone keeps out (确定程度).")
    ] = "MET",
    client: As = "",
    token: Token = "",
    purpose: Purpose = "",
    language: Language = "",
    url: Url = "",
    port: Port = 8000,
    var: Var = Path("var"),
) -> None:
    """Take a list of targets as a workbook to fill in and send back; clear names need a purpose (导出反馈表)."""
    with said_session():
        hub = RemoteHub(url or here(port))
        held = held_token(hub, client, token, var)
        asked = TargetsAsked(held, programme, division, certainty, purpose, language)
        with tempfile.NamedTemporaryFile(dir=out.parent if out else Path(), delete=False) as file:
            part = Path(file.name)
            try:
                name = hub.workbook(asked, cast(BinaryIO, file))
            except BaseException:
                part.unlink()
                raise
        part.replace(out or name)
        print(out or name)


def held_token(hub: RemoteHub, client: str, token: str, var: Path) -> str:
    """The token to go by; raises NO_TOKEN_AT_HAND."""
    held = _token(hub, client, var, "", []) if client else token
    if not held:
        raise Refusal("NO_TOKEN_AT_HAND")
    return held


def _asked(
    hub: RemoteHub, document: str, variables: str, client: str, token: str, var: Path, purpose: str, language: str
) -> Asked:
    try:
        given = json.loads(variables)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise Refusal("NO_VARIABLES")
    held = held_token(hub, client, token, var)
    text = sys.stdin.read() if document == "-" else document
    return Asked(held, text, given, purpose, language)


def _token(hub: RemoteHub, client: str, var: Path, secret: str, scopes: list[str]) -> str:
    one = Known(client, secret, tuple(scopes)) if secret else known(var / "demo" / "clients.json", client)
    return hub.token(one.client_id, one.secret, scopes or one.scopes)


def here(port: int) -> str:
    """Where a hub of this machine is."""
    return f"http://127.0.0.1:{port}"


def _picked(data: Any, path: str) -> Any:  # whatever the graph answers
    for step in path.split("."):
        try:
            data = data[int(step) if isinstance(data, list) else step]
        except (KeyError, IndexError, ValueError, TypeError):
            raise Refusal("NOT_IN_THE_ANSWER", value=path) from None
    return data
