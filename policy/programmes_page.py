"""The page of programmes: what departments may have to give, to whom and why, for people to read."""

import sys
from collections.abc import Iterator
from pathlib import Path

from policy import sentences
from policy.catalogue import Catalogue, Department, load
from policy.clauses import Clause
from policy.programmes import Programme
from policy.vocabulary import vocabulary

HEAD = """\
# Programmes 救助项目

What each department may have to give, to whom, and the sentence of 甘政办发〔2023〕92号 that founds it.
Written by `scripts/catalogue` from `connectors/*/department.toml`; a test keeps it fresh.
"""
ABSENT = {
    "missed": "missed 遗漏：凭数据即可认定",
    "maybe": "maybe 可能符合：须申请或评估",
    "nothing": "nothing 不作预警",
}
ELSEWHERE = "<br>*general knowledge, not in the document 非本意见所载*"
ENTITLEMENTS = {code.code: code.zh for code in vocabulary("entitlement")}


def render(catalogue: Catalogue) -> str:
    """The whole catalogue in English and Chinese, by department."""
    departments = (department for department in catalogue.departments.values() if department.programmes)
    programmes = (line for one in departments for line in _department(catalogue, one))
    return "\n".join([HEAD, *programmes, *sentences.render(catalogue)])


def _department(catalogue: Catalogue, department: Department) -> Iterator[str]:
    yield f"## {department.en} {department.zh}\n"
    for programme in department.programmes:
        yield from _programme(catalogue, catalogue.programmes[programme.code])


def _programme(catalogue: Catalogue, programme: Programme) -> Iterator[str]:
    yield f"### {programme.number} {programme.zh} · {programme.en}\n"
    yield f"`{programme.code}` · {programme.unit} · {programme.kind} · {programme.form} · {programme.period}"
    yield f"· {programme.entitlement} {ENTITLEMENTS[programme.entitlement]}\n"
    if programme.quote:
        yield "".join(f"> {quote}  \n" for quote in (programme.quote, *programme.further)) + f"> — {programme.cites}\n"
    else:
        yield "Not in the document; kept because programmes of the document exclude it 文件之外的相关项目.\n"
    yield from _condition(catalogue, programme)
    yield from _remarks(catalogue, programme)
    yield ""


def _condition(catalogue: Catalogue, programme: Programme) -> Iterator[str]:
    """The clauses; those that the document does not have are marked where others are its own."""
    marked = programme.general_knowledge if programme.quote else ()

    def line(clause: Clause) -> str:
        told = f"- {catalogue.describe(clause, 'en')}<br>{catalogue.describe(clause, 'zh')}"
        return f"{told}{ELSEWHERE if clause in marked else ''}"

    yield from map(line, programme.condition.all)
    for n, group in enumerate(programme.condition.any):
        yield "- or 或：" if n else "- any of 任一组："
        yield from (f"  {line(clause)}" for clause in group)


def _remarks(catalogue: Catalogue, programme: Programme) -> Iterator[str]:
    def names(codes: Iterator[str]) -> str:
        return "、".join(f"{catalogue.programmes[code].number} {catalogue.programmes[code].zh}" for code in codes)

    yield ""
    if programme.department_decides:
        yield f"- left to the department 由部门认定：{'；'.join(programme.department_decides)}"
    for same in dict.fromkeys(exclusion.same for exclusion in programme.excludes):
        others = (exclusion.programme for exclusion in programme.excludes if exclusion.same == same)
        yield f"- excludes, for the same {same} 不得重复：{names(others)}"
    if programme.alternatives:
        yield f"- alternative 可替代：{names(iter(programme.alternatives))}"
    yield f"- no record means 无记录表示：{_absence(programme)}"
    if programme.missed_when:
        told = (catalogue.describe(programme.missed_when, language) for language in ("en", "zh"))
        yield f"- but where this is met 满足下列条件时：{' · '.join(told)}：{ABSENT['missed']}"
    if programme.carried_by:
        procedure = catalogue.procedures.by_code[programme.carried_by]
        yield f"- in order while this procedure runs 下列程序办理期间符合：{procedure.zh} · {procedure.en}"
    if programme.note:
        yield f"- note 说明：{programme.note}（{programme.note_zh}）"


def _absence(programme: Programme) -> str:
    if isinstance(programme.absence_means, str):
        return ABSENT[programme.absence_means]
    return "；".join(f"{category}: {ABSENT[meaning]}" for category, meaning in programme.absence_means.items())


if __name__ == "__main__":
    sys.stdout.write(render(load(Path(file).parent for file in sys.argv[1:])))
