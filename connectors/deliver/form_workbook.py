"""Forms as workbooks: a sheet to be filled in with lists to choose from, instructions, code lists out of sight."""

from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from connectors.deliver.form import Form, FormColumn, Kind

ENTRIES, INSTRUCTIONS, CODES = "填报", "填写说明", "代码"
SPARE = 500
"""Rows below those that are filled in which still offer their lists to choose from."""
WIDTHS = {Kind.TEXT: 18, Kind.DATE: 13, Kind.MONEY: 13, Kind.NUMBER: 10}
FORMATS = {Kind.TEXT: "@", Kind.DATE: "yyyy-mm-dd", Kind.MONEY: "0.00", Kind.NUMBER: "0"}
AS_TEXT = {
    "in_memory": True,  # no temporary file: names and numbers would stand in it in clear
    # A cell holds what it says: nothing that somebody has entered is ever computed or followed.
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class FormWorkbook:
    """A workbook of a form while it is written, row by row."""

    def __init__(self, out: BinaryIO, form: Form) -> None:
        self._form = form
        self._book = Workbook(out, AS_TEXT)
        self._formats = {kind: self._book.add_format({"num_format": number}) for kind, number in FORMATS.items()}
        self._given = self._book.add_format({"num_format": "@", "bg_color": "#F2F2F2"})
        self._rows = 0
        for name, value in form.marks.items():
            self._book.set_custom_property(name, value)
        self._book.set_properties({"title": form.title})
        self._entries = self._book.add_worksheet(ENTRIES)
        self._write_headings()
        self._write_instructions()
        self._lists = dict(self._write_codes())

    def add(self, rows: Iterable[Sequence[str]]) -> None:
        """Rows in the order of the columns; an empty text leaves its cell to be filled in."""
        for row in rows:
            self._rows += 1
            for n, (column, text) in enumerate(zip(self._form.columns, row, strict=True)):
                style = self._given if column.given else self._formats[column.kind]
                if text:
                    self._entries.write_string(self._rows, n, text, style)
                else:
                    self._entries.write_blank(self._rows, n, None, style)

    def close(self) -> None:
        """Write it to `out`; one that is not closed is never written."""
        self._offer_choices()
        self._entries.autofilter(0, 0, max(self._rows, 1), len(self._form.columns) - 1)
        self._book.close()

    def _write_headings(self) -> None:
        known = self._book.add_format({"bold": True, "bg_color": "#D9D9D9", "text_wrap": True, "valign": "top"})
        asked = self._book.add_format({"bold": True, "bg_color": "#DDEBF7", "text_wrap": True, "valign": "top"})
        self._entries.freeze_panes(1, 0)
        for n, column in enumerate(self._form.columns):
            options = {"hidden": True} if column.hidden else {}
            # A cell that is filled in below the list is text too, so that a number stays as it was typed.
            self._entries.set_column(n, n, WIDTHS[column.kind], self._formats[column.kind], options)
            self._entries.write_string(0, n, column.heading, known if column.given else asked)

    def _write_instructions(self) -> None:
        sheet = self._book.add_worksheet(INSTRUCTIONS)
        wrapped = self._book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(0, 0, 100, wrapped)
        for n, line in enumerate([self._form.title, *self._form.instructions]):
            sheet.write_string(n, 0, line, wrapped)

    def _write_codes(self) -> Iterator[tuple[str, str]]:
        """The lists to choose from, a column each, and for each heading the range where its list stands."""
        chosen = [column for column in self._form.columns if column.choices]
        if not chosen:
            return
        sheet = self._book.add_worksheet(CODES)
        sheet.hide()
        for row in range(1 + max(len(column.choices) for column in chosen)):
            for n, column in enumerate(chosen):
                cells = (column.heading, *column.choices)
                if row < len(cells):
                    sheet.write_string(row, n, cells[row])
        for n, column in enumerate(chosen):
            yield column.heading, _range(sheet, n, len(column.choices))

    def _offer_choices(self) -> None:
        for n, column in enumerate(self._form.columns):
            if not column.given and (rule := self._rule(column)):
                self._entries.data_validation(1, n, self._rows + SPARE, n, rule)

    def _rule(self, column: FormColumn) -> dict[str, object]:
        said = {"input_title": column.heading[:32], "input_message": column.hint[:255]} if column.hint else {}
        if column.choices:
            return {"validate": "list", "source": f"={self._lists[column.heading]}", **said}
        return {"validate": "any", **said} if said else {}


def _range(sheet: Worksheet, column: int, count: int) -> str:
    return f"'{sheet.get_name()}'!{xl_range_abs(1, column, count, column)}"
