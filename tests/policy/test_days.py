"""Days that there can be: as the file declares them."""

from datetime import date

import pytest

from policy.days import FILE, bounds
from policy.spine import read


@pytest.mark.parametrize(
    ("today", "latest"), [(date(2024, 3, 15), date(2034, 3, 15)), (date(2024, 2, 29), date(2034, 2, 28))]
)
def test_nobody_decides_further_ahead_than_ten_years(today: date, latest: date) -> None:
    assert bounds().latest(today) == latest


def test_each_bound_says_why() -> None:
    assert all(bound["en"] and bound["zh"] for bound in read(FILE).values())
    assert bounds().earliest_birth < bounds().earliest
