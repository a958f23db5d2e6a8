"""Search terms: what a person is found by, and what of it is typed."""

import pytest

from registry.errors import Refusal
from registry.identity.search_terms import LETTERS, NAME, NUMBER_TAIL, readings, sought_name, sought_tail, terms

ENDS = "6299**********001X"


def found(name: str, *typed: str) -> list[bool]:
    return [sought_name(text) in terms(name, ENDS) for text in typed]


def test_a_name_is_found_whole_and_by_beginnings_in_characters_letters_and_initials() -> None:
    assert all(found("欧阳小梅", "欧阳", "欧阳小", "欧阳小梅", "ouyang", "OuYang Xiao", "ouyangxiaomei", "oyxm", "oyx"))
    assert not any(found("欧阳小梅", "阳小", "xiaomei", "xm", "ouyangx"))


@pytest.mark.parametrize(
    ("surname", "read"),
    [("单", "shan"), ("仇", "qiu"), ("解", "xie"), ("盖", "ge"), ("曾", "zeng"), ("查", "zha"), ("区", "ou"), ("乐", "yue"), ("翟", "zhai"), ("朴", "piao"), ("吕", "lv")],
)  # fmt: skip # a surname and how it is read
def test_a_surname_is_found_by_the_way_it_is_read(surname: str, read: str) -> None:
    assert read in readings(surname)
    assert all(found(f"{surname}明", f"{read}ming", f"{read[0]}m"))


def test_how_it_is_written_makes_no_difference() -> None:
    assert all(found("买买提·艾力", "买买提艾力", "買買提•艾力", "maimaiti", "mmtal"))
    assert all(found("吕明", "lümíng"[:2] + "ming", "LV MING", "ｌｖｍｉｎｇ"))
    assert all(found("John Smith", "john", "JOHN SMITH"))


def test_too_little_is_refused() -> None:
    for text in ("", "王", "w", "·", " 王 ", "\u200b"):
        with pytest.raises(Refusal, match="TERM_TOO_SHORT"):
            sought_name(text)
    for text in ("001", "00100", "00a", "****"):
        with pytest.raises(Refusal, match="TERM_TOO_SHORT"):
            sought_tail(text)


def test_the_end_of_a_number_is_a_term_where_four_characters_of_it_are_known() -> None:
    assert sought_tail(" 001x ") == (NUMBER_TAIL, "001X")
    assert (NUMBER_TAIL, "001X") in terms("王明", ENDS)
    assert {kind for kind, _ in terms("王明", "Z9**************07")} == {NAME, LETTERS}


def test_a_long_name_has_few_terms() -> None:
    assert len(terms("长" * 60, ENDS)) < 40
