"""The feedback form of a list of targets: who is on it stands there, what was done is filled in and sent back."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from connectors.deliver.form import Form, FormColumn, Kind
from connectors.deliver.target_list import TargetList
from policy.departments import Department
from policy.sources import Column, Source
from policy.vocabulary import vocabulary

ANSWERS = ("GRANTED", "REFUSED")
"""What a target may be answered; an earlier record is paid, adjusted or ended in the department's own form."""
MARKS = ("external_id", "snapshot")
ABOUT = ("name", "id_number")
MASKED = {"nameMasked": "姓名（脱敏）", "name": "姓名（平台）", "idNumber": "身份证号（平台）"}
DONE = ("status", "happened_on", "amount")
BESIDE = ("form", "period_from", "period_to", "term", "event", "reason", "second", "papers_due")
KINDS = {"date": Kind.DATE, "yuan": Kind.MONEY, "integer": Kind.NUMBER}
INSTRUCTIONS = (
    "一、“填报”表中灰色标题的列由平台填写，请勿更改；蓝色标题的列由部门填写。",
    "二、已救助的选“已给予”，不予救助的选“不予救助”并填写理由；状态留空的行不报送，可下次再填。",
    "三、日期写作 2026-11-29，金额以元为单位（保留两位小数），身份证号等编号列为文本格式，请勿改为数值。",
    "四、可以增删行、排序、筛选；请保留标题行和隐藏的“外部编号”“对象名单标识”两列，平台据此识别重复报送。",
    "五、填好后用 aidhub ingest 交回。退回的文件中，有误的单元格为红色，原因写在“错误原因”列。",
    "六、改正后再交回同一文件即可，已接收的行不会重复登记。",
)


class FeedbackForm:
    """The form of one list: its columns, and its rows as the workbook takes them."""

    def __init__(self, department: Department, targets: TargetList, snapshot: Mapping[str, Any]) -> None:
        self._targets, self._snapshot = targets, snapshot
        self._source = department.sources["feedback"]
        details = [detail.name for detail in department.details]
        details = [name for name in details if name not in (*DONE, *BESIDE)]
        self._given = [
            *(self._column(field, given=True, hidden=True) for field in MARKS),
            *(self._column(field, given=not targets.masked) for field in ABOUT),
            *(FormColumn(MASKED[field], given=True) for field in targets.named if targets.masked),
            *(FormColumn(column.heading, given=True) for column in targets.known),
            *(self._column(field, given=True) for field in ("programme", "division")),
        ]
        self._columns = [
            *self._given,
            *(self._column(field) for field in (*DONE, *details, *BESIDE)),
        ]

    @property
    def items(self) -> str:
        """The document that asks a page of the list."""
        return self._targets.items

    @property
    def form(self) -> Form:
        """The form with what stands above it."""
        programme, place = self._snapshot["programme"], self._snapshot["division"]
        decided = "；".join(programme["departmentDecides"])
        title = f"{programme['number']} {programme['name']}：{place['name']}对象名单（{self._snapshot['takenOn']}）"
        left = [f"七、由部门核定的条件：{decided}。"] if decided else []
        marks = {"aidhub-form": "feedback", "aidhub-snapshot": self._snapshot["id"]}
        return Form(title, self._columns, [*INSTRUCTIONS, *left], marks)

    def rows(self, items: Sequence[Any]) -> Iterator[list[str]]:
        """A row for each item of the list, with nothing yet of what was done."""
        programme, place = self._snapshot["programme"], self._snapshot["division"]
        answers = [""] * (len(self._columns) - len(self._given))
        for target in self._targets.rows(self._snapshot["id"], items):
            named = ["", "", *target.named] if self._targets.masked else target.named
            marks = [target.external_id, self._snapshot["id"]]
            yield [*marks, *named, *target.known, programme["name"], place["code"], *answers]

    def _column(self, field: str, given: bool = False, hidden: bool = False) -> FormColumn:
        column = _of(self._source, field)
        kind = KINDS.get(column.type, Kind.TEXT)
        return FormColumn(column.heading, kind, "", _choices(column), given, hidden)


def _of(source: Source, field: str) -> Column:
    """The column of a field; an amount in yuan."""
    return next(column for column in source.columns if column.field == field and column.type != "fen")


def _choices(column: Column) -> tuple[str, ...]:
    if column.field == "status":
        return tuple(code.zh for code in vocabulary("feedback_status") if code.code in ANSWERS)
    return tuple(code.zh for code in column.codes) if column.type == "code" else ()
