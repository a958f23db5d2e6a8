"""The calendar of working days, as the State Council's office shifts them."""

from datetime import date

import pytest

from policy.working_days import deadline, works


@pytest.mark.parametrize(
    ("start", "days", "due"),
    [
        ("2024-03-15", 1, "2024-03-18"),  # over a weekend
        ("2024-04-03", 1, "2024-04-07"),  # over Qingming to the Sunday worked in exchange
        ("2024-09-30", 3, "2024-10-10"),  # over the National Day week
        ("2024-02-09", 1, "2024-02-18"),  # over the Spring Festival
        ("2031-03-14", 1, "2031-03-17"),  # in a year that is not announced
        ("2024-03-15", 0, "2024-03-15"),
    ],
)
def test_a_deadline_counts_working_days(start: str, days: int, due: str) -> None:
    assert deadline(date.fromisoformat(start), days) == date.fromisoformat(due)


def test_a_worked_saturday_is_worked_and_a_holiday_is_not() -> None:
    assert works(date(2026, 2, 14))
    assert not works(date(2026, 2, 16))
