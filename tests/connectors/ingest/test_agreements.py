"""Agreements: birth date and sex beside an ID number are those that it tells."""

import pytest

from connectors import discover
from connectors.ingest.agreements import TellingNumber, agrees, telling
from connectors.ingest.mapping import Mapping
from connectors.sources.rows import Row
from policy.catalogue import load
from registry.errors import Refusal
from registry.identity.identity_numbers import with_check_digit

NUMBER = with_check_digit("62990119900101001")  # a man
CELLS = {
    "psn_no": "1",
    "certno": NUMBER,
    "psn_name": "张三",
    "insutype": "390",
    "psn_insu_stas": "1",
    "brdy": "1990/1/1",
    "gend": "1",
}


def told_by(number: str) -> TellingNumber:
    found = telling(number)
    assert found
    return found


@pytest.mark.parametrize("text", ["1990-01-01", "19900101", "1990年1月1日"])
def test_a_birth_date_is_compared_however_it_is_written(text: str) -> None:
    assert agrees("birth_date", text, told_by(NUMBER))
    assert agrees("birth_date", text, told_by(f"{NUMBER[:6]}{NUMBER[8:17]}"))  # of an old card
    assert not agrees("birth_date", text, told_by(with_check_digit("62990119910101001")))


def test_sex_is_compared_by_word_and_code_and_unknown_says_nothing() -> None:
    assert [agrees("sex", text, told_by(NUMBER)) for text in ("男", "1", "女", "2", "0", "未知")] == [
        True,
        True,
        False,
        False,
        True,
        True,
    ]


@pytest.mark.parametrize("number", ["6299", "A123456789", "629901199013011234"])
def test_a_number_that_tells_nothing_agrees_with_all(number: str) -> None:
    assert telling(number) is None


def test_a_row_that_says_otherwise_than_its_number_is_refused_at_that_cell() -> None:
    mapping = Mapping(load(discover()).departments["medical_insurance"].sources["insured_persons"])
    assert isinstance(mapping.item(Row(2, CELLS)), dict)
    errors = mapping.item(Row(2, {**CELLS, "brdy": "1991-01-01", "gend": "2"}))
    assert isinstance(errors, list)
    assert [(one.column, one.refusal.code) for one in errors] == [
        ("brdy", "NUMBER_DIFFERS"),
        ("gend", "NUMBER_DIFFERS"),
    ]
    (error,) = mapping.item(Row(2, {**CELLS, "brdy": "昨天"})) or ()
    assert isinstance(error.refusal, Refusal)
    assert error.refusal.code == "CELL_DATE"
