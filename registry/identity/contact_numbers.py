"""Contact numbers (联系电话、银行账号): telephone and account numbers, written in one way, checked, and masked."""

import re
import unicodedata

from registry.errors import Refusal

PHONE, PHONE_TAIL, ACCOUNT = "PHONE", "PHONE_TAIL", "ACCOUNT"
"""The kinds of identity, and of blind index, under which numbers and the ends of numbers are found."""

SEALED_AS = {PHONE: "phone", ACCOUNT: "account"}
"""The attribute of the vault that holds the numbers of a kind."""

TAIL = 4
"""How many of the last digits a telephone is also found by: as many as people say of theirs."""

BETWEEN = re.compile(r"[\s\-()‐-―−]")
COUNTRY = re.compile(r"(?:\+|00)86(?=1[3-9]|0?[1-9])")
MOBILE = re.compile(r"1[3-9][0-9]{9}")
# Areas of three digits (010, 02x) have numbers of eight, the others of seven or eight.
LANDLINE = re.compile(r"0(?:10|2[0-9])[0-9]{8}|0[3-9][0-9]{2}[0-9]{7,8}")
NUMBER_OF_ACCOUNT = re.compile(r"[0-9]{8,32}")
# Bank cards of China, whose last digit follows from the others (GB/T 14504, ISO/IEC 7812); passbooks have none.
CARD = re.compile(r"62[0-9]{14,17}")


def phone(text: str) -> str:
    """The digits of a mobile or landline number, the latter with its area code. Raises PHONE_FORMAT."""
    number = COUNTRY.sub("", _digits(text), count=1)
    if MOBILE.fullmatch(number) or LANDLINE.fullmatch(number):
        return number
    raise Refusal("PHONE_FORMAT")


def account(text: str) -> str:
    """The digits of a bank card or passbook. Raises ACCOUNT_FORMAT and ACCOUNT_CHECK_DIGIT."""
    number = _digits(text)
    if not NUMBER_OF_ACCOUNT.fullmatch(number):
        raise Refusal("ACCOUNT_FORMAT")
    if CARD.fullmatch(number) and not _adds_up(number):
        raise Refusal("ACCOUNT_CHECK_DIGIT")
    return number


def sought(text: str) -> tuple[str, str]:
    """By what a telephone is looked for: a number, or the last digits of one, with its kind. Raises PHONE_FORMAT."""
    digits = _digits(text)
    return (PHONE_TAIL, digits) if re.fullmatch(rf"[0-9]{{{TAIL}}}", digits) else (PHONE, phone(text))


def masked(number: str) -> str:
    """The last two digits, and of the others not even how many they are."""
    return f"****{number[-2:]}"


def _digits(text: str) -> str:
    wide = unicodedata.normalize("NFKC", text)
    return BETWEEN.sub("", "".join(c for c in wide if unicodedata.category(c) != "Cf"))


def _adds_up(number: str) -> bool:
    """By Luhn's sum: every second digit from the right doubled, of tens the digits."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in number[-2::-2])
    return (sum(doubled) + sum(map(int, number[-1::-2]))) % 10 == 0
