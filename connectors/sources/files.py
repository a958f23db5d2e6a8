"""Files as they come: what a file is shows its content, not its name."""

import io
from collections.abc import Iterator
from typing import BinaryIO, cast

from connectors.sources.csv_file import read_csv
from connectors.sources.rejoined import Rejoined, beginning_of
from connectors.sources.rows import Layout, Row
from registry.errors import Refusal

OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
"""How .xls begins, and .xlsx that a password protects."""


def read_file(name: str, content: BinaryIO, layout: Layout) -> Iterator[Row]:
    """The rows of a CSV or .xlsx, or of a zip that holds one; `content` is read once, from its beginning.

    Raises, before the first row or at the place where it breaks, what spoils the whole file: FILE_EMPTY,
    FILE_IS_XLS, FILE_ENCODING, FILE_BROKEN, ROW_TOO_LONG, NO_HEADING, COLUMNS_MISSING.
    """
    beginning = beginning_of(content, len(OLD_EXCEL))
    if beginning == OLD_EXCEL or name.casefold().endswith(".xls"):
        raise Refusal("FILE_IS_XLS")
    yield from read_csv(cast(BinaryIO, io.BufferedReader(Rejoined(beginning, content))), layout)
