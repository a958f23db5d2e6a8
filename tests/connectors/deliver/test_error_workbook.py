"""A workbook that was sent in, as it goes back: nothing lost of it, and what is wrong said where it is wrong."""

import datetime
import io
import zipfile

from python_calamine import CalamineWorkbook, SheetVisibleEnum
from xlsxwriter import Workbook

from connectors.deliver.error_workbook import REASONS, CellFault, write
from tests.connectors.sources.workbooks import workbook

HEADINGS = ["外部编号", "身份证号", "发生日期", "金额（元）"]
ROWS = [["a", "629901194506180019", datetime.date(2026, 11, 2), 350.5], ["b", "62990119", "", True]]


def sent(title: bool = False) -> io.BytesIO:
    """Two sheets, the second hidden; the first may have a title above its headings."""
    out = io.BytesIO()
    with Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd"}) as book:
        sheet, other = book.add_worksheet("填报"), book.add_worksheet("代码")
        other.hide()
        other.write_string(4, 2, "=1+1")
        if title:
            sheet.write_string(0, 1, "农村危房改造反馈表")
        for n, row in enumerate([HEADINGS, *ROWS], int(title)):
            sheet.write_row(n, 1, row)
    return out


def back(original: io.BytesIO, *faults: CellFault) -> io.BytesIO:
    out = io.BytesIO()
    write(original, faults, out)
    return out


def opened(file: io.BytesIO) -> CalamineWorkbook:
    file.seek(0)
    return CalamineWorkbook.from_filelike(file)


def rows(file: io.BytesIO, sheet: str = "填报") -> list[list[object]]:
    return list(opened(file).get_sheet_by_name(sheet).iter_rows())


FAULTS = [CellFault("填报", 3, "身份证号", "身份证号应为 18 位。"), CellFault("填报", 3, "发生日期", "缺少发生日期。")]


def test_values_sheets_and_columns_are_as_they_were() -> None:
    copy = back(sent())
    assert rows(copy) == [HEADINGS, *ROWS]
    book = opened(copy)
    assert [(sheet.name, sheet.visible) for sheet in book.sheets_metadata] == [
        ("填报", SheetVisibleEnum.Visible),
        ("代码", SheetVisibleEnum.Hidden),
    ]
    assert book.get_sheet_by_name("代码").to_python(skip_empty_area=False)[4][2] == "=1+1"


def test_a_sheet_that_is_named_with_an_id_number_is_found_by_what_it_is_called_without_it() -> None:
    number = "629901194506180019"
    original = io.BytesIO(workbook([["姓名"]], [["姓名"], ["甲"]], names=["填报", number]))
    assert rows(back(original, CellFault("…(2)", 2, "姓名", "缺少。")), number) == [["姓名", REASONS], ["甲", "缺少。"]]


def test_what_is_wrong_stands_at_the_end_of_its_row_alone() -> None:
    assert rows(back(sent(), *FAULTS)) == [
        [*HEADINGS, REASONS],
        [*ROWS[0], ""],
        [*ROWS[1], "身份证号应为 18 位。；缺少发生日期。"],
    ]


def test_the_wrong_cells_are_red_and_no_other() -> None:
    sheet = zipfile.ZipFile(back(sent(), *FAULTS)).read("xl/worksheets/sheet1.xml").decode()
    styles = dict(part.split('"')[:3:2] for part in sheet.split('<c r="')[1:] if ' s="' in part)
    red = {cell: style for cell, style in styles.items() if cell in ("C3", "D3")}
    assert len(set(red.values())) == 1
    assert [cell for cell, style in styles.items() if style in red.values()] == ["C3", "D3"]


def test_the_headings_are_found_below_a_title() -> None:
    there = back(sent(title=True), CellFault("填报", 4, "身份证号", "身份证号应为 18 位。"))
    assert [row[-1] for row in rows(there)] == ["", REASONS, "", "身份证号应为 18 位。"]


def test_reasons_of_the_last_time_make_way_for_those_of_this_time() -> None:
    first = back(sent(), *FAULTS)
    again = rows(back(first, CellFault("填报", 2, "金额（元）", "金额有误。")))
    assert again == [[*HEADINGS, REASONS], [*ROWS[0], "金额有误。"], [*ROWS[1], ""]]


def test_a_row_may_be_wrong_as_a_whole() -> None:
    assert [row[-1] for row in rows(back(sent(), CellFault("填报", 2, "", "重复。")))] == [REASONS, "重复。", ""]
