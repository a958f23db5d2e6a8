"""Rows as comma-separated values for spreadsheets, in which nothing that somebody has entered is computed."""

import csv
import io
from collections.abc import Iterable, Sequence

BYTE_ORDER_MARK = "\ufeff"
"""By which a spreadsheet knows UTF-8."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would compute."""


def csv_text(rows: Iterable[Sequence[str]]) -> str:
    """The rows as text; a cell that would be computed has an apostrophe before it."""
    text = io.StringIO()
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def harmless(cell: str) -> str:
    """A cell as text that is shown and not computed."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell
