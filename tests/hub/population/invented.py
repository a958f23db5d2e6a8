"""The members of invented households: all of them, those of a category, and how old they are."""

from hub.population.households import Household, Member
from tests.hub.population.conftest import DAY


def members(invented: list[Household]) -> list[Member]:
    return [member for household in invented for member in household.members]


def age(member: Member) -> int:
    born = member.birth_date
    return DAY.year - born.year - ((DAY.month, DAY.day) < (born.month, born.day))


def having(invented: list[Household], category: str) -> list[Member]:
    return [m for m in members(invented) if any(d.category == category for d in m.determined if not d.valid_to)]
