"""CSV: text in UTF-8 (with or without a mark), UTF-16 with one, or GB18030, its cells parted by whatever sign."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from connectors.sources.rejoined import Rejoined, beginning_of
from connectors.sources.rows import CONTROLS, MOST_TITLES, Layout, Numbered, Row, rows_below
from registry.errors import Refusal

OPENING = 2**20
"""Bytes by which encoding and delimiter are known."""
LONGEST_LINE = 2**20
DELIMITERS = (",", "\t", ";", "|", "，")
MARKS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
"""How a cell is written that a spreadsheet is to leave alone: ="0629"."""
NEUTRALISED = re.compile(r"'(?=[=+\-@\t\r0-9])")
"""An apostrophe before what a spreadsheet would compute or take for a number."""
SIGNS = ("=", "'")


def read_csv(content: BinaryIO, layout: Layout) -> Iterator[Row]:
    """The rows below the heading, line by line: the memory it takes does not grow with the file.

    Raises FILE_EMPTY, FILE_ENCODING, FILE_BROKEN, ROW_TOO_LONG, and as `rows_below` does.
    """
    opening = beginning_of(content, OPENING)
    encoding = encoding_of(opening)
    delimiter = delimiter_of(opening.decode(encoding, "replace"), layout)
    raw = io.BufferedReader(Rejoined(opening, content))
    with io.TextIOWrapper(raw, encoding, newline="") as text:
        yield from rows_below(_numbered(text, delimiter), layout, ragged=True)


def encoding_of(opening: bytes) -> str:
    """By its mark, or UTF-8 where it is that, or GB18030."""
    for mark, encoding in MARKS.items():
        if opening.startswith(mark):
            return encoding
    try:
        # The last character may be cut in two.
        codecs.getincrementaldecoder("utf-8")().decode(opening, final=len(opening) < OPENING)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def delimiter_of(text: str, layout: Layout) -> str:
    """The sign by which the most headings are known; a comma where none is."""

    def known(delimiter: str) -> int:
        try:
            rows = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), MOST_TITLES))
        except csv.Error:
            return 0
        return max(map(layout.count, rows), default=0)

    return max(DELIMITERS, key=known)


def _numbered(text: io.TextIOWrapper, delimiter: str) -> Iterator[Numbered]:
    # Strict: a quotation mark that is not closed would take the rows below it into its cell, and they would be lost.
    reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
    while True:
        number = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except UnicodeError:
            raise Refusal("FILE_ENCODING", row=number) from None
        except csv.Error:
            raise Refusal("FILE_BROKEN", row=number) from None
        yield number, [typed(cell) for cell in cells]


def _lines(text: io.TextIOWrapper) -> Iterator[str]:
    number = 0
    while line := text.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE and not line.endswith(("\n", "\r")):
            raise Refusal("ROW_TOO_LONG", row=number)
        yield CONTROLS.sub("", line)


def typed(cell: str) -> str:
    """What was meant by a cell: without blanks around it and without the signs that keep a spreadsheet from it."""
    text = cell.strip()
    if not text.startswith(SIGNS):
        return text
    if kept := AS_TEXT.fullmatch(text):
        text = kept[1].strip()
    return NEUTRALISED.sub("", text, count=1) if text.startswith("'") else text
