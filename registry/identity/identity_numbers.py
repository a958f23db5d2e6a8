"""Identity numbers (身份号码): of whatever kind, written in one way, checked, and masked.

The kinds are declared in `policy/identity_kinds.toml`; those of 18 characters are made by GB 11643.
"""

import re
import unicodedata
from datetime import date
from operator import mul

from policy.days import bounds
from policy.identity_kinds import kind_of
from registry.errors import Refusal

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
NOUGHTS = ord("0") * sum(WEIGHTS)
OLD = re.compile(r"[0-9]{15}")


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
    kind = kind_of(number)
    if kind is None:
        raise Refusal("ID_NUMBER_CHECK_DIGIT" if len(number) == 18 else "ID_NUMBER_LENGTH")
    if kind.checked and with_check_digit(number[:17]) != number:
        raise Refusal("ID_NUMBER_CHECK_DIGIT")
    if kind.issued and issued(number[1:17]) != number:
        raise Refusal("ID_NUMBER_CHECK_DIGIT")
    if (born := birth_date(number)) and born > today:
        raise Refusal("ID_NUMBER_BIRTH_DATE")
    return number


def issued(digits: str) -> str:
    """The provisional number of 16 digits, of which the first six name a county."""
    return f"P{digits}{with_check_digit('0' + digits)[-1]}"


def with_check_digit(body: str) -> str:
    """Complete 17 digits by their check digit (ISO 7064, MOD 11-2)."""
    # The digits as ASCII: thousands of numbers are read in a batch.
    weighed = sum(map(mul, body.encode(), WEIGHTS)) - NOUGHTS
    return body + CHECK_DIGITS[weighed % 11]


def birth_date(number: str) -> date | None:
    """The birth date that a number tells, if it tells one; raises ID_NUMBER_BIRTH_DATE where it is none."""
    if not tells(number):
        return None
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise Refusal("ID_NUMBER_BIRTH_DATE") from None
    if born < bounds().earliest_birth:
        raise Refusal("ID_NUMBER_BIRTH_DATE")
    return born


def sex(number: str) -> str | None:
    """1 (male) or 2 (female) by GB/T 2261.1, if it tells: men are given odd sequence numbers, women even ones."""
    return ("1" if int(number[16]) % 2 else "2") if tells(number) else None


def number_kind(number: str) -> str:
    """The code of the kind of a checked number."""
    kind = kind_of(number)
    if kind is None:
        raise Refusal("ID_NUMBER_LENGTH")
    return kind.code


def tells(number: str) -> bool:
    """Whether a normalised number holds birth date and sex."""
    kind = kind_of(number)
    return kind is not None and kind.tells


MASK = "*" * 18
"""A number as it is shown to who may not read it: that there is one, and nothing of it.

Region, birth date and sex, which many see beside it, are fifteen of its characters, and the check digit follows from
the rest: two characters more leave nine persons, one forty-five. So it shows none, to nobody.
"""


def number_ends(number: str) -> str:
    """The ends of a number, by which the linkage compares two; never to be shown.

    Four characters on each side of a number of 18; of a shorter one two.
    """
    shown = 4 if len(number) == 18 else 2
    return f"{number[:shown]}{'*' * (18 - 2 * shown)}{number[-shown:]}"
