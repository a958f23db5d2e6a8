"""Redaction: words that quote what was sent do not repeat an ID number, however it is written."""

import re
import reprlib
import string
import traceback
from collections.abc import Callable

UNSEEN = "\u00ad\u200b-\u200f\u2060\ufeff"
DASHES = "\u2010-\u2015\u2212\ufe63\uff0d"
POINTS = "\u00b7\u30fb\uff65\uff0e\u3002\uff0f\uff3f"
S = rf"[\s.\-_/{DASHES}{POINTS}{UNSEEN}]{{0,3}}"
"""What stands between the digits of a number in groups: at most three such, as a dash between blanks."""
X = "[Xx\uff38\uff58]"
KEPT = (
    r"(?P<kept>(?<![0-9A-Za-z])(?:"
    # an id of the hub's own
    r"[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[1-8][0-9A-Fa-f]{3}-[89ABab][0-9A-Fa-f]{3}-[0-9A-Fa-f]{12}"
    # a day, which may stand before a number, or before another day
    r"|(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"
    r")(?![0-9A-Za-z]))"
)
NUMBER = re.compile(
    rf"{KEPT}"
    rf"|(?<!\d)\d{{14,17}}(?:\d|{X})(?!\d)"
    # A telephone: mobile, or landline with its area code.
    rf"|(?<![0-9A-Za-z])(?:1[3-9](?:{S}\d){{9}}|0\d{{2,3}}{S}[2-9](?:{S}\d){{6,7}})(?![0-9A-Za-z])"
    # In a longer run as many as a number has, and then the next: it may begin anywhere in it.
    rf"|(?:\d{S}){{14,17}}(?:\d|{X})"
    rf"|(?<![0-9A-Za-z])(?:[Pp](?:\d{S}){{16}}(?:\d|{X})|[A-Za-z]{{3}}(?:\d{S}){{11}}\d|[A-Za-z](?:\d{S}){{8}}\d)"
    r"(?![0-9A-Za-z])"
)
SHORTENED = re.compile(rf"(?:\d{S}){{5,}}(?:\.{{3}}|…)(?:{S}\d)*|(?:\.{{3}}|…)(?:{S}\d){{5,}}")
"""What others have cut in the middle: both ends of a number."""
DIGITS = re.compile(rf"\d(?:{S}\d){{8}}")
"""Digits enough for a number: most texts have not, and this is soon seen."""
LONGEST_NAME = 200
ENDS = (
    string.digits
    + string.whitespace
    + "".join(map(chr, (*range(0xFF10, 0xFF1A), *range(0x20), 0xAD, *range(0x200B, 0x2016), 0x2060, 0x2212, 0xFEFF)))
    + ".-_/\u00b7\u3000\u30fb\u3002\uff0d\uff0e\uff0f\uff3f\uff65\ufe63"
)
"""Digits, and what stands between them."""


def redacted(text: str, replace: Callable[[str], str]) -> str:
    """The text, each ID number in it replaced; the same text where none is in it."""
    if "..." in text or "…" in text:
        text = SHORTENED.sub("…", text)
    if not DIGITS.search(text):
        return text
    return NUMBER.sub(lambda found: found[0] if found["kept"] else replace(found[0]), text)


def hidden(text: str) -> str:
    """The text, each ID number in it left out."""
    return redacted(text, lambda _: "…")


def cut(text: str, most: int) -> str:
    """At most so many letters; what may be a number's beginning goes too, since half of one is found no more.

    Of a text that is nothing else a “…” stays: that something was sent is told.
    """
    return text if len(text) <= most else text[:most].rstrip(ENDS) or "…"[:most]


def logged_name(name: str | None) -> str | None:
    """The name of an operation as a log keeps it: its caller writes it."""
    return None if name is None else hidden(cut(name, LONGEST_NAME))


def quoted(value: object, most: int = 60) -> str:
    """What was sent, as a refusal repeats it: between quotation marks, short, and without an ID number."""
    if isinstance(value, str):
        return repr(hidden(cut(value, 4 * most)))[:most]
    return hidden(str(value) if isinstance(value, int) else reprlib.repr(value))[:most]


def frames(error: BaseException) -> str:
    """Where an error was raised and what led to it, for the log; its text may hold a value, and is left out."""
    chain: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in chain:
        chain.append(following)
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)
    places = (f"{''.join(traceback.format_tb(one.__traceback__))}{type(one).__name__}" for one in reversed(chain))
    return "\n".join(places)
