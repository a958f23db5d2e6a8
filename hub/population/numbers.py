"""Identity numbers that no one holds: under 629901, which was never a county, with a valid check digit."""

import datetime

from registry.identity.identity_numbers import with_check_digit

NOWHERE = "629901"
# The lowest sequence numbers stay free for the worked cases and for tests.
FIRST = 100
LAST = 999


class Numbers:
    """Gives each number once: by birth date and sex, in sequence."""

    def __init__(self) -> None:
        self._next: dict[tuple[datetime.date, str], int] = {}

    def give(self, birth_date: datetime.date, sex: str) -> tuple[str, datetime.date]:
        """A number, and the birth date in it: an earlier day once a day's numbers are used up."""
        parity = 1 if sex == "1" else 0
        sequence = self._next.get((birth_date, sex), FIRST + parity)
        while sequence > LAST:
            birth_date -= datetime.timedelta(days=1)
            sequence = self._next.get((birth_date, sex), FIRST + parity)
        self._next[birth_date, sex] = sequence + 2
        return with_check_digit(f"{NOWHERE}{birth_date:%Y%m%d}{sequence}"), birth_date
