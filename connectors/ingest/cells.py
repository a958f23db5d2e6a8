"""Cells: a text as a clerk or a system wrote it becomes the value that the graph has at that place."""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache, partial

from policy.clauses import Code
from policy.sources import CellType, Column
from registry.errors import Refusal
from registry.identity.identity_numbers import with_check_digit
from registry.parsing import INT32, MOST_FEN, narrow
from registry.redaction import quoted

YES = ("是", "有", "真", "true", "yes", "y", "1", "√", "✓")
NO = ("否", "无", "假", "false", "no", "n", "0", "×", "✗")
BOOLEANS: Mapping[str, bool] = {**dict.fromkeys(YES, True), **dict.fromkeys(NO, False)}
DAY = re.compile(r"([0-9]{4})(?:([-/.])([0-9]{1,2})\2([0-9]{1,2})|年([0-9]{1,2})月([0-9]{1,2})日|([0-9]{2})([0-9]{2}))")
MONTH = re.compile(r"([0-9]{4})(?:[-/.]([0-9]{1,2})|年([0-9]{1,2})月|([0-9]{2}))")
CLOCK = re.compile(r"[ T]?0{1,2}:00(?::00(?:\.0+)?)?")
SERIAL = re.compile(r"[3-5][0-9]{4}(?:\.0+)?")
"""A day as Excel keeps it, from 1982 to 2064: others might be a month that lacks a digit."""
EXCEL_BEGAN = date(1899, 12, 30)
MONEY = re.compile(r"[¥￥]?([0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(\.[0-9]*)?元?")
WHOLE = re.compile(r"-?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.0*)?")
ROUNDED = re.compile(r"[0-9](?:\.[0-9]+)?E\+?1[4-9]|[0-9]{15,18}\.0*")
"""An ID number that a spreadsheet took for a number."""
CUT = re.compile("[0-9]{15}000")
"""Of a number that keeps 15 digits, the last three of 18 become noughts."""
CERTIFICATE = re.compile(r"([0-9]{17}[0-9X])[1-7][1-4](?:[0-9]{2})?")
"""The number of a disability certificate: the ID number, kind, grade, and how often it was issued anew."""
LISTED = re.compile(r"[,、;|/\s]+")
DIVISION_LENGTHS = (2, 4, 6, 9, 12)

LEFT_OUT = object()
"""The value of a cell by which nothing is said."""
MEANINGS: Mapping[str, object] = {"": LEFT_OUT, "null": None, "true": True, "false": False}

Read = Callable[[str], object]
ALIKE = ("boolean", "code", "date", "division", "fen", "integer", "programme", "yuan")
KEPT = 1024
"""Cells of a column that are kept read."""


def reader(column: Column) -> Read:
    """How a cell of this column is read; what cannot be is refused by the cell, and never repeats an ID number.

    Most columns say the same in thousands of rows: what they said last is kept read, but of nobody's number or name.
    """
    read = _whole_reader(column)
    if column.part is not None:
        first, last = column.part
        return lambda text: read(narrow(text)[first - 1 : last])
    return lru_cache(maxsize=KEPT)(read) if column.type in ALIKE else read


def _whole_reader(column: Column) -> Read:
    if column.theirs:
        return _mapped(column)
    if column.type in ("code", "programme", "set"):
        return _coded(column)
    if column.type == "date" and column.month:
        return partial(day_of_month, last=column.month == "last")
    return READERS[column.type]


def plain_text(text: str) -> str:
    return text


def day(text: str) -> str:
    """A day, however it is usually written, as YYYY-MM-DD; raises CELL_DATE."""
    given = narrow(text)
    if SERIAL.fullmatch(given):
        return (EXCEL_BEGAN + timedelta(days=int(given.partition(".")[0]))).isoformat()
    found = DAY.match(given)
    if found and (found.end() == len(given) or CLOCK.fullmatch(given, found.end())):
        year, *rest = [int(part) for part in found.groups() if part and part.isdigit()]
        try:
            return date(year, *rest).isoformat()
        except ValueError:
            pass
    raise Refusal("CELL_DATE", value=quoted(given))


