"""The figures of the invented province beside what they lean on, as a running demonstration answers them."""

import json
import sys
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "demonstration.md"
SHARES = ROOT / "hub" / "population" / "shares.toml"
BEGINS, ENDS = "<!-- figures -->\n", "<!-- /figures -->\n"
SHANDONG = 0.75 / 1.92
"""Warnings in the first year for each person of Shandong's platform, as the press tells."""

# What an answer holds is only known once it has been read.
Json = Mapping[str, Any]


def render(answer: Json, shares: Json) -> Iterator[str]:
    """The tables of the page."""
    rules = answer["warningRules"]
    yield from _warnings(rules, answer)
    yield "## Kinds of household\n\n| kind | of all persons | rural | under 18 | 60 and over | disabled | leans on |\n"
    yield "|---|---:|---:|---:|---:|---:|---|\n"
    for kind in shares["kind"]:
        of = " | ".join(_percent(kind[name]) for name in ("persons", "rural", "minor", "old", "disabled"))
        yield f"| {kind['name']} | {of} | {kind['source']} |\n"
    yield "\n## Programmes\n\n`coverage`: whom the rules find, and how many have help.\n\n"
    yield "| programme | due | helped | to be given |\n|---|---:|---:|---:|\n"
    for one in answer["coverage"]:
        programme = one["programme"]
        counts = f"{_few(one['targets'])} | {_few(one['helped'])} | {_percent(shares['coverage'][programme['number']])}"
        yield f"| {programme['number']} {programme['name']} | {counts} |\n"


def _warnings(rules: list[Json], answer: Json) -> Iterator[str]:
    raised, persons = sum(rule["raised"] for rule in rules), answer["persons"]
    yield f"## Warnings\n\n{raised:,} warnings of {persons:,} persons: {raised / persons:.2f} a person. In Shandong "
    yield f"it was {SHANDONG:.2f} in the first year (750,000 of 1.92 million persons: 新黄河).\n\n"
    yield "| rule | raised | waiting | right | decided otherwise | wrong | right ÷ decided |\n"
    yield "|---|---:|---:|---:|---:|---:|---:|\n"
    for rule in rules:
        if rule["raised"]:
            numbers = (rule[name] for name in ("raised", "open", "confirmed", "decidedOtherwise", "falsePositives"))
            precision = "–" if rule["precision"] is None else f"{rule['confirmed']} of {rule['decided']}"
            yield f"| {rule['meaning']} | {' | '.join(map(str, numbers))} | {precision} |\n"
    yield "\n"


def _percent(share: float) -> str:
    return f"{share:.1%}".replace(".0%", "%")


def _few(count: int | None) -> str:
    return "few" if count is None else f"{count:,}"


def write(tables: str) -> None:
    """Put them between the marks of the page."""
    before, rest = PAGE.read_text("utf-8").split(BEGINS)
    _, after = rest.split(ENDS)
    PAGE.write_text(f"{before}{BEGINS}{tables}{ENDS}{after}", "utf-8")


if __name__ == "__main__":
    persons, answer = int(sys.argv[1]), json.load(sys.stdin)["data"]
    write("".join(render({**answer, "persons": persons}, tomllib.loads(SHARES.read_text("utf-8")))))
