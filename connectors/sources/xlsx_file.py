"""Workbooks (.xlsx): the sheets that have the heading, read by a process whose memory is bounded."""

import json
import subprocess
from collections.abc import Iterator
from itertools import chain, groupby, islice
from operator import itemgetter

from connectors.sources.bounded_process import MOST_ROWS, ended, started
from connectors.sources.rows import MOST_TITLES, Layout, Row, heading_among, rows_below
from registry.errors import Refusal

PROGRAM = "connectors.sources.workbook_process"
SheetRow = tuple[str, int, list[str]]


def read_xlsx(content: bytes, layout: Layout, most_rows: int = MOST_ROWS) -> Iterator[Row]:
    """The rows below the heading of every visible sheet that has one; hidden columns and rows are read, titles are not.

    Raises FILE_DAMAGED, FILE_TOO_LARGE, FILE_EMPTY, and of the sheet that comes nearest NO_HEADING; COLUMNS_MISSING
    of one that has half of what is needed, for its rows would be lost.
    """
    without: list[Refusal] = []
    found = False
    with started(PROGRAM, content, str(most_rows)) as process:
        for sheet, listed in groupby(_told(process), itemgetter(0)):
            rows = ((number, cells) for _, number, cells in listed)
            opening = list(islice(rows, MOST_TITLES))
            if refusal := _unlike(opening, layout, sheet):
                without.append(refusal)
                continue
            found = True
            yield from rows_below(chain(opening, rows), layout, sheet)
    if not found:
        raise max(without, key=lambda one: one.code == "COLUMNS_MISSING", default=Refusal("FILE_EMPTY"))


def _unlike(opening: list[tuple[int, list[str]]], layout: Layout, sheet: str) -> Refusal | None:
    """Why a sheet is no table of this layout; raises COLUMNS_MISSING where it is one that lacks a column."""
    try:
        heading_among(opening, layout, sheet)
    except Refusal as refusal:
        most = max(len(layout.needed) - len(layout.missing(cells)) for _, cells in opening)
        if 2 * most >= len(layout.needed):
            raise
        return refusal
    return None


def _told(process: "subprocess.Popen[bytes]") -> Iterator[SheetRow]:
    """Each row, and then how the process ended."""
    for line in process.stdout or ():
        yield json.loads(line)
    ended(process)