def day_of_month(text: str, last: bool) -> str:
    """A day, or of a month that is told alone its first or last one; raises CELL_DATE."""
    found = MONTH.fullmatch(narrow(text))
    if not found:
        return day(text)
    year, month = [int(part) for part in found.groups() if part]
    try:
        return date(year, month, monthrange(year, month)[1] if last else 1).isoformat()
    except ValueError:  # also for a month that is none
        raise Refusal("CELL_DATE", value=quoted(text)) from None


def yuan(text: str) -> int:
    """An amount in yuan as fen, exactly; raises CELL_AMOUNT, also for parts of a fen."""
    given = narrow(text).replace(" ", "")
    if found := MONEY.fullmatch(given):
        fen = Decimal(found[1].replace(",", "") + (found[2] or "")) * 100
        if fen == fen.to_integral_value() and fen < MOST_FEN:
            return int(fen)
    raise Refusal("CELL_AMOUNT", value=quoted(given))


def whole(text: str) -> int:
    """A whole number; raises CELL_NUMBER."""
    given = narrow(text).replace(" ", "")
    if WHOLE.fullmatch(given) and abs(number := int(given.partition(".")[0].replace(",", ""))) <= INT32:
        return number
    raise Refusal("CELL_NUMBER", value=quoted(given))


def fen(text: str) -> int:
    """An amount that is told in fen; raises CELL_FEN."""
    given = narrow(text).replace(" ", "").replace(",", "").partition(".0")[0]
    if given.isdecimal() and len(given) <= len(str(MOST_FEN)) and int(given) < MOST_FEN:
        return int(given)
    raise Refusal("CELL_FEN", value=quoted(given))


def boolean(text: str) -> bool:
    """是 or 否, in the usual ways; raises CELL_BOOLEAN."""
    given = narrow(text).casefold()
    if given not in BOOLEANS:
        raise Refusal("CELL_BOOLEAN", value=quoted(given))
    return BOOLEANS[given]


def id_number(text: str) -> str:
    """An ID number in narrow capitals, that of a disability certificate cut to it; the act checks it further.

    Raises ID_NUMBER_ROUNDED where a spreadsheet took it for a number and lost its end.
    """
    given = "".join(narrow(text).upper().split()).lstrip("'")
    lost = CUT.fullmatch(given) and with_check_digit(given[:17]) != given
    if ROUNDED.fullmatch(given) or lost:
        raise Refusal("ID_NUMBER_ROUNDED")
    certificate = CERTIFICATE.fullmatch(given)
    return certificate[1] if certificate else given


def division(text: str) -> str:
    """A division's code, filled up to twelve digits."""
    given = narrow(text).removesuffix(".0")
    return given.ljust(12, "0") if given.isdecimal() and len(given) in DIVISION_LENGTHS else given


READERS: Mapping[CellType, Read] = {
    "text": plain_text,
    "date": day,
    "yuan": yuan,
    "fen": fen,
    "integer": whole,
    "boolean": boolean,
    "id_number": id_number,
    "division": division,
}


def word(text: str) -> str:
    """A word of a code list without what differs from hand to hand."""
    return "".join(narrow(text).casefold().split())


def words(codes: Sequence[Code]) -> Mapping[str, str]:
    """The code for each word by which it may be told: itself, its Chinese and its English name."""
    told = [(name, code.code) for code in codes for name in (code.code, code.zh, code.en)]
    return {word(name): code for name, code in reversed(told)}


def _mapped(column: Column) -> Read:
    """By the sender's own words; "null" says that it is no longer so, nothing that nothing is said of it."""
    theirs = {word(text): ours for text, ours in column.theirs}
    listed = "、".join(text for text, _ in column.theirs)

    def read(text: str) -> object:
        if (ours := theirs.get(word(text))) is None:
            raise Refusal("CELL_CODE", value=quoted(text), codes=listed)
        return MEANINGS.get(ours, ours)

    return read


def _coded(column: Column) -> Read:
    codes = words(column.codes)
    listed = "、".join(code.zh for code in column.codes)

    def one(text: str) -> str:
        if (known := codes.get(word(text))) is not None:
            return known
        if column.type == "programme":  # by its number, which the act knows
            return narrow(text)
        raise Refusal("CELL_CODE", value=quoted(text), codes=listed)

    def several(text: str) -> list[str]:
        return [one(part) for part in LISTED.split(narrow(text)) if part]

    return several if column.type == "set" else one
