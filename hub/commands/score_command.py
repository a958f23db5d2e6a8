"""The command that prints the scorecard of sources as a client sees it (数据来源质量评价)."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer

from hub.commands.client_session import ClientSession, as_client
from hub.commands.remote_hub import Asked
from registry.errors import Refusal
from registry.reference.calendar import ZONE

SCORES = """query ($since: Date!, $until: Date, $by: SupervisionLevel!, $division: String, $source: String,
    $after: String) {
  sourceScores(since: $since, until: $until, by: $by, division: $division, source: $source, after: $after) {
    pageInfo { hasNextPage endCursor }
    nodes { division { code name } department { code name } source received taken unchanged refused odd clean late
      meanAgeDays rules { code severity count } columns { name told share } } } }"""
DAYS = 31
HEADINGS = ("地区", "部门", "来源", "接收", "入库", "无变化", "退回", "提示", "合格率", "超期")
RULES = 5
"""Of the rules that were met those that were met most are printed."""

Since = Annotated[str, typer.Option(help="From this day on; the last 31 days if not said (起始日期).")]
Until = Annotated[str, typer.Option(help="To this day (截止日期).")]
By = Annotated[str, typer.Option(help="PROVINCE, CITY, COUNTY, TOWNSHIP or VILLAGE (层级).")]
DivisionOption = Annotated[str, typer.Option("--division", help="In and below this division (行政区划代码).")]
SourceOption = Annotated[str, typer.Option("--source", help="Only this source (数据来源).")]
Json = Annotated[bool, typer.Option("--json", help="Print all that is told as JSON, a line for each (以 JSON 输出).")]


@as_client
def score(
    session: ClientSession,
    since: Since = "",
    until: Until = "",
    by: By = "COUNTY",
    division: DivisionOption = "",
    source: SourceOption = "",
    as_json: Json = False,
) -> None:
    """Print what came of the rows of each source, by place (数据来源质量评价)."""
    first = since or (datetime.now(ZONE).date() - timedelta(days=DAYS)).isoformat()
    asked = {"since": first, "until": until, "by": by, "division": division, "source": source}
    if not as_json:
        print("  ".join(HEADINGS))
    for one in _scores(session, {name: value for name, value in asked.items() if value}):
        print(json.dumps(one, ensure_ascii=False) if as_json else "\n".join(_lines(one)))


def _scores(session: ClientSession, asked: dict[str, str]) -> Iterator[dict[str, Any]]:
    """All of them, page by page; raises SCORES_REFUSED with what the hub says."""
    after: str | None = None
    while True:
        answer = session.hub.ask(Asked(session.token, SCORES, {**asked, "after": after}, language=session.language))
        if errors := answer.get("errors"):
            code = errors[0].get("extensions", {}).get("code", "")
            raise Refusal("SCORES_REFUSED", value=code, detail=str(errors[0].get("message", "")))
        page = answer["data"]["sourceScores"]
        yield from page["nodes"]
        if not page["pageInfo"]["hasNextPage"]:
            return
        after = page["pageInfo"]["endCursor"]


def _lines(one: dict[str, Any]) -> Iterator[str]:
    """A line of counts, and one for each of the rules that were met most."""
    counts = [str(one[name]) for name in ("received", "taken", "unchanged", "refused", "odd")]
    clean = "–" if one["clean"] is None else f"{one['clean']:.1%}"
    yield "  ".join(
        (one["division"]["name"], one["department"]["name"], one["source"], *counts, clean, str(one["late"]))
    )
    for rule in one["rules"][:RULES]:
        yield f"    {rule['code']}  {rule['count']}"
