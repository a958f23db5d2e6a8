"""Identity numbers (公民身份号码, GB 11643): written in one way, checked, and shown masked."""

import re
import unicodedata
from datetime import date
from operator import mul

from policy.days import bounds
from registry.errors import Refusal

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
OLD = re.compile(r"[0-9]{15}")
BODY = re.compile(r"[0-9]{17}")


def normalise(text: str) -> str:
    """The one way in which a number is written, whatever width, spaces, case or age of card it came in."""
    number = text.upper() if text.isascii() and text.isalnum() else _narrowed(text)
    # Cards of before 1999 leave out the century and the check digit.
    return with_check_digit(f"{number[:6]}19{number[6:]}") if OLD.fullmatch(number) else number


def _narrowed(text: str) -> str:
    wide = unicodedata.normalize("NFKC", text)
    return "".join(c for c in wide if not c.isspace() and unicodedata.category(c) != "Cf").upper()


def check(text: str, today: date) -> str:
    """The normalised number. Raises ID_NUMBER_LENGTH, ID_NUMBER_CHECK_DIGIT and ID_NUMBER_BIRTH_DATE.

    Nobody has a number who is not born by `today`. The region code is no gate: divisions were renamed and abolished,
    numbers were not.
    """
    number = normalise(text)
    if len(number) != 18:
        raise Refusal("ID_NUMBER_LENGTH")
    if not BODY.fullmatch(number[:17]) or with_check_digit(number[:17]) != number:
        raise Refusal("ID_NUMBER_CHECK_DIGIT")
    if birth_date(number) > today:
        raise Refusal("ID_NUMBER_BIRTH_DATE")
    return number


def with_check_digit(body: str) -> str:
    """Complete 17 digits by their check digit (ISO 7064, MOD 11-2)."""
    return body + CHECK_DIGITS[sum(map(mul, map(int, body), WEIGHTS)) % 11]


def birth_date(number: str) -> date:
    """The birth date in a number of 18 characters; raises ID_NUMBER_BIRTH_DATE where it is none."""
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise Refusal("ID_NUMBER_BIRTH_DATE") from None
    if born < bounds().earliest_birth:
        raise Refusal("ID_NUMBER_BIRTH_DATE")
    return born


def sex(number: str) -> str:
    """1 (male) or 2 (female) by GB/T 2261.1: men are given odd sequence numbers, women even ones."""
    return "1" if int(number[16]) % 2 else "2"


def masked_number(number: str) -> str:
    """The first and last four characters; always 18 long, so that the mask tells nothing of what it hides."""
    return f"{number[:4]}{'*' * 10}{number[-4:]}"
