"""Review: what a household is given, beside what it may be entitled to."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any

from policy.catalogue import Catalogue
from policy.eligibility import Certainty, Finding, find
from policy.households import Household
from policy.leads import Lead, lead
from policy.programmes import Absence, Programme, Same


@dataclass(frozen=True)
class ActiveRecord:
    """Help being given: to its person, or to the household's living members unless it lists others."""

    programme: str
    subject: str
    event: str | None = None
    term: str | None = None
    covers: frozenset[str] = frozenset()
    carried: bool = False
    """A running procedure carries it, and records why."""
    happened_on: date | None = None
    """Where it is known, whatever happened since calls for help anew; else the event is told by its name."""
    key: str = ""
    """What tells two records apart that say the same."""


@dataclass(frozen=True)
class Gap:
    """One early warning: programmes of which any would do, for a subject that has none of them."""

    subject: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Review:
    """The household's help as the rules see it (二（一）: 避免救助遗漏或重复救助)."""

    eligible: tuple[Finding, ...]
    unknown: tuple[Finding, ...]
    missed: tuple[Gap, ...]
    maybe: tuple[Gap, ...]
    duplicate: tuple[tuple[ActiveRecord, ActiveRecord], ...]
    active_not_matching: tuple[ActiveRecord, ...]
    lead: Lead | None


@dataclass(frozen=True)
class _Case:
    catalogue: Catalogue
    household: Household
    records: tuple[ActiveRecord, ...]
    day: date

    def covered(self, record: ActiveRecord) -> frozenset[str]:
        return record.covers or self.persons(record.subject)

    def since(self, day: date, subject: str) -> bool:
        """Whether something has happened to the subject since that day."""
        happened = (*self.household.events, *self.household.disasters)
        days: Any = [
            happening.facts.get("as_of")
            for happening in happened
            if subject == self.household.key or happening.person in (None, subject)
        ]
        return any(of > day for of in days if of)

    def persons(self, subject: str) -> frozenset[str]:
        if subject != self.household.key:
            return frozenset({subject})
        return frozenset(member.key for member in self.household.living(self.day))


def review(catalogue: Catalogue, household: Household, records: Iterable[ActiveRecord], day: date) -> Review:
    """Lay active records beside what the rules find."""
    case = _Case(catalogue, household, tuple(records), day)
    findings = find(catalogue, household, day)
    eligible = tuple(finding for finding in findings if finding.certainty is Certainty.MET)
    unserved = [finding for finding in eligible if not _served(case, finding) and not _excluded(case, finding)]
    return Review(
        eligible=eligible,
        unknown=tuple(finding for finding in findings if finding.certainty is Certainty.UNKNOWN),
        missed=_gaps(case, [finding for finding in unserved if _due(case, finding)], "missed"),
        maybe=_gaps(case, unserved, "maybe"),
        duplicate=tuple(pair for pair in combinations(case.records, 2) if _duplicate(case, *pair)),
        active_not_matching=_not_matching(case, findings),
        lead=lead(catalogue, household, day),
    )


def _served(case: _Case, finding: Finding) -> bool:
    """Given already: for every event that calls for it, where events do."""
    own = [
        record for record in case.records if (record.programme, record.subject) == (finding.programme, finding.subject)
    ]
    by_event = case.catalogue.programmes[finding.programme].by_event(case.catalogue.facts)
    dated = [record.happened_on for record in own if record.happened_on]
    if any(not by_event or not case.since(day, finding.subject) for day in dated):
        return True
    undated = [record for record in own if not record.happened_on]
    if any(record.event is None for record in undated):
        return True
    return bool(undated) and finding.events <= {record.event for record in undated}


def _excluded(case: _Case, finding: Finding) -> bool:
    """Help that excludes this one is being given: no warning while it is."""
    excludes = {other.programme: other.same for other in case.catalogue.programmes[finding.programme].excludes}
    return any(
        _takes_the_place(case, record, finding, excludes[record.programme])
        for record in case.records
        if record.programme in excludes
    )


def _takes_the_place(case: _Case, record: ActiveRecord, finding: Finding, same: Same) -> bool:
    if same in ("person", "term"):
        return not case.covered(record).isdisjoint(case.persons(finding.subject))
    if same == "event" and record.happened_on:
        return not case.since(record.happened_on, finding.subject)
    if same == "event":
        return bool(finding.events) and finding.events <= {record.event}
    return True


def _duplicate(case: _Case, one: ActiveRecord, other: ActiveRecord) -> bool:
    """Two records for the same thing (二（一）: 重复救助)."""
    programme = case.catalogue.programmes[one.programme]
    sames = [exclusion.same for exclusion in programme.excludes if exclusion.programme == other.programme]
    if one.programme == other.programme:
        sames.append(_repeats_by(programme, one, other))
    alike = one.programme == other.programme and programme.unit == "person"
    return any(_same(case, one, other, same) for same in sames) and (not alike or one.subject == other.subject)


def _repeats_by(programme: Programme, one: ActiveRecord, other: ActiveRecord) -> Same:
    """What makes two records of one programme the same help."""
    if one.event or other.event:
        return "event"
    named = one.term is not None and other.term is not None
    return "term" if named or programme.period == "semester" else "person"


def _same(case: _Case, one: ActiveRecord, other: ActiveRecord, same: Same) -> bool:
    shares_person = one.subject == other.subject or not case.covered(one).isdisjoint(case.covered(other))
    if same == "person":
        return shares_person
    if same == "term":
        return shares_person and one.term is not None and one.term == other.term
    if same == "event":
        return one.event is not None and one.event == other.event
    return True


def _gaps(case: _Case, unserved: Iterable[Finding], meaning: Absence) -> tuple[Gap, ...]:
    """One gap for programmes that are alternatives of each other."""
    gaps: dict[tuple[str, frozenset[str]], list[str]] = {}
    for finding in unserved:
        programme = case.catalogue.programmes[finding.programme]
        if programme.absence_for(_categories(case, finding.member), finding.met) == meaning:
            together = frozenset({programme.code, *programme.alternatives})
            gaps.setdefault((finding.subject, together), []).append(programme.code)
    return tuple(Gap(subject, tuple(options)) for (subject, _), options in gaps.items())


def _due(case: _Case, finding: Finding) -> bool:
    """Some days after the determination that it follows from: before that it is not missed yet."""
    days = [
        member.determined[category]
        for member in case.household.members
        for category in case.catalogue.programmes[finding.programme].categories
        if category in member.determined and finding.subject in (member.key, case.household.key)
    ]
    grace: Any = case.household.parameters.get("missed_grace_days")
    return not days or min(days) + timedelta(days=grace or 0) <= case.day


def _categories(case: _Case, key: str) -> frozenset[str]:
    return next(member.categories for member in case.household.members if member.key == key)


def _not_matching(case: _Case, findings: Iterable[Finding]) -> tuple[ActiveRecord, ...]:
    """Help whose rule no longer holds; where only a fact is missing, or a procedure carries it, nothing is said."""
    possible = {
        (finding.programme, finding.subject) for finding in findings if finding.certainty is not Certainty.UNMET
    }
    return tuple(
        record for record in case.records if not record.carried and (record.programme, record.subject) not in possible
    )
