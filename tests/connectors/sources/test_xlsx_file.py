"""Workbooks as clerks keep them: titles, several sheets, columns out of sight, numbers, days and formulas."""

import datetime
import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from connectors.sources.rows import Layout, Row
from connectors.sources.xlsx_file import read_xlsx
from registry.errors import Refusal
from tests.connectors.patience import patient
from tests.connectors.sources.workbooks import changed, workbook

LAYOUT = Layout(
    frozenset({"姓名", "状态", "日期", "金额元"}),
    {"姓名": frozenset({"姓名"}), "状态": frozenset({"状态"}), "日期": frozenset({"日期"})},
)
HEADING = ["姓名", "状态", "日期"]


def read(content: bytes) -> list[Row]:
    return list(read_xlsx(content, LAYOUT))


def test_a_table_below_merged_titles_in_the_middle_of_a_sheet_is_found_with_its_rows_numbers() -> None:
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("秦州区")
        sheet.merge_range(1, 2, 1, 4, "2026年住房救助反馈表")
        sheet.write_row(2, 2, HEADING)
        sheet.write_row(3, 2, ["张三", "已给予", "2026-11-01"])
        sheet.write_row(5, 2, ["李四"])
        sheet.set_column(2, 2, None, None, {"hidden": True})
        sheet.set_row(3, None, None, {"hidden": True})
    rows = read(content.getvalue())
    assert [(row.number, row.cells["姓名"], row.sheet) for row in rows] == [
        (4, "张三", "秦州区"),
        (6, "李四", "秦州区"),
    ]


def test_cells_are_told_as_the_clerk_sees_them() -> None:
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        sheet.write_row(0, 0, [*HEADING, *"abcdefgh"])
        sheet.write_datetime(1, 0, datetime.date(2026, 11, 1), day)
        sheet.write_number(1, 1, 46327 + 9.5 / 24, day)
        sheet.write_row(1, 2, [35000, 35000.1, 0.1 + 0.2, 629901199001010123, True])
        sheet.write_formula(1, 7, "=C2*2", None, 70000)
        sheet.write_formula(1, 8, "=NA()", None, "#N/A")
        sheet.write_string(1, 9, " 0629 ")
        sheet.write_rich_string(1, 10, "张", book.add_format({"bold": True}), "三")
    (row,) = read(content.getvalue())
    assert list(row.cells.values()) == [
        "2026-11-01", "2026-11-01 09:30:00", "35000", "35000.1", "0.3", "6.29901E+17", "TRUE", "70000", "", "0629", "张三",
    ]  # fmt: skip


def test_the_sheets_that_have_the_heading_are_read_and_what_is_out_of_sight_is_not() -> None:
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True}) as book:
        for name, table in {
            "填写说明": [["姓名"], ["须与身份证一致"]],
            "一乡": [HEADING, ["张三", "终止", ""]],
            "去年": [HEADING, ["王五", "终止", ""]],
            "二乡": [[], ["状态", "姓名", "日期"], ["终止", "李四", ""]],
        }.items():
            sheet = book.add_worksheet(name)
            for n, cells in enumerate(table):
                sheet.write_row(n, 0, cells)
            if name == "去年":
                sheet.hide()
    rows = read(content.getvalue())
    assert [(row.sheet, row.number, row.cells["姓名"]) for row in rows] == [("一乡", 2, "张三"), ("二乡", 3, "李四")]


def test_control_characters_are_no_part_of_a_cell() -> None:
    (row,) = read(workbook([HEADING, ["张\0三\x01", "终止", "\0"]]))
    assert list(row.cells.values()) == ["张三", "终止", ""]


def test_a_sheet_that_is_named_with_an_id_number_is_told_without_it_and_from_others_such() -> None:
    tables = [[HEADING, [name, "终止", ""]] for name in ("张三", "李四")]
    rows = read(workbook(*tables, names=["629901199001010123", "629901199001010124"]))
    assert [(row.sheet, row.cells["姓名"]) for row in rows] == [("…(1)", "张三"), ("…(2)", "李四")]


def test_a_sheet_that_lacks_a_column_is_told_rather_than_passed_over() -> None:
    content = workbook([HEADING, ["张三", "终止", ""]], [["姓名", "状态"], ["李四", "终止"]], names=["一乡", "二乡"])
    with pytest.raises(Refusal) as caught:
        read(content)
    assert caught.value.zh.startswith("表头“二乡”（第 1 行）缺少以下列：日期。")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (workbook([]), "FILE_EMPTY"),
        (workbook([["甲", "乙"]]), "NO_HEADING"),
        (workbook([["姓名"]], [["甲"]]), "COLUMNS_MISSING"),
        (workbook([HEADING, ["张三"]])[:-30], "FILE_DAMAGED"),
        (b"PK\x03\x04", "FILE_DAMAGED"),
    ],
)
def test_what_spoils_the_file_is_told(content: bytes, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        read(content)


def test_more_rows_than_a_workbook_may_have_are_refused_with_the_way_out() -> None:
    with pytest.raises(Refusal) as caught:
        list(read_xlsx(workbook([HEADING, *[["张三", "终止", ""]] * 10]), LAYOUT, most_rows=10))
    assert caught.value.code == "FILE_TOO_LARGE"
    assert "CSV" in caught.value.zh


def test_a_sheet_that_claims_a_billion_cells_ends_the_process_that_reads_it_and_no_other() -> None:
    content = changed(
        workbook([HEADING, ["张三", "终止", 1]]), "xl/worksheets/sheet1.xml", b'r="C2"', b'r="XFD1048576"'
    )
    with pytest.raises(Refusal, match="FILE_TOO_LARGE"):
        read(content)


PARTS = [
    "xl/worksheets/sheet1.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
    "[Content_Types].xml",
    "xl/_rels/workbook.xml.rels",
]


@patient(60)
@given(st.sampled_from(PARTS), st.integers(0, 2000), st.binary(max_size=6))
def test_no_damage_to_a_part_brings_it_down(name: str, place: int, what: bytes) -> None:
    content = workbook([HEADING, ["张三", "终止", 46327.0]])
    part = zipfile.ZipFile(io.BytesIO(content)).read(name)
    with suppress(Refusal):
        read(changed(content, name, part, part[:place] + what + part[place + len(what) :]))


@patient(60)
@given(st.binary(max_size=200), st.integers(0, 6000))
def test_nor_do_any_bytes(what: bytes, place: int) -> None:
    content = workbook([HEADING, ["张三", "终止", 1]])
    with suppress(Refusal):
        read(content[:place] + what + content[place + len(what) :])


CELL = st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp")), max_size=8).filter(
    lambda text: "_x" not in text
)


@patient(40)
@given(st.lists(st.tuples(CELL.filter(bool), CELL, st.integers(-(10**14), 10**14)), min_size=1, max_size=20))
def test_what_is_written_is_read_back(table: list[tuple[str, str, int]]) -> None:
    rows = read(workbook([HEADING, *table]))
    assert [tuple(row.cells.values()) for row in rows] == [(one, two, str(three)) for one, two, three in table]
