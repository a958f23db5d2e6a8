"""Parsing: a date, an instant, an id, a number or a text from outside is read strictly, or refused by its place."""

import datetime
import re
import unicodedata
from collections.abc import Collection
from uuid import UUID

from registry.errors import Refusal
from registry.redaction import quoted

MOST_FEN = 10**15
LONGEST_TEXT = 500
LONGEST_ARGUMENT = 2000
LONGEST_NUMBER = 60
INT32, INT64 = 2**31 - 1, 2**63 - 1
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")
# C0 and C1 controls, and what turns the direction of the text after it.
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
# What nobody sees: Unicode's Default_Ignorable_Code_Point, the other format characters, and the blank of Braille.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def missing(path: str) -> Refusal:
    """That a value is needed at this place."""
    return Refusal("MISSING", path, name=_name(path))


def date(value: object, path: str = "") -> datetime.date:
    """YYYY-MM-DD; raises BAD_DATE. Python alone would take weeks and days of the year as well."""
    try:
        if isinstance(value, str) and DATE.fullmatch(value):
            return datetime.date.fromisoformat(value)
    except ValueError:
        pass
    raise Refusal("BAD_DATE", path)


def instant(value: object, path: str = "") -> datetime.datetime:
    """A moment with its zone (ISO 8601), as UTC; raises BAD_INSTANT, also beyond the years that there are in UTC."""
    try:
        moment = datetime.datetime.fromisoformat(value) if isinstance(value, str) else None
        if moment is not None and moment.tzinfo is not None:
            return moment.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        pass
    raise Refusal("BAD_INSTANT", path)


def uuid(value: object, path: str = "") -> UUID:
    """An id in its one usual spelling, as the hub gave it; raises BAD_ID."""
    text = str(value)
    try:
        read = UUID(text)
    except ValueError:
        read = None
    if read is None or str(read) != text.lower():
        raise Refusal("BAD_ID", path, value=quoted(text))
    return read


def whole_number(value: object, path: str = "", least: int = 0, most: int = INT32) -> int:
    """A whole number within bounds; raises BAD_NUMBER."""
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise Refusal("BAD_NUMBER", path, name=_name(path), least=least, most=most)
    return value


def fen(value: object, path: str = "") -> int:
    """An amount of money in whole fen; raises BAD_AMOUNT."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < MOST_FEN:
        raise Refusal("BAD_AMOUNT", path, most=MOST_FEN)
    return value


def boolean(value: object, path: str = "") -> bool:
    """True or false; raises BAD_BOOLEAN."""
    if not isinstance(value, bool):
        raise Refusal("BAD_BOOLEAN", path, name=_name(path))
    return value


def storable(value: object, path: str = "", most: int = LONGEST_ARGUMENT) -> str:
    """Text that PostgreSQL can hold, as it is: no NUL, no half of a surrogate pair; raises BAD_TEXT."""
    text = str(value)
    if len(text) > most or UNSTORABLE.search(text):
        raise Refusal("BAD_TEXT", path, most=most)
    return text


def words(value: object, path: str = "", most: int = LONGEST_TEXT) -> str:
    """Text of a line, without the blanks around it; raises MISSING and BAD_TEXT.

    It holds no control characters, nothing that turns its direction, and something that can be seen.
    """
    if value is None or value == "":
        raise missing(path)
    text = str(value).strip()
    seen = text.isascii() or INVISIBLE.sub("", text).strip()
    if not 1 <= len(text) <= most or CONTROL.search(text) or not seen:
        raise Refusal("BAD_TEXT", path, most=most)
    return text


def narrow(text: str) -> str:
    """The text in narrow letters, however wide it was typed."""
    return unicodedata.normalize("NFKC", text).strip()


def household_number(value: object, path: str) -> str:
    """A household's number as it is kept and looked for: in narrow letters, however wide it was typed.

    Whether letters are large or small is the office's own. Raises MISSING and BAD_TEXT.
    """
    narrowed = narrow(words(value, path, LONGEST_NUMBER))
    return words(narrowed, path, LONGEST_NUMBER)  # a sign that is written as several can make it longer


def code(value: object, path: str, codes: Collection[str]) -> str:
    """A code of a list; raises UNKNOWN_CODE."""
    if not isinstance(value, str) or value not in codes:
        listed = ", ".join(sorted(codes))
        raise Refusal("UNKNOWN_CODE", path, value=quoted(value), name=_name(path), codes=listed)
    return str(value)


def _name(path: str) -> str:
    return path.rpartition(".")[2] or path
