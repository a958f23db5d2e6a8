"""Mapping: the forms that departments fill in become the items of their acts, or say what is wrong by cell."""

from collections.abc import Mapping as Words
from datetime import date
from typing import Any

import pytest

from connectors import discover
from connectors.ingest.mapping import Mapping
from connectors.sources.rows import Row, plain_heading
from policy.catalogue import Department, load
from registry.errors import Refusal
from registry.identity.identity_numbers import with_check_digit
from schema.fields.naming import camel, camel_path
from schema.intake.department_inputs import facts_input, feedback_input

CATALOGUE = load(discover())
STANDARD = ("feedback", "facts", "payment_results")
NUMBER = with_check_digit("62990119900101001")
GRANT = {
    "外部编号": "ZJ-1",
    "姓名": "张三",
    "身份证号": NUMBER,
    "项目": "ZJ-03",
    "状态": "已给予",
    "发生日期": "2026年11月1日",
    "支付地区代码": "620502",
}


def feedback(department: str = "housing") -> Mapping:
    return Mapping(CATALOGUE.departments[department].sources["feedback"])


def row(cells: Words[str, str], **changes: str) -> Row:
    return Row(7, {**cells, **changes})


def wrong(item: object) -> list[tuple[str, str, str]]:
    assert isinstance(item, list)
    return [(error.column, error.refusal.code, error.refusal.path) for error in item]


def test_a_line_of_the_form_is_an_item_of_the_act() -> None:
    item = feedback().item(
        row(GRANT, **{"金额（元）": "35,000", "救助方式": "修缮加固", "开工日期": "2026/6/1", "备注": "x"})
    )
    assert item == {
        "externalId": "ZJ-1", "name": "张三", "idNumber": NUMBER, "programme": "ZJ-03", "status": "GRANTED",
        "happenedOn": "2026-11-01", "division": "620502000000", "amount": 3500000, "mode": "REPAIR", "startedOn": "2026-06-01",
    }  # fmt: skip


def test_it_is_the_same_under_english_headings_and_the_names_of_the_fields() -> None:
    english = ("External ID", "Name", "ID number", "Programme", "status", "Happened on", "Paying division")
    fields = ("external_id", "name", "idNumber", "programme", "status", "happenedOn", "division")
    items = [
        feedback().item(Row(2, dict(zip(names, GRANT.values(), strict=True)))) for names in (GRANT, english, fields)
    ]
    assert items[0] == items[1] == items[2]


def test_a_programme_is_told_by_its_number_code_or_name() -> None:
    told = [feedback().item(row(GRANT, 项目=text)) for text in ("农村危房改造", "housing.rural_house_renovation")]
    assert [item["programme"] for item in told if isinstance(item, dict)] == ["housing.rural_house_renovation"] * 2


def test_a_line_whose_status_is_left_empty_reports_nothing() -> None:
    assert feedback().item(row(GRANT, 状态="", 身份证号="6.29901E+17")) is None


def test_all_that_is_wrong_with_a_line_is_told_by_its_columns_and_no_number_is_repeated() -> None:
    item = feedback().item(row(GRANT, 身份证号="", 发生日期=f"见{NUMBER}", **{"金额（元）": "三千"}))
    assert wrong(item) == [
        ("发生日期", "CELL_DATE", "happenedOn"),
        ("金额（元）", "CELL_AMOUNT", "amount"),
        ("身份证号", "MISSING", "idNumber"),
    ]
    assert isinstance(item, list)
    assert not any(NUMBER in error.refusal.zh + error.refusal.en for error in item)


def test_a_payment_is_a_part_of_the_item_and_needs_its_day_and_amount() -> None:
    paid = {"发放日期": "20261102", "发放金额（元）": "300.5"}
    item = feedback().item(row(GRANT, **paid))
    assert isinstance(item, dict)
    assert item["payments"] == [{"paidOn": "2026-11-02", "amount": 30050}]
    without = {"发放日期": "", "发放金额（元）": ""}
    item = feedback().item(row(GRANT, **without))
    assert isinstance(item, dict)
    assert "payments" not in item
    assert wrong(feedback().item(row(GRANT, **{"发放金额（元）": "300.5"}))) == [
        ("发放日期", "MISSING", "payments[0].paidOn")
    ]


