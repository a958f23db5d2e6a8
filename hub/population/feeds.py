"""Feeds: what a department would hand in about the population, with the mistakes that real lists have.

Of the numbers 0.8 % have a wrong digit, so that the check digit does not fit, and 0.5 % are spelled in another way
(small x, full width); 1.2 % of the names are variants (`shares.toml`, defects).
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from hub.population.defects import mistyped, name_variant, spelled
from hub.population.households import Household
from hub.population.shares import Dice, Shares
from policy.clauses import Scalar


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a department's list."""

    id_number: str
    name: str
    entity: str
    source_record_id: str
    as_of: datetime.date
    values: Mapping[str, Scalar]


def feed(households: Iterable[Household], department: str, seed: int) -> Iterator[Row]:
    """The lines of one department; the same ones for the same arguments."""
    dice, defects = Dice(seed), Shares.read().defects
    for household in households:
        for place, member in enumerate(household.members):
            for report in member.reports:
                if report.department == department:
                    number, name = member.number, member.name
                    roll = dice.roll()
                    if roll < defects["wrong_check_digit"] and len(number) == 18:
                        number = mistyped(dice, number)
                    elif roll < defects["wrong_check_digit"] + defects["spelled_number"]:
                        number = spelled(number)
                    if dice.chance(defects["name_variant"]):
                        name = name_variant(dice, name)
                    source = f"{department}/{household.number}/{place}"
                    yield Row(number, name, report.entity, source, report.as_of, report.values)
