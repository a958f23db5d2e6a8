"""Workbooks for the stories: written as people's programs write them."""

import io
import zipfile
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


def changed(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The workbook, with other words in one of its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for info in source.infolist():
            part = source.read(info)
            copy.writestr(info.filename, part.replace(old, new) if info.filename == name else part)
    return out.getvalue()
