"""Arguments are read by the type of the column they are compared with; null stays null."""

import pytest

from planner.values import BY_TYPE
from registry.errors import Refusal


@pytest.mark.parametrize("type_", BY_TYPE)
def test_null_stays_null(type_: str) -> None:
    assert BY_TYPE[type_](None) is None


@pytest.mark.parametrize(
    ("type_", "value", "expected"),
    [("bigint", "-9223372036854775808", -(2**63)), ("integer", 2**31 - 1, 2**31 - 1), ("xid8", "12", 12)],
)
def test_a_whole_number_fits_its_column_as_text_too(type_: str, value: object, expected: int) -> None:
    assert BY_TYPE[type_](value) == expected


@pytest.mark.parametrize(
    ("type_", "value"),
    [("bigint", 2**63), ("integer", 2**31), ("bigint", "1.5"), ("bigint", "9" * 5000), ("xid8", "²")],
)
def test_one_that_does_not_is_refused(type_: str, value: object) -> None:
    with pytest.raises(Refusal) as refusal:
        BY_TYPE[type_](value)
    assert refusal.value.code == "BAD_NUMBER"
