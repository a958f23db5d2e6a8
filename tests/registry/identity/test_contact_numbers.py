"""Contact numbers: telephones and accounts as people write them, and what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.errors import Refusal
from registry.identity.contact_numbers import PHONE, PHONE_TAIL, account, masked, phone, sought


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("13900001234", "13900001234"),
        ("+86 139-0000-1234", "13900001234"),
        ("0086 139 0000 1234", "13900001234"),
        ("１３９００００１２３４", "13900001234"),
        ("0931-8888888", "09318888888"),
        ("(010) 8888 8888", "01088888888"),
        ("0755—88888888", "075588888888"),
    ],
)
def test_a_telephone_is_known_however_it_is_written(written: str, number: str) -> None:
    assert phone(written) == number


@pytest.mark.parametrize("written", ["", "8888888", "12900001234", "139000012345", "1390000123x", "010-8888888", "无"])
def test_what_is_no_telephone_is_refused(written: str) -> None:
    with pytest.raises(Refusal, match="PHONE_FORMAT"):
        phone(written)


def test_a_card_is_known_by_its_last_digit_and_a_passbook_has_none() -> None:
    # UnionPay's own test card.
    assert account("6212 3456 7890 0000 003") == "6212345678900000003"
    with pytest.raises(Refusal, match="ACCOUNT_CHECK_DIGIT"):
        account("6212345678900000002")
    assert account("10123456789") == "10123456789"
    for written in ("1234567", "兰州银行", "1" * 33):
        with pytest.raises(Refusal, match="ACCOUNT_FORMAT"):
            account(written)


@given(st.from_regex(r"62[0-9]{13,16}", fullmatch=True), st.integers(0, 14), st.integers(1, 9))
def test_one_digit_that_is_mistyped_in_a_card_is_noticed(body: str, place: int, by: int) -> None:
    number = next(body + digit for digit in "0123456789" if _taken(body + digit))
    wrong = f"{number[:place]}{(int(number[place]) + by) % 10}{number[place + 1 :]}"
    assert not wrong.startswith("62") or not _taken(wrong)


def _taken(number: str) -> bool:
    try:
        return account(number) == number
    except Refusal:
        return False


@given(st.from_regex(r"[0-9]{8,32}", fullmatch=True))
def test_a_mask_shows_two_digits_and_not_how_many_there_are(number: str) -> None:
    assert masked(number) == f"****{number[-2:]}"


def test_one_is_looked_for_by_the_number_or_by_four_digits() -> None:
    assert sought("１２ 34") == (PHONE_TAIL, "1234")
    assert sought("139-0000-1234") == (PHONE, "13900001234")
    for written in ("123", "12345", "12a4"):
        with pytest.raises(Refusal, match="PHONE_FORMAT"):
            sought(written)
