"""Households as values: what is known of one household on one day, and what follows from it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from policy.clauses import Clause, Condition, Fact, FactName, Parameter, Truth, Value, disjunction, evaluate
from policy.computations import Amounts

Facts = Mapping[str, Value]
"""What is known, by the fact's name; a name that is missing is a value that is missing."""

Known = Mapping[str, Facts]
"""The facts of one row of each entity."""

Declared = Mapping[FactName, Fact]
"""The facts of a catalogue."""

PROVINCE = "62"
"""The first two digits of every division code of the province (GB/T 2260)."""


@dataclass(frozen=True)
class Member:
    """A person of the household, with the categories in force (for the dead: on the day of death)."""

    key: str
    birth_date: date | None = None
    categories: frozenset[str] = frozenset()
    facts: Facts = field(default_factory=dict)
    determined: Mapping[str, date] = field(default_factory=dict)
    """The first day of each category in force, where it is known."""


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


def person_facts(declared: Declared, member: Member, parameters: Facts, day: date) -> Facts:
    """A member's facts with those that follow from them; a value that is given wins."""
    own: Facts = {
        "age": full_years(member.birth_date, day) if member.birth_date else None,
        "categories": member.categories,
        "deceased": is_deceased(member, day),
        **member.facts,
    }
    known = {"person": own, "parameter": parameters}
    derived = {fact.name: read(declared, condition, known) for fact, condition in _derived(declared, "person")}
    return {**derived, **own}


def household_facts(declared: Declared, household: Household, day: date) -> Facts:
    """The household's facts with those that follow from its living members; a value that is given wins."""
    parameters = household.parameters
    living = [
        {"person": person_facts(declared, member, parameters, day), "parameter": parameters}
        for member in household.living(day)
    ]
    derived: dict[str, Value] = {"basis_categories": household.basis_categories}
    for fact, condition in _derived(declared, "household"):
        truths = [read(declared, condition, member) for member in living]
        derived[fact.name] = truths.count(True) if fact.type == "integer" else disjunction(truths)
    known = {**derived, **household.facts}
    for fact in declared.values():
        if fact.computed and fact.name not in known:
            known[fact.name] = fact.computed.value(_amounts(declared, known, living, parameters))
    return known


def _amounts(declared: Declared, known: Facts, living: Sequence[Known], parameters: Facts) -> Amounts:
    """What is known of the members, of local policy and of the household, computed where it is made of these."""

    def amounts(name: FactName) -> Sequence[Value]:
        entity, fact = name
        if entity == "person":
            return [member["person"].get(fact) for member in living]
        if entity == "parameter":
            return [parameters.get(fact)]
        computation = declared[name].computed
        return [computation.value(amounts) if computation and fact not in known else known.get(fact)]

    return amounts


def happening_facts(happening: Happening, day: date) -> Facts:
    """An event's or disaster's facts, with how long ago it happened, and whether in the province."""
    place = happening.facts.get("place")
    as_of: Any = happening.facts.get("as_of")
    derived: dict[str, Value] = {
        "in_province": str(place).startswith(PROVINCE) if place else None,
        "days_ago": (day - as_of).days if as_of else None,
    }
    return {**derived, **happening.facts}


def read(declared: Declared, condition: Condition, known: Known) -> Truth:
    """The truth of a condition over one row of each entity."""
    return condition.read(read_clause(declared, clause, known) for clause in condition.clauses)


def read_clause(declared: Declared, clause: Clause, known: Known) -> Truth:
    """The truth of a clause over one row of each entity."""
    parameter: Value = None
    if isinstance(clause.value, Parameter):
        parameter = known["parameter"].get(clause.value.name)
    value = known[clause.entity].get(clause.fact)
    return evaluate(clause, declared[clause.entity, clause.fact], value, parameter)


def _derived(declared: Declared, entity: str) -> Iterator[tuple[Fact, Condition]]:
    return ((fact, fact.condition) for fact in declared.values() if fact.entity == entity and fact.condition)


def full_years(born: date, day: date) -> int:
    """Age in full years; who was born on 29 February is a year older on 1 March of a common year."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def is_deceased(member: Member, day: date) -> bool:
    stated = member.facts.get("deceased")
    if isinstance(stated, bool):
        return stated
    died: Any = member.facts.get("deceased_on")
    return died is not None and died <= day
