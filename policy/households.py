"""Households as values: what is known of one household on one day, and what follows from it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from policy.clauses import Truth, Value, disjunction

Facts = Mapping[str, Value]
"""What is known, by the fact's name; a name that is missing is a value that is missing."""

PROVINCE = "62"
"""The first two digits of every division code of the province (GB/T 2260)."""


@dataclass(frozen=True)
class Member:
    """A person of the household, with the categories in force (for the dead: on the day of death)."""

    key: str
    birth_date: date | None = None
    categories: frozenset[str] = frozenset()
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True)
class Happening:
    """An event or disaster that struck one member, or the whole household where `person` is None."""

    key: str
    person: str | None = None
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True)
class Household:
    """A household as it is read on one day."""

    key: str
    members: tuple[Member, ...]
    basis_categories: frozenset[str] = frozenset()
    facts: Facts = field(default_factory=dict)
    housing: Facts = field(default_factory=dict)
    events: tuple[Happening, ...] = ()
    disasters: tuple[Happening, ...] = ()
    parameters: Facts = field(default_factory=dict)

    def living(self, day: date) -> tuple[Member, ...]:
        return tuple(member for member in self.members if not is_deceased(member, day))


def person_facts(member: Member, day: date) -> Facts:
    """A member's facts with those that follow from them; a value that is given wins."""
    derived: dict[str, Value] = {
        "age": full_years(member.birth_date, day) if member.birth_date else None,
        "categories": member.categories,
        "deceased": is_deceased(member, day),
        "severe_disabled": is_severe(member.facts),
    }
    return {**derived, **member.facts}


def household_facts(household: Household, day: date) -> Facts:
    """The household's facts with those that follow from its living members; a value that is given wins."""
    derived: dict[str, Value] = {
        "basis_categories": household.basis_categories,
        "employed_member": _employed_member(household.living(day)),
    }
    return {**derived, **household.facts}


def event_facts(event: Happening) -> Facts:
    """An event's facts, with whether it happened in the province."""
    place = event.facts.get("place")
    return {"in_province": str(place).startswith(PROVINCE) if place else None, **event.facts}


def full_years(born: date, day: date) -> int:
    """Age in full years; who was born on 29 February is a year older on 1 March of a common year."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_deceased(member: Member, day: date) -> bool:
    stated = member.facts.get("deceased")
    if isinstance(stated, bool):
        return stated
    died: Any = member.facts.get("deceased_on")
    return died is not None and died <= day


def is_severe(facts: Facts) -> Truth:
    """Grade 1 or 2 of any kind, or grade 3 of an intellectual or mental disability."""
    grade: Any = facts.get("disability_grade")
    if grade is None:
        return None
    return grade <= 2 or (grade == 3 and facts.get("disability_type") in ("INTELLECTUAL", "MENTAL"))


def _employed_member(living: Iterable[Member]) -> Truth:
    """Is one of those who receive the subsistence allowance in work? (三（二）就业救助: 已就业的低保对象)"""
    receiving: list[Any] = [
        member.facts.get("employed") for member in living if "subsistence_allowance" in member.categories
    ]
    return disjunction(receiving)
