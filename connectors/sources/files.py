"""Files as they come: what a file is shows its content, not its name."""

import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from connectors.sources import zip_file
from connectors.sources.csv_file import read_csv
from connectors.sources.rejoined import Rejoined, beginning_of
from connectors.sources.rows import Layout, Row
from connectors.sources.xlsx_file import read_xlsx
from registry.errors import Refusal

OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
"""How .xls begins, and .xlsx that a password protects."""
ZIP = b"PK"


def read_file(name: str, content: BinaryIO, layout: Layout) -> Iterator[Row]:
    """The rows of a CSV or .xlsx, or of a zip that holds one; `content` is read once, from its beginning.

    A CSV takes the same memory however long it is; what is zipped is held whole as it comes, at most 128 MiB.
    Raises, before the first row or at the place where it breaks, what spoils the whole file: FILE_EMPTY,
    FILE_IS_XLS, FILE_ENCODING, FILE_BROKEN, FILE_DAMAGED, FILE_TOO_LARGE, ZIP_BOMB, ZIP_CONTENT, ROW_TOO_LONG,
    NO_HEADING, COLUMNS_MISSING.
    """
    yield from _read(name, content, layout, zipped=False)


def _read(name: str, content: BinaryIO, layout: Layout, zipped: bool) -> Iterator[Row]:
    beginning = beginning_of(content, len(OLD_EXCEL))
    again = cast(BinaryIO, io.BufferedReader(Rejoined(beginning, content)))
    if beginning.startswith(ZIP):
        yield from _packed(again, layout, zipped)
    elif beginning == OLD_EXCEL or name.casefold().endswith(".xls"):
        raise Refusal("FILE_IS_XLS")
    else:
        yield from read_csv(again, layout)


def _packed(content: BinaryIO, layout: Layout, zipped: bool) -> Iterator[Row]:
    """An .xlsx, which is a zip, or the one file in a zip; a zip in a zip is refused."""
    packed = zip_file.whole(content)
    with zip_file.opened(packed) as archive:
        if zip_file.is_workbook(archive):
            yield from read_xlsx(packed, layout)
            return
        file = zip_file.only_file(archive)
        if zipped:
            raise Refusal("ZIP_CONTENT", count=1)
        with archive.open(file) as unpacked:
            yield from _read(file.filename, cast(BinaryIO, unpacked), layout, zipped=True)
