"""Statistics (汇总): the smallest number that is shown and how often data are renewed, as `statistics.toml` says."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policy.spine import read

FILE = Path(__file__).parent / "statistics.toml"


@dataclass(frozen=True)
class Statistics:
    """What figures and masks may tell at most, and within how many days a data set is to be renewed."""

    smallest_cell: int
    """The fewest persons that a cell may show."""
    fewest_candidates: int
    """The fewest ID numbers that all columns together may leave."""
    renewed_within_days: int
    strangers_a_day: int
    """About so many whom its department does not reach a client may ask in a day."""
    published_levels: tuple[str, ...]
    """The levels of divisions of which figures are published, the highest first."""
    settled_after_days: int
    """So long after its end a quarter is counted."""
    published_quarters: int
    """So many quarters back figures are published."""


@cache
def statistics() -> Statistics:
    """What the file says."""
    data = read(FILE)
    published = data["published"]
    return Statistics(
        data["cells"]["smallest"],
        data["masks"]["fewest_candidates"],
        data["data_sets"]["renewed_within_days"],
        data["strangers"]["a_day"],
        tuple(published["levels"]),
        published["settled_after_days"],
        published["quarters"],
    )
