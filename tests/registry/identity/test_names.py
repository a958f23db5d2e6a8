"""Names: what a masked one tells, and which spellings are one name."""

import csv
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.errors import Refusal
from registry.identity.names import FOLDER, masked_name, plain_name, read_name, same_name

TURNING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def code(name: str) -> str:
    with pytest.raises(Refusal) as refusal:
        read_name(name, "members[0].name")
    assert refusal.value.path == "members[0].name"
    return refusal.value.code


def test_a_masked_name_tells_neither_the_given_name_nor_its_length() -> None:
    assert masked_name("张三") == masked_name("张三丰") == "张**"
    assert masked_name("张") == "**"


@pytest.mark.parametrize("dot", "·•∙⋅●・‧.．。｡ᐧ･⸱ \u3000")
def test_whatever_dot_or_blank_stands_between_its_parts_it_is_one_name(dot: str) -> None:
    assert same_name("阿依古丽·买买提", f"阿依古丽{dot}买买提")


@pytest.mark.parametrize("unseen", "\u200b\u200e\ufeff\u00ad\u034f\ufe0f\u3164\U000e0100")
def test_what_nobody_sees_makes_no_other_name(unseen: str) -> None:
    for spelled in (f"{unseen}王䶮", f"王{unseen}䶮", f"王䶮{unseen}"):
        assert same_name("王䶮", spelled)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("王䶮", "王\ue863"),  # typed on a system of before GB 18030-2000
        ("龍應台", "龙应台"),
        ("王䶮", "王龑"),
        ("ＭＡＲＩＡ　ｌｏｐｅｚ", "Maria Lopez"),
        ("张 三", "张三"),
        ("神田", "\ufa19田"),  # a compatibility ideograph
    ],
)
def test_two_ways_to_write_it_are_one_name(first: str, second: str) -> None:
    assert same_name(first, second)


@pytest.mark.parametrize(("first", "second"), [("张三", "张三丰"), ("王䶮", "王龙"), ("李喆", "李哲"), ("王一", "王")])
def test_other_names_are_other_names(first: str, second: str) -> None:
    assert not same_name(first, second)


@pytest.mark.parametrize("name", ["\u200b", "\u3164", "张\u202e三\u202c", "张\u0085三", "\u2067张"])
def test_what_cannot_be_seen_or_turns_the_line_is_no_name(name: str) -> None:
    assert code(name) == "BAD_TEXT"


SIGNS = ["·", "．・", "---", "（）", "？？", "!", "*_*", "12345", "\u0301", " \u0301", "\u200b\u0301", "\u0301张", "😀"]
BROKEN = ["\ufffd", "张\ufffd", "张\ufffc三", "张\uffff", "张\u2028三", "\U000e0100", "\u200d"]


@pytest.mark.parametrize("name", [*SIGNS, *BROKEN])
def test_signs_an_accent_alone_and_what_a_program_has_lost_are_no_name(name: str) -> None:
    assert code(name) == "BAD_TEXT"


@pytest.mark.parametrize(
    "name", ["张〇", "〇", "欧阳·\ue863", "O'Neil", "Jose\u0301", "无名氏1", "Mary-Ann (Li)", "ᠮᠣᠩᠭᠣᠯ"]
)
def test_names_hold_what_names_are_written_with(name: str) -> None:
    assert read_name(name) == name


def test_a_name_stays_as_it_was_entered_but_for_what_nobody_sees() -> None:
    assert read_name(" 阿依古麗 • 买买提 ") == "阿依古麗 • 买买提"
    assert read_name("\u200e\u061c王\u200f䶮\U000e0100\ufeff\ufff9") == "王䶮\U000e0100"
    assert masked_name(read_name("\u200b张三")) == "张**"


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Z", "Cf", "Cn", "Co"]), max_size=6))
def test_whatever_is_taken_for_a_name_can_be_read_and_turns_nothing(text: str) -> None:
    try:
        name = read_name(text)
    except Refusal:
        return
    assert same_name(name, text)
    assert read_name(name) == name
    assert not {unicodedata.bidirectional(c) for c in name} & TURNING
    assert unicodedata.category(masked_name(name)[0])[0] not in "MZ"


def test_the_codes_of_private_use_are_those_of_gb_18030() -> None:
    with (FOLDER / "gbk_private_use.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert len({row["private_use"] for row in rows}) == 106
    for row in rows:
        # Python knows the edition of 2000: it gives the character of today, or the private code that it still had then.
        assert f"{ord(bytes.fromhex(row['gb18030']).decode('gb18030')):04X}" in (row["unicode"], row["private_use"])


@given(st.text())
def test_the_plain_name_is_its_own(name: str) -> None:
    assert plain_name(plain_name(name)) == plain_name(name)
