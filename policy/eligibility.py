"""Eligibility: whom a programme may have to help in one household, clause by clause."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import product

from policy.catalogue import Catalogue
from policy.clauses import Clause, Parameter, Truth, Value, evaluate
from policy.households import (
    Facts,
    Happening,
    Household,
    Member,
    event_facts,
    household_facts,
    is_deceased,
    person_facts,
)
from policy.programmes import Programme


class Certainty(StrEnum):
    """Whether all clauses hold, one fails, or a missing fact alone keeps the subject out."""

    MET = "MET"
    UNKNOWN = "UNKNOWN"
    UNMET = "UNMET"


CERTAINTY = {True: Certainty.MET, None: Certainty.UNKNOWN, False: Certainty.UNMET}
BEST_FIRST = (Certainty.MET, Certainty.UNKNOWN, Certainty.UNMET)


@dataclass(frozen=True)
class Finding:
    """What a programme's rule says of one subject: a person, or the household through one of its members."""

    programme: str
    subject: str
    certainty: Certainty
    clauses: tuple[tuple[Clause, Truth], ...]
    member: str
    """The member who binds: of several, one who comes nearest to meeting the rule."""
    events: frozenset[str]
    """The events and disasters for which the rule is met."""


@dataclass(frozen=True)
class Binding:
    """One member, one event and one disaster, for which all clauses are read together."""

    member: Member
    happenings: tuple[Happening | None, ...]
    truths: tuple[Truth, ...]
    certainty: Certainty

    @property
    def rank(self) -> tuple[int, int]:
        return BEST_FIRST.index(self.certainty), -self.truths.count(True)


def find(catalogue: Catalogue, household: Household, day: date) -> tuple[Finding, ...]:
    """What every programme's rule says of the household and each member on that day."""
    return tuple(
        finding for programme in catalogue.programmes.values() for finding in read(catalogue, programme, household, day)
    )


def read(catalogue: Catalogue, programme: Programme, household: Household, day: date) -> Iterator[Finding]:
    """What one programme's rule says: of the household as a whole, or of each member."""
    if programme.unit == "household":
        living = household.living(day)
        if living:
            yield _finding(programme, household.key, _bindings(catalogue, programme, household, living, day))
        return
    for member in household.members:
        # The dead are a target only of what is given because of the death (三（五）殡葬费用减免).
        if programme.tests_deceased or not is_deceased(member, day):
            yield _finding(programme, member.key, _bindings(catalogue, programme, household, (member,), day))


def _finding(programme: Programme, subject: str, bindings: Iterable[Binding]) -> Finding:
    """One binding that holds is enough; where none does, the best explains why."""
    every = list(bindings)
    best = min(every, key=lambda binding: binding.rank)
    met = (binding for binding in every if binding.certainty is Certainty.MET)
    return Finding(
        programme=programme.code,
        subject=subject,
        certainty=best.certainty,
        clauses=tuple(zip(programme.condition.clauses, best.truths, strict=True)),
        member=best.member.key,
        events=frozenset(happening.key for binding in met for happening in binding.happenings if happening),
    )


def _bindings(
    catalogue: Catalogue, programme: Programme, household: Household, members: Iterable[Member], day: date
) -> Iterator[Binding]:
    tested = {clause.entity for clause in programme.condition.clauses}
    fixed = {
        "household": household_facts(household, day),
        "housing": household.housing,
        "parameter": household.parameters,
    }
    for member in members:
        own = member.key if programme.unit == "person" else None
        events = _rows("event" in tested, household.events, own)
        disasters = _rows("disaster" in tested, household.disasters, own)
        for event, disaster in product(events, disasters):
            facts = {
                **fixed,
                "person": person_facts(member, day),
                "event": event_facts(event) if event else {},
                "disaster": disaster.facts if disaster else {},
            }
            truths = tuple(_read(catalogue, clause, facts) for clause in programme.condition.clauses)
            certainty = CERTAINTY[programme.condition.read(truths)]
            yield Binding(member, (event, disaster), truths, certainty)


def _rows(tested: bool, happenings: tuple[Happening, ...], own: str | None) -> list[Happening | None]:
    """The happenings to read; where there are none, one of which every fact is missing."""
    rows = [one for one in happenings if tested and (own is None or one.person in (None, own))]
    return [*rows] or [None]


def _read(catalogue: Catalogue, clause: Clause, facts: dict[str, Facts]) -> Truth:
    parameter: Value = None
    if isinstance(clause.value, Parameter):
        parameter = facts["parameter"].get(clause.value.name)
    return evaluate(clause, catalogue.fact(clause), facts[clause.entity].get(clause.fact), parameter)
