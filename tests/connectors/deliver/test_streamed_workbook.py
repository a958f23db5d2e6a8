"""A workbook that goes out while it is written: read back by a reader of others, and held in bounded memory."""

import io
import tracemalloc
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from connectors.deliver.streamed_workbook import LONGEST_CELL, StreamedWorkbook
from registry.errors import Refusal


def read(content: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(content))


def test_a_cell_holds_what_it_was_given_and_is_never_computed() -> None:
    cells = ["=1+1", "+86", "@SUM(A1)", "<&>\"'", "a\tb\nc", "_x0041_", "629901194506180019", " 家 ", "", None, 7]
    book = StreamedWorkbook("名单", [str(n) for n in range(len(cells))])
    book.add([cells])
    book.close({"list": "名单"})
    (row,) = read(book.taken()).get_sheet_by_index(0).to_python()[1:]
    assert row == [*cells[:8], "", "", 7.0]


def test_what_xml_cannot_say_is_said_as_workbooks_say_it() -> None:
    book = StreamedWorkbook("a", ["b"])
    book.add([["x\x00y\x1f"]])
    book.close({})
    assert read(book.taken()).get_sheet_by_index(0).to_python()[1] == ["x\x00y\x1f"]


def test_a_list_that_is_longer_than_a_sheet_goes_on_on_the_next_under_its_headings() -> None:
    book = StreamedWorkbook("list", ["n"], most_rows=4)
    book.add([n] for n in range(7))
    book.close({"count": "7"})
    sheets = read(book.taken())
    assert sheets.sheet_names == ["list", "list 2", "list 3", "aidhub"]
    assert [sheets.get_sheet_by_index(n).to_python() for n in range(3)] == [
        [["n"], [0.0], [1.0], [2.0]],
        [["n"], [3.0], [4.0], [5.0]],
        [["n"], [6.0]],
    ]
    assert sheets.get_sheet_by_name("aidhub").to_python() == [["count", "7"]]


def test_a_text_that_no_cell_holds_is_refused() -> None:
    book = StreamedWorkbook("a", ["b"])
    with pytest.raises(Refusal, match="EXPORT_CELL_TOO_LONG"):
        book.add([["x" * (LONGEST_CELL + 1)]])


def test_what_is_not_ended_is_not_opened() -> None:
    book = StreamedWorkbook("a", ["b"])
    book.add([["c"]])
    with pytest.raises(Exception, match="Cannot detect file format"):
        read(book.taken())


def test_what_was_taken_is_held_no_more() -> None:
    book = StreamedWorkbook("a", ["b", "c"])
    tracemalloc.start()
    content, held = io.BytesIO(), 0
    for begun in range(0, 20_000, 200):
        book.add([f"{begun + n:018}", f"进步巷{n}号"] for n in range(200))
        written = content.write(book.taken())
        held = max(held, tracemalloc.get_traced_memory()[0] - content.tell() - written)
    tracemalloc.stop()
    book.close({})
    content.write(book.taken())
    with zipfile.ZipFile(content) as package:
        assert held * 4 < package.getinfo("xl/worksheets/sheet1.xml").file_size