def test_a_refusal_of_the_act_finds_its_column_again() -> None:
    mapping = feedback()
    named = {("happened on" if name == "发生日期" else name): cell for name, cell in GRANT.items()}
    assert mapping.column("happenedOn") == "发生日期"
    assert mapping.column("happenedOn", row(named)) == "happened on"
    assert mapping.column("payments[0].amount", row(named)) == "发放金额（元）"
    assert mapping.column("amount", row(named, **{"金额（分）": "1"})) == "金额（分）"
    assert mapping.column("") == mapping.column("payments") == ""


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"金额": "3500"}, "AMOUNT_UNIT"),
        ({"amount": "3500"}, "AMOUNT_UNIT"),
        ({"name": "张三"}, "COLUMN_TWICE"),
        ({"金额（元）": "1", "金额（分）": "1"}, "COLUMN_TWICE"),
    ],
)
def test_headings_that_might_mean_either_spoil_the_table(changes: dict[str, str], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        feedback().item(row(GRANT, **changes))


def test_a_row_with_more_cells_than_columns_is_refused_as_a_whole() -> None:
    assert wrong(feedback().item(Row(3, GRANT, overlong=True))) == [("", "ROW_OVERLONG", "")]


def test_what_must_be_there_is_asked_of_the_table_under_the_names_of_the_hub() -> None:
    layout = feedback().layout
    assert list(layout.needed) == list(GRANT)
    assert layout.missing([name for name in GRANT if name != "状态"]) == ["状态"]
    assert layout.missing(["反馈状态", *(name for name in GRANT if name != "状态")]) == []


def test_facts_are_told_by_their_chinese_names() -> None:
    mapping = Mapping(CATALOGUE.departments["housing"].sources["facts"])
    cells = {
        "姓名": "张三",
        "身份证号": NUMBER,
        "数据时点": "2026-11-01",
        "来源记录编号": "1",
        "房屋危险性等级": "D级",
        "城镇住房困难": "否",
        "建筑面积（平方米）": "60",
    }
    assert mapping.item(Row(2, cells)) == {
        "name": "张三", "idNumber": NUMBER, "asOf": "2026-11-01", "sourceRecordId": "1",
        "housing": {"dangerGrade": "D", "difficulty": False, "floorArea": 60},
    }  # fmt: skip
    assert mapping.column("housing.dangerGrade") == "房屋危险性等级"


def test_a_row_of_facts_that_tells_none_reports_nothing() -> None:
    mapping = Mapping(CATALOGUE.departments["housing"].sources["facts"])
    cells = {"姓名": "张三", "身份证号": NUMBER, "数据时点": "2026-11-01", "来源记录编号": "1", "房屋危险性等级": ""}
    assert mapping.item(Row(2, cells)) is None


def test_a_layout_has_what_is_the_same_in_every_row_and_stands_for_the_day_on_which_it_came() -> None:
    mapping = Mapping(CATALOGUE.departments["rural_revitalization"].sources["monitored_households"])
    cells = {"人编号": "7", "姓名": "张三", "证件号码": NUMBER, "监测对象类别": "一般户", "识别监测时间": "2026年7月"}
    assert mapping.item(Row(2, cells), date(2026, 11, 29)) == {
        "sourceRecordId": "7", "name": "张三", "idNumber": NUMBER, "asOf": "2026-11-29",
        "household": {"monitoredKind": None, "monitoredSince": "2026-07-01"},
    }  # fmt: skip
    certificates = Mapping(CATALOGUE.departments["disabled_federation"].sources["certificates"])
    cells = {"姓名": "张三", "残疾人证号": f"{NUMBER}4", "数据日期": "20261031", "证件状态": "遗失"}
    assert wrong(certificates.item(Row(2, cells))) == [
        ("证件状态", "CELL_CODE", "person.disabled"),
        ("残疾人证号", "CELL_NUMBER", "person.disabilityGrade"),
    ]


def test_columns_that_make_one_value_are_all_asked_for() -> None:
    mapping = Mapping(CATALOGUE.departments["finance"].sources["payment_batch"])
    assert mapping.layout.missing(["批次号", "姓名", "证件号码"]) == ["明细序号"]


def departments() -> list[Department]:
    return list(CATALOGUE.departments.values())


@pytest.mark.parametrize("department", departments(), ids=lambda one: one.code)
def test_no_two_columns_of_a_form_can_be_taken_for_each_other(department: Department) -> None:
    for source in map(department.sources.get, STANDARD):
        called: dict[str, str] = {}
        for column in source.columns if source else ():
            for heading in column.headings:
                assert called.setdefault(plain_heading(heading), column.field) == column.field, heading


def paths(kind: Any, before: str = "") -> set[str]:
    """Every leaf of an input, as GraphQL has it."""
    found = set()
    for one in kind.__strawberry_definition__.fields:
        inner = one.type
        listed = ""
        while hasattr(inner, "of_type"):
            listed = "[0]" if type(inner).__name__ == "StrawberryList" else listed
            inner = inner.of_type
        path = f"{before}{camel(one.python_name)}{listed}"
        deeper = hasattr(inner, "__strawberry_definition__") and hasattr(inner.__strawberry_definition__, "fields")
        found |= paths(inner, f"{path}.") if deeper else {path.removesuffix("[0]")}
    return found


@pytest.mark.parametrize("department", departments(), ids=lambda one: one.code)
def test_the_forms_have_every_field_of_the_acts_and_no_other(department: Department) -> None:
    inputs = {
        "feedback": lambda: feedback_input(department),
        "facts": lambda: facts_input(department, CATALOGUE.entities),
    }
    for name, source in department.sources.items():
        if name in inputs:
            assert {camel_path(column.field) for column in source.columns} == paths(inputs[name]()), name
