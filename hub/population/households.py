"""Households as they are invented: plain values, before they have ids, seals or links."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from hub.population.places import Village
from policy.clauses import Scalar
from registry.people.provisional_identities import Provisional

Day = datetime.date


@dataclass(frozen=True, slots=True)
class Report:
    """What one department knows of a member; a household's fact names the member it was told of."""

    department: str
    entity: str
    values: Mapping[str, Scalar]
    as_of: Day
    until: Day | None = None


@dataclass(frozen=True, slots=True)
class Determined:
    """A category determined for a member, for the household's sake or the member's own (单人保)."""

    category: str
    valid_from: Day
    valid_to: Day | None = None
    basis: str = "HOUSEHOLD"
    support: str | None = None


@dataclass(frozen=True, slots=True)
class Help:
    """Assistance given under the programme of this number: to the household, or to one member by place."""

    number: str
    member: int | None
    happened_on: Day
    amount: int | None = None
    term: str | None = None
    event: str | None = None
    payments: tuple[tuple[Day, int], ...] = ()
    detail: Mapping[str, Scalar] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Member:
    """A person of the household."""

    number: str
    name: str
    sex: str
    birth_date: Day
    relation: str
    since: Day
    determined: tuple[Determined, ...]
    reports: tuple[Report, ...]
    provisional: Provisional | None = None
    """What is known of who has no number of any kind."""

    def fact(self, name: str) -> Scalar | None:
        """What some department says of the member."""
        for report in self.reports:
            if name in report.values:
                return report.values[name]
        return None


@dataclass(frozen=True, slots=True)
class Household:
    """Who lives where, what is known of them and what was done for them; the head comes first."""

    number: str
    village: Village
    residence: str
    subsistence_type: str | None
    hukou_type: str
    address: str
    per_capita_income: int
    dwelling: str
    as_of: Day
    source: str
    channel: str
    members: tuple[Member, ...]
    helped: tuple[Help, ...]
    told: bool = False
    """All its help is told (a worked case): none is drawn."""
