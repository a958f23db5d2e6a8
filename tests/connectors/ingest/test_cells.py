"""Cells: what was meant by a text, or that it cannot be told."""

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors import discover
from connectors.ingest import cells
from policy.catalogue import load
from policy.clauses import Code
from policy.sources import Column
from registry.errors import Refusal
from registry.identity.identity_numbers import with_check_digit
from tests.connectors.patience import patient

NUMBER = with_check_digit("62990119900101001")


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-01", "2026/11/1", "2026.11.1", "20261101", "2026年11月1日", "２０２６年１１月１日", " 2026-11-1 ",
        "2026-11-01 00:00:00", "2026-11-01T00:00", "2026/11/1 0:00", "46327", "46327.0",
    ],
)  # fmt: skip
def test_a_day_is_read_in_every_usual_form(text: str) -> None:
    assert cells.day(text) == "2026-11-01"


@pytest.mark.parametrize(
    "text", ["1/11/2026", "2026-11-31", "2026-11", "202611", "20241", "2026/11-1", "昨天", "2026-11-01 09:30"]
)
def test_what_might_be_another_day_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="CELL_DATE"):
        cells.day(text)


@pytest.mark.parametrize("text", ["202602", "2026-02", "2026/2", "2026年2月", "２０２６．２"])
def test_a_month_told_alone_is_its_first_or_last_day(text: str) -> None:
    assert cells.day_of_month(text, last=False) == "2026-02-01"
    assert cells.day_of_month(text, last=True) == "2026-02-28"
    assert cells.day_of_month("20260215", last=True) == "2026-02-15"
    with pytest.raises(Refusal, match="CELL_DATE"):
        cells.day_of_month("202613", last=True)


@patient()
@given(st.dates(date(1983, 1, 1), date(2063, 1, 1)))
def test_a_day_as_excel_keeps_it_is_that_day(day: date) -> None:
    assert cells.day(str((day - date(1899, 12, 30)) // timedelta(days=1))) == day.isoformat()


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("3500", 350000),
        ("3,500.5", 350050),
        ("￥３５００", 350000),
        ("35 000.00元", 3500000),
        ("0.1", 10),
        ("1.10000", 110),
        ("0", 0),
    ],
)
def test_yuan_become_fen_exactly(text: str, fen: int) -> None:
    assert cells.yuan(text) == fen


@patient()
@given(st.integers(0, 10**15 - 1))
def test_no_amount_loses_a_fen(fen: int) -> None:
    assert cells.yuan(f"{fen // 100}.{fen % 100:02}") == fen
    assert cells.yuan(f"{fen // 100:,}.{fen % 100:02}") == fen
    assert cells.fen(str(fen)) == fen


@pytest.mark.parametrize("text", ["3.555", "三千", "-1", "3.5万", "35,00", "1e3", "", "1" * 30])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="CELL_AMOUNT"):
        cells.yuan(text)


@pytest.mark.parametrize(
    "text",
    [
        NUMBER,
        NUMBER.lower(),
        f" {NUMBER[:6]} {NUMBER[6:14]} {NUMBER[14:]} ",
        f"'{NUMBER}",
        f"{NUMBER}43",
        f"{NUMBER}4301",
    ],
)
def test_an_id_number_is_read_in_every_usual_form(text: str) -> None:
    assert cells.id_number(text) == NUMBER
    assert cells.id_number("".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)) == NUMBER


@pytest.mark.parametrize(
    "text", ["6.29902E+17", "6.29901199001010E+17", "6.3e17", "629901199001010000", "629901199001010000.0"]
)
def test_one_that_a_spreadsheet_rounded_is_refused_with_what_to_do(text: str) -> None:
    with pytest.raises(Refusal) as caught:
        cells.id_number(text)
    assert caught.value.code == "ID_NUMBER_ROUNDED"
    assert "文本格式" in caught.value.zh
    assert text not in caught.value.zh


def test_a_number_that_ends_in_noughts_by_right_is_taken() -> None:
    right = next(
        n for n in (with_check_digit(f"629901{year}0101000"[:17]) for year in range(1950, 2000)) if n.endswith("000")
    )
    assert cells.id_number(right) == right


def test_words_of_a_code_list_are_its_codes_and_both_its_names() -> None:
    read = cells.reader(
        Column("mode", "code", ("方式",), "mode", (Code("REPAIR", "repair works", "修缮加固"), Code("B", "b", "乙")))
    )
    assert [read(text) for text in ("修缮加固", "REPAIR", "Repair  Works", "ｒｅｐａｉｒ", "修缮 加固")] == [
        "REPAIR"
    ] * 5
    with pytest.raises(Refusal) as caught:
        read("拆除")
    assert caught.value.code == "CELL_CODE"
    assert "修缮加固、乙" in caught.value.zh


def test_several_words_stand_in_one_cell() -> None:
    read = cells.reader(Column("needs", "set", ("需求",), "needs", (Code("A", "a", "甲"), Code("B", "b", "乙"))))
    assert read("甲、乙") == read("a, B") == ["A", "B"]


def test_a_senders_words_are_codes_or_say_that_it_is_no_longer_so_or_nothing() -> None:
    theirs = (("正常", "true"), ("注销", "false"), ("无", "null"), ("待定", ""))
    read = cells.reader(Column("disabled", "boolean", ("状态",), "state", theirs=theirs))
    assert [read(text) for text, _ in theirs] == [True, False, None, cells.LEFT_OUT]
    with pytest.raises(Refusal) as caught:
        read("有")
    assert "正常、注销、无、待定" in caught.value.zh


def test_a_part_of_a_cell_is_read_by_itself() -> None:
    assert cells.reader(Column("grade", "integer", ("证号",), "grade", part=(20, 20)))(f"{NUMBER}43") == 3


def test_yes_no_whole_numbers_and_divisions() -> None:
    assert [cells.boolean(text) for text in ("是", "否", "TRUE", "0", "√")] == [True, False, True, False, True]
    assert [cells.whole(text) for text in ("35", "35.0", "１,000", "-2")] == [35, 35, 1000, -2]
    assert [cells.division(text) for text in ("620502", "620502001", "620502001001")] == [
        "620502000000",
        "620502001000",
        "620502001001",
    ]
    for read, text, code in (
        (cells.boolean, "可能", "CELL_BOOLEAN"),
        (cells.whole, "3.5", "CELL_NUMBER"),
        (cells.fen, "1.5", "CELL_FEN"),
    ):
        with pytest.raises(Refusal, match=code):
            read(text)


@patient()
@given(st.text(max_size=40), st.sampled_from(sorted(cells.READERS)))
def test_whatever_is_typed_is_read_or_refused(text: str, kind: str) -> None:
    with suppress(Refusal):
        cells.READERS[kind](text)  # type: ignore[index] # one of its keys


def test_no_word_of_a_list_means_two_codes() -> None:
    for department in load(discover()).departments.values():
        for source in department.sources.values():
            for column in source.columns:
                told: dict[str, str] = {}
                for text, code in [(name, one.code) for one in column.codes for name in (one.code, one.zh, one.en)]:
                    assert told.setdefault(cells.word(text), code) == code, (department.code, column.field, text)
                assert len({cells.word(text) for text, _ in column.theirs}) == len(column.theirs)
