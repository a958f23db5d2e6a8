"""Days that there can be (日期范围): what lies outside is a slip of the pen, as `days.toml` declares it."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from policy.periods import months_after
from policy.spine import read

FILE = Path(__file__).parent / "days.toml"


@dataclass(frozen=True)
class Bounds:
    """The first day of which anything is recorded, that on which anybody was born, and how far ahead is decided."""

    earliest: date
    earliest_birth: date
    years_ahead: int

    def latest(self, today: date) -> date:
        """The last day that anybody decides on."""
        return months_after(today, 12 * self.years_ahead)


@cache
def bounds() -> Bounds:
    """The bounds of the file."""
    data = read(FILE)
    return Bounds(data["recorded"]["earliest"], data["born"]["earliest"], data["recorded"]["years_ahead"])
