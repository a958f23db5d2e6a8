"""A page for each department, from its folder: what it reads, what it knows and gives, and the files that it sends."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from auth.scopes import OF_A_DEPARTMENT, SINGULAR
from connectors import discover
from connectors.ingest.items_act import FIELDS
from hub.published import delivery_sections
from policy.catalogue import Catalogue, load
from policy.departments import Department
from policy.sharing import rules
from policy.sources import Column, Source
from policy.spine import registrar
from schema.fields.naming import pascal
from schema.register.facts import entities

NOTE = "Written by `scripts/catalogue` from `connectors/{code}/`; a test keeps it fresh.\n"
TYPES = {
    "boolean": "是 or 否 yes or no",
    "integer": "whole number 整数",
    "yuan": "yuan 元",
    "fen": "fen 分",
    "date": "date 日期",
    "text": "text 文字",
    "id_number": "ID number, as text 证件号码（文本格式）",
    "division": "division code 区划代码",
}
MOST_WORDS = 12
"""Words of a code list that are shown; a longer one stands in the SDL."""


def render(catalogue: Catalogue, department: Department) -> str:
    """The page of one department, in English and Chinese."""
    parts = (_head, _reads, _knows, _gives, _graph, _sources, delivery_sections.section)
    return "\n".join(line for part in parts for line in part(catalogue, department))


def _head(_: Catalogue, department: Department) -> Iterator[str]:
    yield f"# {department.zh} {department.en}\n"
    yield NOTE.format(code=department.code)


def _reads(catalogue: Catalogue, department: Department) -> Iterator[str]:
    yield "## What it reads 可查看的内容\n"
    yield _agreement(department)
    for name in department.sees:
        column = catalogue.columns.get(name)
        of = catalogue.departments.get(name.partition(".")[2])
        told = f"{column.zh} · {column.en}" if column else f"{of.zh}掌握的情况 · facts of {of.en}" if of else ""
        yield f"- `{name}` {told}"
    yield ""


def _agreement(department: Department) -> str:
    """By what it is shown that: its first agreement, which may have been ended or have given way to another."""
    if department.code == registrar():
        return "It keeps the register, and needs no agreement on sharing 统筹低收入人口数据库，无须约定.\n"
    founding = rules().founding
    return (
        f"By its first [agreement on sharing](../access.md#agreements-on-sharing) 数据共享约定: {founding.document}"
        f" {founding.cites} “{founding.quote}”, since {founding.since}, in every way 各种共享方式; what is in force now"
        f" 现行约定: `sharingAgreements`, `aidhub agreement list {department.code}`.\n"
    )


def _knows(_: Catalogue, department: Department) -> Iterator[str]:
    if not department.facts:
        return
    yield "## What it knows 掌握的情况\n"
    yield "| fact 情况 | 中文 | type | every … days 更新周期（天） |"
    yield "|---|---|---|---|"
    for fact in department.facts:
        said = f"{fact.zh}（{fact.note_zh}）" if fact.note_zh else fact.zh
        yield f"| `{fact}` | {said} | {fact.type} | {department.cycles[fact.entity]} |"
    yield ""


def _gives(_: Catalogue, department: Department) -> Iterator[str]:
    if not department.programmes:
        return
    yield "## What it gives 救助项目\n"
    yield "To whom and why: [programmes](../programmes.md).\n"
    for programme in department.programmes:
        yield f"- {programme.number} {programme.zh} · {programme.en} (`{programme.code}`)"
    yield ""


def _graph(_: Catalogue, department: Department) -> Iterator[str]:
    """The scopes that its clients may be given, its acts and types."""
    own = [f"{department.code}/{resource}" for resource, _, _ in OF_A_DEPARTMENT]
    ordinary = [scope.name for scope in SINGULAR if department.code in scope.ordinary]
    acts = dict.fromkeys(
        FIELDS[source.act].format(department=pascal(department.code)) for source in department.sources.values()
    )
    facts = [
        pascal(department.code) + ("" if name == "person" else pascal(name)) + "Facts" for name in entities(department)
    ]
    types = [*([f"{pascal(department.code)}Record"] if department.programmes else []), *facts]
    yield "## In the graph 数据图\n"
    for title, names in (("scopes 权限", own + ordinary), ("acts 办理", acts), ("types 类型", types)):
        yield f"- {title}: {', '.join(f'`{name}`' for name in names)}"
    yield ""


def _sources(_: Catalogue, department: Department) -> Iterator[str]:
    yield "## What it sends as files 报送文件\n"
    yield "How: [files in](../connectors.md). Columns that are not listed are passed over 其他列不读取.\n"
    yield "(●) where anything of its part is told 填写该部分时必填.\n"
    for source in department.sources.values():
        yield from _source(department, source)


def _source(department: Department, source: Source) -> Iterator[str]:
    yield f"### {source.zh} · {source.en}\n"
    samples = sorted((Path("connectors") / department.code / "samples").glob(f"{source.name}.*"))
    sample = "".join(f" · sample 样例 [{file.name}](../../{file.as_posix()})" for file in samples)
    yield f"`{source.name}` → `{FIELDS[source.act].format(department=pascal(department.code))}`{sample}\n"
    if source.note:
        yield f"{source.note}\n"
    if told := _fetched(source):
        yield f"{told}\n"
    yield "| column 列名 | goes to 对应 | needed 必填 | what is written there 填写内容 |"
    yield "|---|---|---|---|"
    for column in source.columns:
        if column.type != "fen" or not source.unclear:  # of the standard forms the column in yuan stands for both
            needed = ("(●)" if column.parent else "●") if column.needed else ""
            yield f"| {_headings(column)} | `{column.field}` | {needed} | {_content(column)} |"
    for column, text in source.constants:
        yield f"| — | `{column.field}` | | {text} |"
    for one in source.agreements:
        yield f"| {' / '.join(one.headings)} | — | | as the ID number says 与证件号码一致 |"
    if source.as_of_today:
        yield "| — | `as_of` | | the day on which it comes 收到之日 |"
    yield ""


def _fetched(source: Source) -> str:
    """How it comes where it is not handed in, and what of that its folder declares."""
    declared = source.fetching
    if declared.mode == "file":
        return ""
    words = ", ".join(f"`{name} = {json.dumps(value, ensure_ascii=False)}`" for name, value in declared.words.items())
    return f"Comes as 取数方式: `{declared.mode}`{f', {words}' if words else ''}"


def _headings(column: Column) -> str:
    """In Chinese of a standard form; of another layout all that the column may be called."""
    chinese = [name for name in column.headings if not name.isascii()] or list(column.headings)
    return " / ".join(chinese) + "".join(f" + {name}" for name in column.join)


def _content(column: Column) -> str:
    part = (
        f"characters {column.part[0]}—{column.part[1]} 第 {column.part[0]}—{column.part[1]} 位; " if column.part else ""
    )
    words = [theirs for theirs, _ in column.theirs] or [code.zh for code in column.codes]
    if words:
        return part + "、".join(words[:MOST_WORDS]) + ("…" if len(words) > MOST_WORDS else "")
    month = {"": "", "first": ", of a month its first day 月初", "last": ", of a month its last day 月末"}[column.month]
    return f"{part}{TYPES[column.type]}{month}"


def write(folder: Path) -> None:
    """Write all of them anew."""
    catalogue = load(discover())
    folder.mkdir(exist_ok=True)
    for department in catalogue.departments.values():
        (folder / f"{department.code}.md").write_text(render(catalogue, department), "utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
