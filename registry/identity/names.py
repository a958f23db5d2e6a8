"""Names: as they are shown to those who need not know them, and when two spellings are one name."""

import csv
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from registry import parsing
from registry.errors import Refusal

LONGEST = 60
# A name has one line, and U+FFFD stands where a program has lost a character.
BROKEN = re.compile("[\u2028\u2029\ufffc-\uffff]")
# Joiners, variation selectors and the vowel separator of Mongolian are seen in the characters beside them.
SHAPING = re.compile("[\u180b-\u180f\u200c\u200d\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Of these none is another one's width or case, and none is made of several.
IDEOGRAPHS = re.compile("[\u4e00-\u9fa5]+")
FOLDER = Path(__file__).parent
# The middle dot is the right one (GB/T 15834); keyboards, fonts and forms bring the rest:
# · • ∙ ⋅ ● ◦ ⚫ ⦁ ・ ‧ . 。 ᐧ ᛫ ⸱ ⸳ ꞏ 𐄁 ᆞ. Their wide and narrow forms are gone by then.
DOTS = (
    "\u00b7\u2022\u2219\u22c5\u25cf\u25e6\u26ab\u2981\u30fb\u2027.\u3002\u1427\u16eb\u2e31\u2e33\ua78f\U00010101\u119e"
)


def read_name(value: object, path: str = "name") -> str:
    """A name as it was entered, without blanks around it and what nobody sees; raises MISSING and BAD_TEXT.

    A name of signs alone is nobody's, nor is one that begins with the accent of a letter that is lost.
    """
    if isinstance(value, str) and len(value) <= LONGEST and IDEOGRAPHS.fullmatch(value):
        return value
    name = parsing.INVISIBLE.sub(_shaping, parsing.words(value, path, LONGEST)).strip()
    plain = plain_name(name)
    if BROKEN.search(name) or not any(map(_is_letter, plain)) or unicodedata.category(plain[0])[0] == "M":
        raise Refusal("BAD_TEXT", path, most=LONGEST)
    return name


def _shaping(unseen: re.Match[str]) -> str:
    return unseen[0] if SHAPING.match(unseen[0]) else ""


def _is_letter(character: str) -> bool:
    """Whether names are written with it: a letter, the ideograph 〇, a code of private use."""
    category = unicodedata.category(character)
    return category[0] == "L" or category in ("Nl", "Co")


def masked_name(name: str) -> str:
    """The first character and two stars whatever the length: 张**. Compound surnames are not worth a list.

    Of a name of one character the stars alone: the first one would be all of it.
    """
    return (name[0] if len(name) > 1 else "") + "**"


def masked_name_sql(column: str) -> str:
    """The same of a column, as SQL."""
    return f"left({column}, least(1, char_length({column}) - 1)) || '**'"


def same_name(first: str, second: str) -> bool:
    """Whether two spellings are one name: alike but for what `plain_name` leaves out."""
    return first == second or plain_name(first) == plain_name(second)


def plain_name(name: str) -> str:
    """The name for comparing alone, never to be shown.

    Dropped are what cannot be seen (format characters, variation selectors, fillers), blanks and the dots between the
    parts of a transcribed name; alike are width and case, the private-use and the real code of a character that GBK
    did not know, and the traditional and simplified forms of one.
    """
    if _is_plain(name):
        return name
    visible = parsing.INVISIBLE.sub("", name.translate(_private_use()))
    narrow = unicodedata.normalize("NFKC", visible).casefold()
    bare = parsing.INVISIBLE.sub("", unicodedata.normalize("NFKC", narrow)).translate(_simplified())
    # Without the blank between them, a letter and its accent are one.
    return unicodedata.normalize("NFKC", bare)


def _is_plain(name: str) -> bool:
    """Whether it is of ideographs alone that stand for themselves, as nearly every name."""
    return IDEOGRAPHS.fullmatch(name) is not None and _simplified().keys().isdisjoint(map(ord, name))


@cache
def _private_use() -> Mapping[int, str]:
    """The 106 characters that GBK kept in private use, where GB 18030-2000, 2005 and 2022 moved them."""
    return {int(row["private_use"], 16): chr(int(row["unicode"], 16)) for row in _rows("gbk_private_use")}


@cache
def _simplified() -> Mapping[int, str]:
    """What stands for a character: nothing for dots and blanks, the simplified form for a traditional one.

    The forms are those of OpenCC 1.4.2 (TSCharacters and TSCharactersExt, Apache-2.0), the first of several. Only one
    character at a time is compared, so its data are enough; its phrases are for prose.
    """
    forms = {ord(row["written"]): row["simplified"] for row in _rows("simplified")}
    return {**forms, **dict.fromkeys(map(ord, DOTS), ""), **dict.fromkeys(map(ord, " \t\u1680\u2028\u2029"), "")}


def _rows(table: str) -> list[dict[str, str]]:
    with (FOLDER / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
