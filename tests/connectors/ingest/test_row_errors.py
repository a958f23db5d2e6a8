"""Errors of rows: at their cell, in both languages, and no more of the value than shows which it is."""

import pytest

import connectors
from connectors.ingest.mapping import CellError, Mapping
from connectors.ingest.row_errors import masked, of_cells, of_item
from connectors.sources.rows import Row
from policy.catalogue import load
from registry.errors import Refusal
from registry.identity.identity_numbers import with_check_digit

NUMBER = with_check_digit("62990119700101001")
CELLS = {"姓名": "王某某", "身份证号": NUMBER, "发生日期": NUMBER, "备注": f"电话13900001234，{NUMBER[:15]}"}


@pytest.fixture(scope="module")
def mapping() -> Mapping:
    return Mapping(load(connectors.discover()).departments["housing"].sources["feedback"])


@pytest.mark.parametrize(
    ("path", "heading", "value"),
    [
        ("items[3].idNumber", "身份证号", "*" * 18),
        ("items[3].name", "姓名", "王**"),
        ("items[3].happenedOn", "发生日期", "…"),
        ("items[3].amount", "", ""),
        ("items[3]", "", ""),
    ],
)
def test_what_the_act_refuses_is_told_at_its_cell(mapping: Mapping, path: str, heading: str, value: str) -> None:
    error = of_item(mapping, 7, Row(9, CELLS), Refusal("BAD_DATE", path))
    assert (error.place, error.row, error.heading, error.value) == (7, 9, heading, value)
    assert error.en != error.zh


def test_each_cell_that_cannot_be_read_is_a_part_of_its_row(mapping: Mapping) -> None:
    wrong = [CellError(heading, Refusal("CELL_DATE", value="x")) for heading in ("发生日期", "备注")]
    first, second = of_cells(mapping, 0, Row(2, CELLS), wrong)
    assert [(error.part, error.heading) for error in (first, second)] == [(0, "发生日期"), (1, "备注")]
    assert "13900001234" not in second.value
    assert NUMBER[:15] not in second.value


def test_of_long_numbers_the_end_is_shown_and_what_is_short_stands() -> None:
    assert masked("98765432101") == "*********01"
    assert masked("13900001234") == "…", "nothing is shown of a telephone"
    assert masked("35,000.00") == "35,000.00"
    assert masked("2024-13-01") == "2024-13-01"
