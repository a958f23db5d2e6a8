"""Workbooks (.xlsx): the sheets that have the heading, read by a process whose memory is bounded."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import chain, groupby, islice
from operator import itemgetter
from pathlib import Path

from connectors.sources import workbook_process
from connectors.sources.rows import MOST_TITLES, Layout, Row, heading_among, rows_below
from registry.errors import Refusal

MOST_ROWS = 200_000
PROGRAM = Path(workbook_process.__file__)
SheetRow = tuple[str, int, list[str]]


def read_xlsx(content: bytes, layout: Layout, most_rows: int = MOST_ROWS) -> Iterator[Row]:
    """The rows below the heading of every visible sheet that has one; hidden columns and rows are read, titles are not.

    Raises FILE_DAMAGED, FILE_TOO_LARGE, FILE_EMPTY, and of the sheet that comes nearest NO_HEADING; COLUMNS_MISSING
    of one that has half of what is needed, for its rows would be lost.
    """
    without: list[Refusal] = []
    found = False
    with _process(content, most_rows) as lines:
        for sheet, listed in groupby(lines, itemgetter(0)):
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


@contextmanager
def _process(content: bytes, most_rows: int) -> Iterator[Iterator[SheetRow]]:
    """The rows that a process tells of the workbook; it ends with this block."""
    with subprocess.Popen(  # noqa: S603 # our own program
        [sys.executable, "-I", str(PROGRAM), str(most_rows)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # an error's text may hold a cell
    ) as process:
        try:
            with suppress(BrokenPipeError):  # what it ended by is told below
                process.stdin.write(content)  # type: ignore[union-attr] # a pipe
                process.stdin.close()  # type: ignore[union-attr]
            yield _told(process)
        finally:
            process.kill()


def _told(process: subprocess.Popen[bytes]) -> Iterator[SheetRow]:
    """Each row, and then how the process ended."""
    for line in process.stdout or ():
        yield json.loads(line)
    code = process.wait()
    if code == workbook_process.DAMAGED:
        raise Refusal("FILE_DAMAGED")
    if code == workbook_process.TOO_LARGE or code < 0:  # the system ended it for its memory or time
        raise Refusal("FILE_TOO_LARGE", most=MOST_ROWS)
    if code:
        raise RuntimeError(f"workbook_process ended with {code}")
