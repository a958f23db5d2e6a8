"""Rows that are odd: taken in, and told to the clerk at their cell, yellow in the workbook, while refused ones are red."""

import csv
import io
import zipfile

from xlsxwriter import Workbook

from tests.hub.files.sheets import counts, worked
from tests.hub.files.test_error_files import fetched
from tests.hub_running import Running

HEADINGS = ("姓名", "身份证号", "数据时点", "来源记录编号", "登记失业人员", "失业时间")
WARNINGS = """query ($id: ID!) { import(id: $id) { warned accepted
  warnings { nodes { row column code message value } } errors { nodes { row code } } } }"""


def register(hub: Running, prefix: str) -> list[list[str]]:
    """A good row, an odd one of a child, and one that is refused."""
    grown, child = hub.number("19800101"), hub.number("20100901")
    return [
        ["王某", grown, "2024-03-01", f"{prefix}-1", "是", "2024-01-02"],
        ["李某", child, "2024-03-01", f"{prefix}-2", "是", "2024-01-02"],
        ["赵某", grown[:17] + "?", "2024-03-01", f"{prefix}-3", "是", "2024-01-02"],
    ]


def as_csv(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADINGS, *rows])
    return text.getvalue().encode("utf-8-sig")


def as_workbook(rows: list[list[str]]) -> bytes:
    out = io.BytesIO()
    with Workbook(out) as book:
        sheet = book.add_worksheet("登记")
        for n, row in enumerate([HEADINGS, *rows]):
            sheet.write_row(n, 0, row)
    return out.getvalue()


def test_an_odd_row_is_taken_in_and_told_beside_what_is_refused(hub: Running) -> None:
    rows = register(hub, "odd")
    found = worked(hub, as_csv(rows), "human_resources", source="facts")
    assert counts(found) == (2, 0, 1, 0)
    told = hub["human_resources"].ask(WARNINGS, {"id": found["id"]})["import"]
    assert (told["warned"], [one["row"] for one in told["errors"]["nodes"]]) == (1, [4])
    (warning,) = told["warnings"]["nodes"]
    assert (warning["row"], warning["column"], warning["code"]) == (3, "登记失业人员", "UNEMPLOYED_UNDER_AGE")
    table = list(
        csv.DictReader(io.StringIO(fetched(hub, found["id"], who="human_resources").content.decode("utf-8-sig")))
    )
    assert [(one["行号"], one["错误代码"], one["处理"]) for one in table] == [
        ("3", "UNEMPLOYED_UNDER_AGE", "提示（已接收）"),
        ("4", "ID_NUMBER_CHECK_DIGIT", "退回"),
    ]
    assert rows[1][1] not in str(told)


def test_in_the_workbook_the_odd_cell_is_yellow_and_the_refused_one_red(hub: Running) -> None:
    found = worked(hub, as_workbook(register(hub, "yellow")), "human_resources", source="facts", name="list.xlsx")
    assert counts(found) == (2, 0, 1, 0)
    answer = fetched(hub, found["id"], "xlsx", "human_resources")
    assert answer.status_code == 200, answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        styles, strings = book.read("xl/styles.xml").decode(), book.read("xl/sharedStrings.xml").decode()
    assert "FFFFEB9C" in styles
    assert "FFFFC7CE" in styles
    assert "（已接收）未满16周岁登记为失业人员" in strings


def test_a_file_without_refusals_gives_its_yellow_workbook_too_and_the_same_again_is_odd_again(hub: Running) -> None:
    rows = register(hub, "only")[:2]
    found = worked(hub, as_workbook(rows), "human_resources", source="facts", name="list.xlsx")
    assert fetched(hub, found["id"], "xlsx", "human_resources").status_code == 200
    again = worked(hub, as_csv(rows), "human_resources", source="facts")
    assert counts(again) == (0, 2, 0, 0)
    assert hub["human_resources"].ask(WARNINGS, {"id": again["id"]})["import"]["warned"] == 1


def test_what_is_odd_is_seen_by_its_sender_alone(hub: Running) -> None:
    found = worked(hub, as_csv(register(hub, "mine")), "human_resources", source="facts")
    for other in ("education_aid", "civil_affairs", "reader"):
        assert hub[other].ask(WARNINGS, {"id": found["id"]})["import"] is None
