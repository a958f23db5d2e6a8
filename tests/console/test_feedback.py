"""反馈: a clerk's workbook is checked, comes back with its wrong cells in red, and only what is right is taken in."""

from pathlib import Path

import pytest
import xlsxwriter
from playwright.sync_api import expect
from python_calamine import CalamineWorkbook

from tests.console.conftest import Seat
from tests.hub.files.sheets import HEADINGS
from tests.hub_running import HOME, Running
from tests.schema.acts import feed, feedback, household, member, register

BAD = {1: {4: "不知道"}, 2: {5: "2024-13-01"}, 4: {7: "很多"}}
"""Three wrong cells: what stands in which column of which row."""


ENTRIES = "SELECT count(*) FROM feedback_entries"


@pytest.fixture
def workbook(hub: Running, tmp_path: Path) -> Path:
    file = tmp_path / "住房反馈.xlsx"
    with xlsxwriter.Workbook(str(file)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS)
        for n in range(6):
            cells = [f"desk-{n}", "王某", hub.number(), "ZJ-03", "已给予", "2024-03-01", HOME, "35000"]
            for column, value in BAD.get(n, {}).items():
                cells[column] = value
            sheet.write_row(n + 1, 0, cells)
    return file


def test_three_red_cells_come_back_and_the_others_are_taken_in(hub: Running, seat: Seat, workbook: Path) -> None:
    desk = seat("hands-in", "department_clerk", department="housing")
    page, before = desk.open("/console/feedback"), hub.rows(ENTRIES)
    assert desk.faults() == []
    page.locator("input[type=file]").set_input_files(workbook)
    found = page.get_by_role("region", name="检查结果")
    expect(found).to_contain_text("有误 3", timeout=30_000)
    expect(found).to_contain_text("可接收 3")
    assert hub.rows(ENTRIES) == before, "nothing is written by a check"
    page.reload()
    expect(page.get_by_role("region", name="检查结果")).to_contain_text("有误 3")
    assert desk.faults() == []
    page.locator("input[type=file]").set_input_files(workbook)
    page.get_by_role("button", name="正式提交").click()
    taken = page.get_by_role("region", name="报送结果")
    expect(taken).to_contain_text("已接收 3", timeout=30_000)
    with page.expect_download() as told:
        page.get_by_text("下载带错误原因的原表").click()
    sheet = CalamineWorkbook.from_path(str(told.value.path())).get_sheet_by_index(0).to_python()
    assert "错误原因" in sheet[0]
    assert len([row for row in sheet[1:] if row[sheet[0].index("错误原因")]]) == 3


def test_the_same_help_again_is_shown_by_the_check_and_sent_only_with_a_reason(hub: Running, seat: Seat) -> None:
    number = hub.number()
    register(hub, household(hub, member(number)))
    assert feed(hub, feedback(hub, number, "given-before"))[0]["record"]
    desk = seat("enters", "department_clerk", department="education_aid")
    page = desk.open("/console/feedback")
    page.get_by_role("button", name="登记一条").click()
    form = page.get_by_role("region", name="登记一条反馈")
    form.get_by_label("项目").click()
    page.get_by_title("JY-02").click()
    form.get_by_label("身份证号").fill(number)
    form.get_by_label("姓名").fill("王甲")
    form.get_by_label("发生日期").fill("2024-03-11")
    form.get_by_label("金额").first.fill("625")
    form.get_by_role("button", name="核对").click()
    expect(form.get_by_role("alert")).to_contain_text("再次救助理由")
    assert desk.faults() == []
    before = hub.rows(ENTRIES)
    form.get_by_role("button", name="继续并说明理由").click()
    expect(form.get_by_text("请写明理由")).to_be_visible()
    assert hub.rows(ENTRIES) == before
    form.get_by_label("再次救助或仍予救助的理由").fill("补发上学期")
    form.get_by_role("button", name="继续并说明理由").click()
    expect(page.get_by_role("region", name="回执存证")).to_contain_text("已接收")
    page.get_by_role("button", name="返回").click()
    expect(page.get_by_role("button", name="登记一条")).to_be_visible()
