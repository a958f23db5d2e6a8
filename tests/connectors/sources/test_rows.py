"""Rows: found below their heading, under its names, with the numbers by which a clerk finds them."""

import pytest

from connectors.sources.rows import Layout, Row, letters, named, plain_heading, rows_below
from registry.errors import Refusal

LAYOUT = Layout(
    known=frozenset({"姓名", "name", "状态", "金额元"}),
    needed={"姓名": frozenset({"姓名", "name"}), "状态": frozenset({"状态"})},
)


def below(*table: list[str]) -> list[Row]:
    return list(rows_below(enumerate(table, 1), LAYOUT))


def test_titles_above_the_heading_are_passed_over_and_counted() -> None:
    rows = below(["2026年住房救助反馈表", ""], ["填表说明", "姓名须与身份证一致"], ["姓名", "状态"], ["张三", "已给予"])
    assert rows == [Row(4, {"姓名": "张三", "状态": "已给予"})]


def test_empty_rows_and_a_heading_that_comes_again_are_no_rows() -> None:
    rows = below(["姓名", "状态"], ["", ""], ["姓名", "状态"], ["李四", ""], ["王五"])
    assert [(row.number, *row.cells.values()) for row in rows] == [(4, "李四", ""), (5, "王五", "")]


@pytest.mark.parametrize("heading", ["金额（元）", "金额(元)", " 金额 （元）*", "金额\n（元）", "＊金额（元）（必填）"])
def test_a_heading_is_known_however_it_is_typed(heading: str) -> None:
    assert plain_heading(heading) == "金额元"


def test_what_is_lacking_is_named_with_the_row_of_the_heading() -> None:
    with pytest.raises(Refusal) as caught:
        below(["一览表"], ["姓名", "金额（元）"], ["张三", "1"])
    assert (caught.value.code, caught.value.values["names"], caught.value.values["row"]) == (
        "COLUMNS_MISSING",
        "状态",
        2,
    )


@pytest.mark.parametrize(
    ("table", "code"), [([], "FILE_EMPTY"), ([["", ""]], "FILE_EMPTY"), ([["a", "b"]], "NO_HEADING")]
)
def test_a_table_without_anything_known_is_refused(table: list[list[str]], code: str) -> None:
    with pytest.raises(Refusal, match=code):
        below(*table)


def test_a_column_that_stands_there_twice_spoils_the_table_unless_nobody_reads_it() -> None:
    assert below(["姓名", "备注", "状态", "备注"], ["张三", "", "终止", ""])
    with pytest.raises(Refusal) as caught:
        below(["姓名", "金额（元）", "状态", "金额(元)"], ["张三", "1", "终止", "2"])
    assert (caught.value.code, caught.value.values["names"]) == ("COLUMN_TWICE", "金额（元）、金额(元)")


def test_columns_without_a_name_of_their_own_are_called_by_their_letters() -> None:
    assert named(["姓名", "备注", "", "备注", ""]) == ["姓名", "备注", "(C)", "备注(D)", "(E)"]
    assert [letters(n) for n in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
