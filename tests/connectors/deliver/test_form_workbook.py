"""A form as a workbook: what a clerk finds in it, and what it says when it is read again."""

import io
import zipfile

from python_calamine import CalamineWorkbook, SheetVisibleEnum

from connectors.deliver.form import Form, FormColumn, Kind
from connectors.deliver.form_workbook import CODES, ENTRIES, INSTRUCTIONS, FormWorkbook

FORM = Form(
    "农村危房改造反馈表",
    [
        FormColumn("外部编号", given=True, hidden=True),
        FormColumn("身份证号", given=True),
        FormColumn("状态", choices=("已给予", "不予救助"), hint="未填写状态的行不报送。"),
        FormColumn("发生日期", Kind.DATE),
        FormColumn("金额（元）", Kind.MONEY),
    ],
    ["只填写蓝色标题的列。"],
    {"aidhub-form": "feedback"},
)
NUMBER = "629901194506180019"


def written(*rows: list[str]) -> io.BytesIO:
    out = io.BytesIO()
    book = FormWorkbook(out, FORM)
    book.add(rows)
    book.close()
    return out


def opened(file: io.BytesIO) -> CalamineWorkbook:
    file.seek(0)
    return CalamineWorkbook.from_filelike(file)


def entries(file: io.BytesIO) -> list[list[object]]:
    return list(opened(file).get_sheet_by_name(ENTRIES).iter_rows())


def xml(file: io.BytesIO, name: str) -> str:
    return zipfile.ZipFile(file).read(name).decode()


def test_a_number_stands_in_it_as_text() -> None:
    headings, row = entries(written(["a/1", NUMBER, "", "", ""]))
    assert headings == [column.heading for column in FORM.columns]
    assert row[:3] == ["a/1", NUMBER, ""]


def test_what_looks_like_a_formula_is_text() -> None:
    rows = ['=HYPERLINK("http://x")', "+1", "@SUM(A1)", "https://x"]
    assert [row[1] for row in entries(written(*(["a", text, "", "", ""] for text in rows)))[1:]] == rows
    assert "<f>" not in xml(written(["a", "=1+1", "", "", ""]), "xl/worksheets/sheet1.xml")


def test_its_lists_are_offered_in_every_row_and_in_some_below() -> None:
    sheet = xml(written(*[["a", NUMBER, "", "", ""]] * 3), "xl/worksheets/sheet1.xml")
    assert f"<formula1>'{CODES}'!$A$2:$A$3</formula1>" in sheet
    assert 'sqref="C2:C504"' in sheet
    assert 'prompt="未填写状态的行不报送。"' in sheet


def test_instructions_are_read_and_codes_and_ids_are_out_of_sight() -> None:
    file = written(["a", NUMBER, "", "", ""])
    book = opened(file)
    assert {sheet.name: sheet.visible for sheet in book.sheets_metadata} == {
        ENTRIES: SheetVisibleEnum.Visible,
        INSTRUCTIONS: SheetVisibleEnum.Visible,
        CODES: SheetVisibleEnum.Hidden,
    }
    assert [row[0] for row in book.get_sheet_by_name(INSTRUCTIONS).iter_rows()] == [FORM.title, *FORM.instructions]
    assert 'min="1" max="1"' in xml(file, "xl/worksheets/sheet1.xml")
    assert 'hidden="1"' in xml(file, "xl/worksheets/sheet1.xml")


def test_it_says_which_form_it_is_when_it_comes_back() -> None:
    assert "aidhub-form" in xml(written(), "docProps/custom.xml")
