"""Workbooks for the stories: written as people's programs write them."""

import io
from collections.abc import Sequence

from xlsxwriter import Workbook


def workbook(*tables: Sequence[Sequence[object]], names: Sequence[str] = ()) -> bytes:
    """A workbook with a sheet for each table."""
    content = io.BytesIO()
    with Workbook(content, {"in_memory": True, "strings_to_numbers": False, "strings_to_formulas": False}) as book:
        for n, table in enumerate(tables):
            sheet = book.add_worksheet(names[n] if names else None)
            for number, cells in enumerate(table):
                sheet.write_row(number, 0, cells)
    return content.getvalue()
