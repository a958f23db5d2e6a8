"""Statistics (汇总): the smallest number that is shown and how often data are renewed, as `statistics.toml` says."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policy.spine import read

FILE = Path(__file__).parent / "statistics.toml"


@dataclass(frozen=True)
class Statistics:
    """The fewest persons a cell may show, and within how many days a data set is to be renewed."""

    smallest_cell: int
    renewed_within_days: int


@cache
def statistics() -> Statistics:
    """What the file says."""
    data = read(FILE)
    return Statistics(data["cells"]["smallest"], data["data_sets"]["renewed_within_days"])
