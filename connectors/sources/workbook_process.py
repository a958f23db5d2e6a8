"""A process of its own that reads one workbook: its bytes come in, its rows go out as text, a line of JSON each.

It is a program, run by `xlsx_file`: a sheet can claim a billion cells of which it holds two, and whatever the library
does about that ends this process and not the hub; nor does the hub stand still meanwhile.
"""

import datetime
import io
import json
import sys
from collections.abc import Iterator

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

MOST_BYTES = 3 * 2**29
MOST_SECONDS = 600
DAMAGED, TOO_LARGE = 3, 4
"""As what it ends, besides 0 and whatever the system ends it by."""
EXACT = 10**15
"""Up to where a spreadsheet keeps every digit of a number."""
MIDNIGHT = datetime.time()

Cell = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def text(cell: Cell) -> str:
    """A cell as the clerk sees it: whole numbers without a point, days as YYYY-MM-DD, long numbers as 6.29901E+17."""
    match cell:
        case str():
            return cell.strip()
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
    """Every row of the visible sheets: the sheet's name, the row's number and its cells. Ends as TOO_LARGE."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for sheet in book.sheets_metadata:
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet:
            table = book.get_sheet_by_name(sheet.name)
            if table.height > most_rows:
                sys.exit(TOO_LARGE)
            for number, cells in enumerate(table.iter_rows(), 1):
                yield sheet.name, number, [text(cell) for cell in cells]


def bounded() -> None:
    """Hold this process to its memory and time, where the system has a way to."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
        resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read the workbook at the input, of at most as many rows a sheet as the argument says."""
    bounded()
    try:
        for row in rows(sys.stdin.buffer.read(), int(sys.argv[1])):
            sys.stdout.write(json.dumps(row) + "\n")
    except MemoryError:
        sys.exit(TOO_LARGE)
    except CalamineError:
        sys.exit(DAMAGED)
    except BaseException as error:
        # What the library did not foresee in a damaged file; the class is no Exception and has no name to import.
        if type(error).__name__ == "PanicException":
            sys.exit(DAMAGED)
        raise


if __name__ == "__main__":
    main()
