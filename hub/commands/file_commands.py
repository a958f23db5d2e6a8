"""The command that hands a file in, waits for its last row, and brings back what is wrong in it (报送文件)."""

import json
import time
from pathlib import Path
from typing import Annotated, Any

import typer

from hub.commands.client_session import ClientSession, as_client
from hub.commands.remote_hub import Asked
from hub.commands.said_session import say
from hub.commands.whole_file import WholeFile
from hub.progress import shown
from registry.errors import Refusal, Words

PAUSE = 0.5
"""Seconds between two looks at how far it has come."""
SOME_REFUSED, ALL_REFUSED, UNKNOWN = 1, 2, 3
"""Exit codes: some rows were refused; the file as a whole, or what was left of it; what became of it is not known."""
FORMS = (".csv", ".xlsx")
STAND = """query ($id: ID!) { import(id: $id) { id state name checkOnly of done accepted replayed refused skipped
  warned failure { code message } } }"""

File = Annotated[Path, typer.Argument(help="A CSV, an .xlsx, or a zip that holds one (文件).")]
Source = Annotated[str, typer.Option(help="Which of the department's sources it is of (数据来源).")]
Check = Annotated[bool, typer.Option("--check", help="Only check it; nothing is taken in (仅核对).")]
Again = Annotated[
    bool, typer.Option("--again", help="Work it through even if the same was taken in before (重新办理相同文件).")
]
Errors = Annotated[
    Path | None, typer.Option(help="Where what is wrong goes; beside the file if not said (错误文件保存为).")
]
Json = Annotated[bool, typer.Option("--json", help="Print what became of it as JSON (以 JSON 输出).")]


@as_client
def ingest(
    session: ClientSession,
    file: File,
    source: Source = "feedback",
    check: Check = False,
    again: Again = False,
    errors: Errors = None,
    as_json: Json = False,
) -> None:
    """Hand a file in and wait for its last row (报送文件).

    Status 0 where all rows were taken in, 1 where some were refused, 2 where the file was, 3 where nobody knows.
    """
    query = {"source": source, "check": str(check).lower(), "again": str(again).lower()}
    failure = None
    try:
        out = _error_file(file, errors)
        handed_in = session.hub.hand_in(session.token, file, query, session.language)
        told = {name: handed_in[name] for name in ("known", "receivedAt") if name in handed_in}
        stand = _worked(session, handed_in["import"]) | told
        if stand["refused"] or stand["warned"]:
            failure = _unwritten(session, stand, out)
        if stand["state"] != "DONE":
            failure = _failure(session, stand)
    except Refusal as refusal:
        failure = refusal
        stand = {"name": file.name, "state": "REFUSED" if refusal.code == "FILE_REFUSED" else "UNKNOWN"}
    if failure:
        say(failure)
        stand["failure"] = {"code": _code(failure), "en": failure.en, "zh": failure.zh}
    if as_json:
        print(json.dumps(stand, ensure_ascii=False))
    elif "id" in stand:
        print(_summary(stand))
    raise typer.Exit(_status(stand))


def _code(failure: Refusal) -> str:
    return str(failure.values["value"]) if failure.code == "FILE_REFUSED" else failure.code


def _status(stand: dict[str, Any]) -> int:
    if stand["state"] == "DONE":
        return SOME_REFUSED if stand["refused"] else 0
    return UNKNOWN if stand["state"] == "UNKNOWN" else ALL_REFUSED


def _error_file(file: Path, named: Path | None) -> Path:
    """Where what is wrong is written; raises NO_FILE, BAD_ERROR_FILE and FILE_UNWRITABLE before anything is sent."""
    if not file.is_file():
        raise Refusal("NO_FILE", value=str(file))
    if named is None:
        return file.with_suffix(".errors.xlsx" if file.suffix.lower() == ".xlsx" else ".errors.csv")
    if named.suffix not in FORMS:
        raise Refusal("BAD_ERROR_FILE", value=str(named))
    with WholeFile(named.parent, named):
        return named


def _stand(session: ClientSession, id: str, language: str | None = None) -> dict[str, Any]:
    """How far an import has come; raises FILE_REFUSED where it is not told any more."""
    answer = session.hub.ask(Asked(session.token, STAND, {"id": id}, language=language or session.language))
    found = (answer.get("data") or {}).get("import")
    if not found:
        first = (answer.get("errors") or [{}])[0]
        raise Refusal("FILE_REFUSED", value="import", detail=str(first.get("message", "")))
    stand: dict[str, Any] = found
    return stand


def _worked(session: ClientSession, id: str) -> dict[str, Any]:
    """The import once it has ended; how far it has come is shown until then."""
    while (stand := _stand(session, id))["of"] is None and _open(stand):
        time.sleep(PAUSE)
    with shown(stand["of"] or 0, "rows") as tell:
        while _open(stand):
            tell(stand["done"])
            time.sleep(PAUSE)
            stand = _stand(session, id)
        tell(stand["done"])
    return stand


def _unwritten(session: ClientSession, stand: dict[str, Any], out: Path) -> Refusal | None:
    """Bring back what is wrong in it; why that cannot be written: what became of the rows is told all the same."""
    try:
        session.hub.errors_of(session.token, stand["id"], out)
    except Refusal as refusal:
        if refusal.code != "FILE_UNWRITABLE":
            raise
        return refusal
    stand["errors"] = str(out)
    return None


def _failure(session: ClientSession, stand: dict[str, Any]) -> Refusal:
    """Why it was not worked through to its end, in both languages: the graph answers in one."""
    if stand["state"] == "CANCELLED":
        return Refusal("IMPORT_CALLED_OFF")
    en, zh = (_stand(session, stand["id"], language)["failure"]["message"] for language in ("en", "zh-CN"))
    return Refusal("FILE_REFUSED", value=stand["failure"]["code"], detail=Words(en, zh))


def _open(stand: dict[str, Any]) -> bool:
    return stand["state"] in ("WAITING", "RUNNING")


def _known(stand: dict[str, Any]) -> tuple[str, str]:
    """That nothing was done now, in a line of each language."""
    name, at = stand["name"], stand["receivedAt"]
    return (
        f"{name}: the same file was handed in before ({at}), and nothing was done now; what came of it then follows."
        " --again works it through once more.",
        f"{name}：同一文件此前已提交（{at}），本次未重复办理，以下为当时的办理结果。如需重新办理，请加 --again。",
    )


def _summary(stand: dict[str, Any]) -> str:
    """What became of it, in a line of each language."""
    taken, zh = ("would be taken in", "可接收") if stand["checkOnly"] else ("taken in", "接收")
    accepted, replayed, refused, skipped = (stand[name] for name in ("accepted", "replayed", "refused", "skipped"))
    lines = [*_known(stand)] if stand["known"] else []
    lines += [
        f"{stand['name']}: {stand['done']} rows: {accepted} {taken}, {replayed} known already, {refused} refused,"
        f" {skipped} with nothing to report.",
        f"{stand['name']}：共 {stand['done']} 行：{zh} {accepted} 行，重复提交 {replayed} 行，退回 {refused} 行，"
        f"未填报 {skipped} 行。",
    ]
    if stand["warned"]:
        lines.append(
            f"{stand['warned']} of those taken in or known are odd (提示 {stand['warned']} 行，已接收，请核对)."
        )
    if "errors" in stand:
        lines.append(f"What is wrong (错误明细): {stand['errors']}")
    return "\n".join(lines)
