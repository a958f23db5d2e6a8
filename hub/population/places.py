"""Places: the villages in which households are put, each as often as any other of its kind."""

from collections.abc import Sequence
from dataclasses import dataclass

GOLDEN = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class Village:
    """A village or urban community, where a household lies, and the county that pays there."""

    code: str
    name: str
    position: int
    county: str
    county_position: int

    @property
    def urban(self) -> bool:
        """By its name, since the divisions' table holds no class of town and country."""
        return "社区" in self.name or "村" not in self.name


class Places:
    """Villages in order of position, walked so that any run of households is spread over all counties.

    Multiples of the golden ratio fill an interval evenly: no draw, nothing to remember but a count.
    """

    def __init__(self, villages: Sequence[Village]) -> None:
        ordered = sorted(villages, key=lambda village: village.position)
        self._villages = {
            "urban": [village for village in ordered if village.urban] or ordered,
            "rural": [village for village in ordered if not village.urban] or ordered,
        }
        self._given = {"urban": 0, "rural": 0}

    def next(self, residence: str) -> Village:
        """The next village of an `urban` or `rural` household, spread evenly over the province."""
        villages = self._villages[residence]
        self._given[residence] += 1
        return villages[int(self._given[residence] * GOLDEN % 1 * len(villages))]
