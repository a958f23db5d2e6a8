"""Grants: most of those whom a programme is for have its help, and some have not (`shares.toml`, coverage).

Who is meant is not invented again: the rules themselves have found them, in the register.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from hub.population.allowances import DRAWN_HERE, monthly, paydays
from hub.population.households import Help, Household, Member, Report
from hub.population.shares import Dice, Shares
from policy.catalogue import Catalogue
from policy.clauses import Scalar
from policy.periods import periods
from policy.programmes import Programme


class Target(NamedTuple):
    """Whom a programme is for: the household, or one member by place."""

    number: str
    place: int | None


@dataclass(frozen=True)
class Grants:
    """Draws what the targets of one household after the other are given."""

    catalogue: Catalogue
    shares: Shares
    seed: int
    today: datetime.date

    def of(self, household: Household, targets: Iterable[Target]) -> Iterator[Help]:
        """Help for most of these targets, the same for the same seed; what excludes each other hardly ever together."""
        dice = Dice(f"{self.seed} {household.number}")
        given = {Target(help.number, help.member) for help in household.helped}
        drawn = (target for target in targets if target.number not in DRAWN_HERE)
        for target in sorted(drawn, key=lambda one: (one.number, one.place or 0)):
            programme = self.catalogue.numbered[target.number]
            wanted = dice.chance(self.shares.coverage[target.number])
            twice = dice.chance(self.shares.rates["twice"])
            if wanted and target not in given and (twice or not self._excluded(programme, target, given)):
                given.add(target)
                yield self._help(dice, programme, household, target.place)

    def _excluded(self, programme: Programme, target: Target, given: Iterable[Target]) -> bool:
        codes = {*(other.programme for other in programme.excludes), *programme.alternatives}
        others = {self.catalogue.programmes[code].number for code in codes}
        return any(
            one.number in others and (None in (one.place, target.place) or one.place == target.place) for one in given
        )

    def _help(self, dice: Dice, programme: Programme, household: Household, place: int | None) -> Help:
        member = household.members[place or 0]
        happened = _happened(programme, household, place)
        day = self._day(dice, programme, member, happened)
        amount = self.shares.amounts.get(programme.number)
        period = periods()[programme.period]
        paid: tuple[tuple[datetime.date, int], ...] = ()
        if amount is not None:
            paid = monthly(paydays(self.today), day, amount) if period.amount == "month" else ((day, amount),)
        return Help(
            number=programme.number,
            member=place,
            happened_on=day,
            amount=amount,
            term=period.name(day) if period.terms else None,
            event=happened and f"{household.number}/{happened.place}/{happened.report.entity}",
            payments=paid,
            detail=self._detail(programme, member, day),
        )

    def _day(self, dice: Dice, programme: Programme, member: Member, happened: "Happened | None") -> datetime.date:
        """What goes on since the category was determined, what has a term within it, else after what happened."""
        period = periods()[programme.period]
        day = self._ago(dice, 60, 700) if period.open_ended else self._ago(dice, 1, 60 if period.months else 150)
        earliest = [member.since]
        if period.open_ended:
            earliest += [determined.valid_from for determined in member.determined]
        elif period.months:
            earliest.append(period.begins_on(self.today))
        elif happened:
            earliest.append(happened.report.as_of)
        return max(day, *earliest)

    def _detail(self, programme: Programme, member: Member, day: datetime.date) -> Mapping[str, Scalar]:
        """What the record holds besides: as the programme has it, and what is known of the member under that name."""
        known: dict[str, Scalar | None] = {
            "insurance_year": day.year,
            "semester": periods()["semester"].name(day),
            "danger_grade_before": member.fact("danger_grade"),
            "school": member.fact("school"),
            **self.shares.details.get(programme.number, {}),
        }
        held = {detail.name for detail in self.catalogue.departments[programme.department].details}
        return {name: value for name, value in known.items() if name in held and value is not None}

    def _ago(self, dice: Dice, fewest: int, most: int) -> datetime.date:
        return self.today - datetime.timedelta(days=dice.between(fewest, most))


class Happened(NamedTuple):
    """The event or disaster that calls for help, and the member by whom it was told."""

    place: int
    report: Report


def _happened(programme: Programme, household: Household, place: int | None) -> Happened | None:
    called_for = {clause.entity for clause in programme.condition.clauses} & {"event", "disaster"}
    members = enumerate(household.members) if place is None else [(place, household.members[place])]
    reports = (Happened(n, report) for n, member in members for report in member.reports)
    return next((one for one in reports if one.report.entity in called_for), None)
