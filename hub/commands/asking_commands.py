"""The commands of a client: a token, a question, a whole list, a list to be filled in (令牌、查询、导出、反馈表)."""

import json
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from hub.commands.client_session import ClientSession, Port, Secret, Url, Var, as_client, at, issued
from hub.commands.remote_hub import FORMATS, Asked, TargetsAsked
from hub.commands.said_session import said_session
from hub.commands.whole_file import WholeFile
from registry.errors import Refusal

Document = Annotated[str, typer.Argument(help="The GraphQL document; - reads it from standard input (查询).")]
Link = Annotated[
    bool,
    typer.Option(
        "--link", help="Print a link that fetches it once within ten minutes, without a token (生成下载链接)."
    ),
]
Variables = Annotated[str, typer.Argument(help="Its variables, a JSON object (变量).")]


def token(
    client: Annotated[
        str,
        typer.Argument(
            envvar="AIDHUB_CLIENT", help="A client of the demonstration, as housing; or a client id (账户)."
        ),
    ],
    scope: Annotated[list[str] | None, typer.Option(help="A scope; all of the client's if none (授权范围).")] = None,
    secret: Secret = "",
    url: Url = "",
    port: Port = 8000,
    var: Var = Path("var"),
) -> None:
    """Print an access token, good for five minutes: export AIDHUB_TOKEN="$(aidhub token housing)" (获取令牌)."""
    with said_session():
        print(issued(at(url, port), client, var, secret, scope))


@as_client
def ask(
    session: ClientSession,
    document: Document,
    variables: Variables = "{}",
    only: Annotated[
        str, typer.Option(help="Print this of the data alone, as household.members.0.person.id (只取一值).")
    ] = "",
    cost: Annotated[bool, typer.Option("--cost", help="Print what it cost as well (同时显示查询代价).")] = False,
) -> None:
    """Ask the graph and print its answer; status 1 where it holds errors (查询)."""
    answer = session.hub.ask(_asked(session, document, variables))
    refused = bool(answer.get("errors"))
    if not cost:
        answer.pop("extensions", None)
    if only and not refused:
        picked = _picked(answer.get("data"), only)
        print(picked if isinstance(picked, str) else json.dumps(picked, ensure_ascii=False))
    else:
        print(json.dumps(answer, ensure_ascii=False, indent=2), file=sys.stderr if only else sys.stdout)
    if refused:
        raise typer.Exit(1)


@as_client
def export(
    session: ClientSession,
    document: Document,
    variables: Variables = "{}",
    table: Annotated[bool, typer.Option("--csv", help="The same as --format csv (导出为 CSV 表格).")] = False,
    form: Annotated[
        str, typer.Option("--format", help="ndjson, csv, parquet or xlsx; that of --out if not said (导出格式).")
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", "-o", help="Where to; standard output if none (保存为).")] = None,
    link: Link = False,
) -> None:
    """Take a whole list out, a line or row for each node; status 1 unless all of it came (导出)."""
    wanted = form or ("csv" if table else out.suffix.removeprefix(".") if out else "ndjson")
    if wanted not in FORMATS:
        raise typer.BadParameter(f"{wanted} is none of {', '.join(FORMATS)}")
    if link:
        print(session.hub.link("/export", _asked(session, document, variables), wanted))
        return
    pieces = session.hub.export(_asked(session, document, variables), wanted)
    if out:
        with WholeFile(out.parent, out) as file:
            for piece in pieces:
                file.write(piece)
            file.put(out)
        return
    try:
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read has read enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(1) from None


@as_client
def workbook(
    session: ClientSession,
    programme: Annotated[str, typer.Argument(help="The programme's number or code, as ZJ-03 (项目编号).")],
    division: Annotated[str, typer.Option(help="In and below this division, twelve digits (行政区划代码).")],
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="Where to; its own name in this folder if none (保存为).")
    ] = None,
    certainty: Annotated[
        str, typer.Option(help="MET, or UNKNOWN for those whom a missing fact alone keeps out (确定程度).")
    ] = "MET",
    link: Link = False,
) -> None:
    """Take a list of targets as a workbook to fill in and send back; clear names need a purpose (导出反馈表)."""
    asked = TargetsAsked(session.token, programme, division, certainty, session.purpose, session.language)
    if link:
        print(session.hub.link("/files/targets", asked))
        return
    with WholeFile(out.parent if out else Path(), out or Path.cwd()) as file:
        name = session.hub.workbook(asked, file)
        file.put(out or Path(name))
    print(out or name)


def _asked(session: ClientSession, document: str, variables: str) -> Asked:
    """The question; raises NO_VARIABLES."""
    try:
        given = json.loads(variables)
    except ValueError:
        given = None
    if not isinstance(given, dict):
        raise Refusal("NO_VARIABLES")
    token = session.token
    return Asked(token, sys.stdin.read() if document == "-" else document, given, session.purpose, session.language)


def _picked(data: Any, path: str) -> Any:  # whatever the graph answers
    for step in path.split("."):
        try:
            data = data[int(step) if isinstance(data, list) else step]
        except (KeyError, IndexError, ValueError, TypeError):
            raise Refusal("NOT_IN_THE_ANSWER", value=path) from None
    return data
