"""Arguments that SQL could stumble over are refused by name."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import Enum
from uuid import UUID

import pytest

from planner import values
from planner.errors import Refused


class Sex(Enum):
    FEMALE = "女"


@pytest.mark.parametrize(
    ("convert", "given", "expected"),
    [
        (values.text, "张三", "张三"),
        (values.name, Sex.FEMALE, "FEMALE"),
        (values.name, "FEMALE", "FEMALE"),
        (values.identifier, "00000001-0000-7000-8000-00000000000A", UUID("00000001-0000-7000-8000-00000000000a")),
        (values.day, "2024-02-29", date(2024, 2, 29)),
        (values.instant, "2024-02-29T08:00:00Z", datetime(2024, 2, 29, 8, tzinfo=UTC)),
        (values.whole, "-9223372036854775808", -(2**63)),
        (values.small, 2**31 - 1, 2**31 - 1),
    ],
)
def test_a_good_value_is_converted_and_null_stays_null(
    convert: Callable[[object], object], given: object, expected: object
) -> None:
    assert convert(given) == expected
    assert convert(None) is None


@pytest.mark.parametrize(
    ("convert", "given", "code"),
    [
        (values.text, "a\0b", "BAD_TEXT"),
        (values.text, "\ud800", "BAD_TEXT"),
        (values.identifier, "0000000100007000800000000000000a", "BAD_ID"),
        (values.day, "2023-02-29", "BAD_DATE"),
        (values.day, datetime(2024, 1, 1, tzinfo=UTC), "BAD_DATE"),
        (values.instant, "2024-02-29T08:00:00", "BAD_INSTANT"),
        (values.whole, 2**63, "BAD_NUMBER"),
        (values.small, 2**31, "BAD_NUMBER"),
        (values.whole, "1.5", "BAD_NUMBER"),
    ],
)
def test_a_bad_value_is_refused_with_its_code(convert: Callable[[object], object], given: object, code: str) -> None:
    with pytest.raises(Refused) as refused:
        convert(given)
    assert refused.value.code == code
