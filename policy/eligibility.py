"""Eligibility: whom a programme may have to help in one household, clause by clause."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import product

from policy.catalogue import Catalogue
from policy.clauses import Clause, Condition, Truth, disjunction
from policy.households import (
    Happening,
    Household,
    Known,
    Member,
    happening_facts,
    household_facts,
    is_deceased,
    person_facts,
    read_clause,
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
    known: Known = field(compare=False, repr=False)
    """What the clauses read."""

    @property
    def met(self) -> tuple[Clause, ...]:
        """The clauses that are met."""
        return tuple(clause for clause, truth in self.clauses if truth)


@dataclass(frozen=True)
class Binding:
    """One member, one event and one disaster, for which all clauses are read together."""

    member: Member
    happenings: tuple[Happening | None, ...]
    truths: tuple[Truth, ...]
    certainty: Certainty
    known: Known

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
        known=best.known,
        events=frozenset(happening.key for binding in met for happening in binding.happenings if happening),
    )


def _bindings(
    catalogue: Catalogue, programme: Programme, household: Household, members: Iterable[Member], day: date
) -> Iterator[Binding]:
    for member, happenings, truths, known in _truths(
        catalogue, programme.condition, household, members, day, programme.unit == "person"
    ):
        certainty = CERTAINTY[programme.condition.read(truths)]
        yield Binding(member, happenings, truths, certainty, known)


def holds(catalogue: Catalogue, condition: Condition, household: Household, day: date) -> Truth:
    """Whether a condition is met by some living member with some event and disaster; unmet where nobody lives."""
    rows = _truths(catalogue, condition, household, household.living(day), day)
    return disjunction(condition.read(truths) for _, _, truths, _ in rows)


def who_meets(catalogue: Catalogue, condition: Condition, household: Household, day: date) -> tuple[str, ...]:
    """The keys of the living members who meet a condition, with some event and disaster."""
    rows = _truths(catalogue, condition, household, household.living(day), day)
    return tuple(dict.fromkeys(member.key for member, _, truths, _ in rows if condition.read(truths)))


def _truths(
    catalogue: Catalogue,
    condition: Condition,
    household: Household,
    members: Iterable[Member],
    day: date,
    own: bool = False,
) -> Iterator[tuple[Member, tuple[Happening | None, ...], tuple[Truth, ...], Known]]:
    """The truth of every clause for each member with each event and disaster, or with each of its `own`."""
    tested = {clause.entity for clause in condition.clauses}
    fixed = {
        "household": household_facts(catalogue.facts, household, day),
        "housing": household.housing,
        "parameter": household.parameters,
    }
    for member in members:
        person = {"person": person_facts(catalogue.facts, member, household.parameters, day)}
        whose = member.key if own else None
        events = _rows("event" in tested, household.events, whose)
        disasters = _rows("disaster" in tested, household.disasters, whose)
        for event, disaster in product(events, disasters):
            happened = {
                "event": happening_facts(event, day) if event else {},
                "disaster": happening_facts(disaster, day) if disaster else {},
            }
            known = {**fixed, **person, **happened}
            yield (
                member,
                (event, disaster),
                tuple(read_clause(catalogue.facts, clause, known) for clause in condition.clauses),
                known,
            )


def _rows(tested: bool, happenings: tuple[Happening, ...], whose: str | None) -> list[Happening | None]:
    """The happenings to read; where there are none, one of which every fact is missing."""
    rows = [happening for happening in happenings if tested and (whose is None or happening.person in (None, whose))]
    return [*rows] or [None]
