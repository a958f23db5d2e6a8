"""The calendar of the province: its day begins at midnight in Shanghai, wherever the server stands."""

import datetime

from registry.reference.calendar import today

MIDNIGHT = datetime.datetime(2024, 3, 14, 16, tzinfo=datetime.UTC).timestamp()


def test_the_day_begins_at_midnight_in_the_province() -> None:
    assert [today(MIDNIGHT - 1), today(MIDNIGHT)] == [datetime.date(2024, 3, 14), datetime.date(2024, 3, 15)]
