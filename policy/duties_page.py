"""The page of duties: every sentence of sections 一, 二 and 四, part by part, beside what carries it out."""

import sys
from collections.abc import Iterator
from pathlib import Path

from policy.catalogue import Catalogue, load
from policy.citations import compact
from policy.duties import Duty, by_sentence, check, names
from policy.sentences import acting

HEAD = """\
# Duties 职责分解

Every sentence of sections 一, 二 and 四 of 甘政办发〔2023〕92号, part by part: where the hub carries it out, and what
is left to offices. Section 三 stands in [programmes](programmes.md#sentence-by-sentence-逐句对照).
Written by `scripts/catalogue` from `policy/duties.toml`; a test finds every word of these sentences in a part.

Names in `code` are fields of the graph; rules, procedures and lists stand in [monitoring](monitoring.md).
"""
KINDS = {"categories": "类别", "programmes": "项目", "rules": "规则", "procedures": "程序", "lists": "名单"}
QUOTED = {"RULE": "rules", "PROCEDURE": "procedures", "LIST": "lists"}
OFFICE = "left to offices 由部门办理"


def render(catalogue: Catalogue) -> str:
    """The page in English and Chinese."""
    check(catalogue)
    return "\n".join(
        [HEAD, *(line for sentence, parts in by_sentence() for line in _sentence(catalogue, sentence, parts))]
    )


def _sentence(catalogue: Catalogue, sentence: str, parts: list[Duty]) -> Iterator[str]:
    yield f"> {sentence}\n> — {parts[0].cites if parts else ''}\n"
    for duty in parts:
        yield f"- **{duty.quote}**<br>{'<br>'.join(_carried_out(catalogue, duty))}"
    yield ""


def _carried_out(catalogue: Catalogue, duty: Duty) -> Iterator[str]:
    named = {kind: list(codes) for kind, codes in duty.named.items()}
    for kind, code in _who_quote(catalogue, duty):
        if code not in named[kind]:
            named[kind].append(code)
    told = [f"`{name}`" for name in duty.graph]
    zh = names(catalogue)
    told += [f"{KINDS[kind]} {code} {zh[kind][code]}" for kind, codes in named.items() for code in codes]
    if told:
        yield "、".join(told)
    if duty.en:
        yield f"{duty.zh} · {duty.en}"
    if duty.office_en:
        yield f"{OFFICE}：{duty.office_zh} · {duty.office_en}"


def _who_quote(catalogue: Catalogue, duty: Duty) -> Iterator[tuple[str, str]]:
    """What quotes the part itself, by kind and code."""
    part = compact(duty.quote)
    for one in acting(catalogue):
        if one.quote and one.kind in QUOTED and one.cites == duty.cites and compact(one.quote) in part:
            yield QUOTED[one.kind], one.code


if __name__ == "__main__":
    sys.stdout.write(render(load(Path(file).parent for file in sys.argv[1:])))
