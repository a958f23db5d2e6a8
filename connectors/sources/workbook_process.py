"""The program that reads a workbook: its bytes come in, its rows go out as text, a line of JSON each."""

import datetime
import io
import json
import sys
from collections.abc import Iterator

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from connectors.sources.bounded_process import TOO_LARGE, bounded
from connectors.sources.rows import CONTROLS, shown_names

MOST_BYTES = 5 * 2**28
"""Twice what 200,000 rows of forty columns take."""
EXACT = 10**15
"""Up to where a spreadsheet keeps every digit of a number."""
MIDNIGHT = datetime.time()

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def text(cell: Cell) -> str:
    """A cell as the clerk sees it: whole numbers without a point, days as YYYY-MM-DD, long numbers as 6.29901E+17."""
    match cell:
        case str():
            return CONTROLS.sub("", cell).strip()
        case bool():
            return str(cell).upper()
        case int() | float():
            return _number(float(cell))
        case datetime.datetime() if cell.time() == MIDNIGHT:
            return str(cell.date())
        case _:
            return str(cell)


def _number(number: float) -> str:
    if abs(number) >= EXACT:
        return f"{number:.5E}"
    return str(int(number)) if number.is_integer() else f"{number:.15g}"


def rows(content: bytes, most_rows: int) -> Iterator[tuple[str, int, list[str]]]:
    """Every row of the visible sheets: how the sheet is called, the row's number and its cells. Ends as TOO_LARGE."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    shown = shown_names(book.sheet_names)
    for sheet in book.sheets_metadata:
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
            table = book.get_sheet_by_name(sheet.name)
            if table.height > most_rows:
                sys.exit(TOO_LARGE)
            for number, cells in enumerate(table.iter_rows(), 1):
                yield shown[sheet.name], number, [text(cell) for cell in cells]


if __name__ == "__main__":
    with bounded(MOST_BYTES):
        for row in rows(sys.stdin.buffer.read(), int(sys.argv[1])):
            sys.stdout.write(json.dumps(row) + "\n")
