"""A workbook that was sent in, as it goes back: sheets, columns and values as they were, and beside each row that was
refused what is wrong with it, its wrong cells red; beside one that was taken in what is odd about it, these yellow.
"""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import BinaryIO, Literal

from python_calamine import CalamineSheet, CalamineWorkbook, SheetVisibleEnum
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from connectors.deliver.form_workbook import AS_TEXT
from connectors.sources.rows import CONTROLS, shown_names

REASONS = "错误原因"
TAKEN = "（已接收）"
Mark = Literal["wrong", "odd", ""]
Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


@dataclass(frozen=True)
class CellFault:
    """What is wrong with a row: the heading of the column, empty where it is the row as a whole, and the words.

    One that `warns` is of a row that was taken in.
    """

    sheet: str  # as `shown_names` calls it
    row: int  # as the sheet counts them, from 1
    column: str
    message: str
    warns: bool = False


@dataclass
class Faults:
    """All that is wrong in a sheet, by row."""

    rows: dict[int, list[CellFault]] = field(default_factory=dict)

    @property
    def columns(self) -> set[str]:
        """The headings of all columns in which something is wrong."""
        return {fault.column for faults in self.rows.values() for fault in faults if fault.column}


@dataclass(frozen=True)
class Formats:
    """How its cells look: a wrong one is red, an odd one yellow; the words at the row's end tell it without colours."""

    wrong: Format
    wrong_date: Format
    odd: Format
    odd_date: Format
    date: Format
    reason: Format
    remark: Format
    text: Format

    @classmethod
    def of(cls, book: Workbook) -> "Formats":
        """Those of a workbook."""
        red = {"bg_color": "#FFC7CE", "font_color": "#9C0006"}
        yellow = {"bg_color": "#FFEB9C", "font_color": "#7F6000"}
        return cls(
            wrong=book.add_format({**red, "num_format": "@"}),
            wrong_date=book.add_format({**red, "num_format": "yyyy-mm-dd"}),
            odd=book.add_format({**yellow, "num_format": "@"}),
            odd_date=book.add_format({**yellow, "num_format": "yyyy-mm-dd"}),
            date=book.add_format({"num_format": "yyyy-mm-dd"}),
            reason=book.add_format({"font_color": "#9C0006"}),
            remark=book.add_format({"font_color": "#7F6000"}),
            text=book.add_format({"num_format": "@"}),
        )

    def of_cell(self, mark: Mark, date: bool) -> Format | None:
        """How a cell looks that bears a mark, or none."""
        match mark:
            case "wrong":
                return self.wrong_date if date else self.wrong
            case "odd":
                return self.odd_date if date else self.odd
        return self.date if date else None


def write(original: BinaryIO, faults: Iterable[CellFault], out: BinaryIO) -> None:
    """Write the workbook `original` to `out` with its faults; a later one's reasons take the place of earlier ones."""
    by_sheet: dict[str, Faults] = {}
    for fault in faults:
        by_sheet.setdefault(fault.sheet, Faults()).rows.setdefault(fault.row, []).append(fault)
    original.seek(0)
    source = CalamineWorkbook.from_filelike(original)
    with Workbook(out, AS_TEXT) as book:
        formats = Formats.of(book)
        shown = shown_names(source.sheet_names)
        for sheet in source.sheets_metadata:
            copy = book.add_worksheet(sheet.name)
            if sheet.visible != SheetVisibleEnum.Visible:
                copy.hide()
            _copy(source.get_sheet_by_name(sheet.name), copy, by_sheet.get(shown[sheet.name], Faults()), formats)


def _copy(sheet: CalamineSheet, copy: Worksheet, faults: Faults, formats: Formats) -> None:
    if sheet.start is None:
        return  # it is empty
    left = sheet.start[1]
    headings: dict[str, int] = {}
    reasons = left + sheet.width
    for number, cells in enumerate(sheet.iter_rows(), 1):
        if not headings and faults.rows and (found := _headings(cells, faults.columns)):
            headings = found
            reasons = left + headings.pop(REASONS, sheet.width)
            copy.write_string(number - 1, reasons, REASONS, formats.reason)
            copy.set_column(reasons, reasons, 60)
        here = faults.rows.get(number, [])
        marks = _marks(here, headings)
        for n, cell in enumerate(cells):
            if left + n != reasons or not headings:
                _write(copy, (number - 1, left + n), cell, marks.get(n, ""), formats)
        if here:
            odd = all(fault.warns for fault in here)
            words = "；".join(fault.message for fault in here)
            copy.write_string(number - 1, reasons, TAKEN * odd + words, formats.remark if odd else formats.reason)


def _marks(faults: Sequence[CellFault], headings: Mapping[str, int]) -> dict[int, Mark]:
    """How the cells of a row are marked, by where they stand."""
    found: dict[int, Mark] = {}
    for fault in sorted(faults, key=lambda fault: not fault.warns):
        if fault.column in headings:
            found[headings[fault.column]] = "odd" if fault.warns else "wrong"
    return found


def _headings(cells: Sequence[Cell], wanted: set[str]) -> dict[str, int]:
    """Where each heading stands, in the row that holds all that are wanted; nothing in any other row."""
    found = {CONTROLS.sub("", str(cell)).strip(): n for n, cell in reversed([*enumerate(cells)]) if cell != ""}
    return found if found and wanted <= found.keys() else {}


def _write(copy: Worksheet, at: tuple[int, int], cell: Cell, mark: Mark, formats: Formats) -> None:
    if isinstance(cell, bool):
        copy.write_boolean(*at, cell, formats.of_cell(mark, date=False))
    elif isinstance(cell, int | float):
        copy.write_number(*at, cell, formats.of_cell(mark, date=False))
    elif isinstance(cell, datetime.date):
        copy.write_datetime(*at, cell, formats.of_cell(mark, date=True))
    elif cell != "":
        copy.write_string(*at, str(cell), formats.of_cell(mark, date=False) or formats.text)
    elif mark:
        copy.write_blank(*at, None, formats.of_cell(mark, date=False))
