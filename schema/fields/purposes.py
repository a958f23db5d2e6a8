"""Purposes (用途): what someone looks at a person for; it stands in the access log."""

from dataclasses import dataclass

import strawberry

PURPOSES = {
    "determine": "认定",
    "review": "复核",
    "medical_aid": "医疗救助",
    "student_aid": "教育救助",
    "housing": "住房救助",
    "employment": "就业救助",
    "disaster": "受灾人员救助",
    "temporary_aid": "急难社会救助",
    "disability": "残疾人帮扶",
    "relapse": "防止返贫",
    "verification": "核实",
    "complaint": "投诉处理",
    "supervision": "监督",
}
LISTED = "; ".join(f"{code} {zh}" for code, zh in PURPOSES.items())


@dataclass(frozen=True)
class Stated:
    """A purpose as it goes into the access log."""

    code: str
    note: str | None


@strawberry.input(description="What a person is looked at for (查询用途).")
class Purpose:
    code: str = strawberry.field(description=f"One of (用途代码): {LISTED}.")
    case: str | None = strawberry.field(default=None, description="The case number (案件编号).")
    note: str | None = strawberry.field(default=None, description="More, in words (说明).")
