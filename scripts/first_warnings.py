"""The first lines of an officer's morning, as a running demonstration answers them, written into docs/monitoring.md."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "monitoring.md"
BEGINS, ENDS = "<!-- first-warnings -->\n", "<!-- /first-warnings -->\n"
HEAD = "| | household | where | rank | worst warning | beside it |\n|---|---|---|---|---|---|\n"

# What an answer holds is only known once it has been read.
Json = Mapping[str, Any]


def render(answer: Json) -> Iterator[str]:
    """The lines of the table, one for each household."""
    yield HEAD
    for place, node in enumerate(answer["earlyWarnings"]["nodes"], 1):
        household, (worst, *others) = node["household"], node["warnings"]
        beside = "、".join(dict.fromkeys(name for other in others for name in _numbers(other)))
        where = household["division"]["name"]
        yield f"| {place} | {household['number']} | {where} | {node['rank']} | {_named(worst)} | {beside} |\n"


def _named(warning: Json) -> str:
    programmes = "、".join(f"{one['number']} {one['name']}" for one in warning["programmes"])
    return f"{warning['meaning']}：{programmes}" if programmes else str(warning["meaning"])


def _numbers(warning: Json) -> list[str]:
    return [one["number"] for one in warning["programmes"]] or [str(warning["meaning"])]


def write(lines: str) -> None:
    """Put them between the marks of the page."""
    before, rest = PAGE.read_text("utf-8").split(BEGINS)
    _, after = rest.split(ENDS)
    PAGE.write_text(f"{before}{BEGINS}{lines}{ENDS}{after}", "utf-8")


if __name__ == "__main__":
    write("".join(render(json.load(sys.stdin)["data"])))
