"""CSV as offices and systems write it: encodings, delimiters, quotation marks; read line by line."""

import csv
import io
import tracemalloc
from contextlib import suppress
from itertools import chain, repeat
from typing import BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.sources.csv_file import OPENING, read_csv, typed
from connectors.sources.rows import MOST_COLUMNS, Layout, Row
from registry.errors import Refusal
from tests.connectors.patience import patient

LAYOUT = Layout(frozenset({"姓名", "状态", "备注"}), {"姓名": frozenset({"姓名"}), "状态": frozenset({"状态"})})
TEXT = "姓名,状态,备注\n张三,已给予,\n李四,终止,房屋㐂\n"


def read(content: bytes) -> list[Row]:
    return list(read_csv(io.BytesIO(content), LAYOUT))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_the_encoding_is_seen(encoding: str) -> None:
    assert [(row.number, row.cells["备注"]) for row in read(TEXT.encode(encoding))] == [(2, ""), (3, "房屋㐂")]


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_so_is_what_parts_cells_and_lines(delimiter: str, end: str) -> None:
    rows = read(TEXT.replace(",", delimiter).replace("\n", end).encode())
    assert [row.cells["姓名"] for row in rows] == ["张三", "李四"]


def test_a_line_break_in_quotation_marks_stays_in_its_cell_and_the_next_row_keeps_its_line() -> None:
    rows = read('姓名,状态,备注\n张三,已给予,"一、""甲"",乙\n二、丙"\n李四,终止,\n'.encode())
    assert [(row.number, row.cells["备注"]) for row in rows] == [(2, '一、"甲",乙\n二、丙'), (4, "")]


def test_a_row_with_more_cells_than_the_heading_says_so() -> None:
    rows = read("姓名,状态\n张三,已给予,35,000\n李四,终止,,\n".encode())
    assert [row.overlong for row in rows] == [True, False]


def test_empty_columns_far_beside_the_list_are_let_be() -> None:
    (row,) = read(("姓名,状态" + "," * 3 * MOST_COLUMNS + "\n张三,终止" + "," * 3 * MOST_COLUMNS + "\n").encode())
    assert (len(row.cells), row.overlong) == (MOST_COLUMNS, False)


def test_of_a_quotation_mark_that_is_not_closed_the_line_is_told_where_it_was_opened() -> None:
    with pytest.raises(Refusal) as caught:
        read('姓名,状态\n王五,终止\n"张三,已给予\n李四,终止\n赵六,终止\n'.encode())
    assert "第 3 行" in caught.value.zh


def test_control_characters_are_no_part_of_a_cell_or_heading() -> None:
    (row,) = read("姓名\x01,状态,备注\n张三\0\0,\x1f已给予\x7f,\0\n".encode())
    assert list(row.cells.items()) == [("姓名", "张三"), ("状态", "已给予"), ("备注", "")]


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ('="0629"', "0629"),
        ("\t6299", "6299"),
        ("'6299", "6299"),
        ("'=1+1", "=1+1"),
        ("'张三", "'张三"),
        ("　张三 ", "张三"),
    ],
)
def test_signs_that_keep_a_spreadsheet_from_a_cell_are_not_meant(cell: str, meant: str) -> None:
    assert typed(cell) == meant


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "FILE_EMPTY"),
        ("姓名,状态\n张三,已给予\n".encode() + b"\xff\xff\xff\n", "FILE_ENCODING"),
        ("姓名,状态\n张三,".encode() + b'"' + b"x" * 200_000, "FILE_BROKEN"),
        ('姓名,状态\n"张三,已给予\n李四,终止\n'.encode(), "FILE_BROKEN"),
        ('姓名,状态\n"张三,已给予\n李四,"终止"\n'.encode(), "FILE_BROKEN"),
        ("姓名,状态\n".encode() + b"x," * 2**20, "ROW_TOO_LONG"),
        ("姓名,状态".encode() + b",x" * MOST_COLUMNS + b"\n", "TOO_MANY_COLUMNS"),
        ("姓名,状态".encode() + b"," * MOST_COLUMNS + b"x\n", "TOO_MANY_COLUMNS"),
    ],
)
def test_what_spoils_the_file_is_told(content: bytes, code: str) -> None:
    with pytest.raises(Refusal, match=code):
        read(content)


def test_a_chinese_letter_cut_in_two_at_the_end_of_the_opening_is_still_utf_8() -> None:
    heading = "姓名,状态\n".encode()
    lines, rest = divmod(OPENING - 1 - len(heading), 1000)
    content = heading + (b"a" * 997 + b",x\n") * lines + b"\n" * rest
    assert len(content) == OPENING - 1
    assert read(content + "张三,终止\n".encode())[-1].cells["姓名"] == "张三"


class Endless(io.RawIOBase):
    """A long file that is nowhere, a line of it at a time."""

    def __init__(self, lines: int) -> None:
        line = ("张三,已给予," + "x" * 1000 + "\n").encode()
        self.parts = chain(["姓名,状态,备注\n".encode()], repeat(line, lines))

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override] # what BufferedReader hands over
        part = next(self.parts, b"")
        buffer[: len(part)] = part
        return len(part)


def test_memory_does_not_grow_with_the_file() -> None:
    def peak(lines: int) -> int:
        tracemalloc.start()
        assert sum(1 for _ in read_csv(cast(BinaryIO, Endless(lines)), LAYOUT)) == lines
        used = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return used

    # The opening is held, and both are longer.
    assert peak(6000) < 1.5 * peak(3000)


@patient()
@given(
    st.binary(max_size=300),
    st.sampled_from([b"", "姓名,状态\n".encode(), "姓名,状态\n".encode("gb18030"), b"\xff\xfe"]),
)
def test_no_bytes_bring_it_down(content: bytes, before: bytes) -> None:
    with suppress(Refusal):
        read(before + content)


CELL = st.text(
    st.characters(blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), blacklist_characters="'=\ufeff"), max_size=8
)


@patient()
@given(
    st.lists(st.tuples(CELL.filter(bool), CELL, CELL), min_size=1, max_size=20),
    st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    st.sampled_from([",", "\t", ";"]),
)
def test_what_is_written_is_read_back(table: list[tuple[str, str, str]], encoding: str, delimiter: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(["姓名", "状态", "备注"])
    writer.writerows(table)
    rows = read(text.getvalue().encode(encoding))
    assert [tuple(row.cells.values()) for row in rows] == table
    assert [row.number for row in rows] == list(range(2, len(table) + 2))
