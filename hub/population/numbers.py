"""Identity numbers that no one holds: under a prefix that was never given, with a valid check digit."""

import datetime

from registry.identity.identity_numbers import with_check_digit

NOWHERE = "629901"
"""Never a county's code."""
# The lowest sequence numbers stay free for the worked cases and for tests.
FIRST = 100
LAST = 999


class Numbers:
    """Gives each number once: by birth date and sex, in sequence."""

    def __init__(self, prefix: str = NOWHERE) -> None:
        self._prefix = prefix
        self._next: dict[tuple[datetime.date, str], int] = {}

    def give(self, birth_date: datetime.date, sex: str) -> tuple[str, datetime.date]:
        """A number, and the birth date in it: an earlier day once a day's numbers are used up."""
        parity = 1 if sex == "1" else 0
        sequence = self._next.get((birth_date, sex), FIRST + parity)
        while sequence > LAST:
            birth_date -= datetime.timedelta(days=1)
            sequence = self._next.get((birth_date, sex), FIRST + parity)
        self._next[birth_date, sex] = sequence + 2
        return with_check_digit(f"{self._prefix}{birth_date:%Y%m%d}{sequence}"), birth_date
