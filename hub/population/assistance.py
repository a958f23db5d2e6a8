"""Assistance: what the members of an invented household are given, most of what they are entitled to but not all."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from hub.population.households import Help, Member
from hub.population.shares import Dice, Shares
from policy.clauses import Scalar
from policy.periods import semester

AT_MOST = 4
MONTHS_PAID = 3
PREMIUM = frozenset({"subsistence_allowance", "relapse_monitored"})
HEATED = frozenset({"subsistence_allowance", "extreme_hardship", "near_subsistence", "rigid_expenditure"})
STAGES = {
    "KINDERGARTEN": "JY-01",
    "PRIMARY": "JY-02",
    "JUNIOR": "JY-02",
    "SENIOR": "JY-03",
    "VOCATIONAL": "JY-04",
    "UNDERGRAD": "JY-07",
    "POSTGRAD": "JY-07",
}


@dataclass(frozen=True, slots=True)
class Facts:
    """What of a household decides what it is given."""

    number: str
    urban: bool
    subsistence_type: str | None
    income: int
    standard: int
    members: Sequence[Member]


@dataclass(frozen=True)
class Assistance:
    """Draws the help of one household after the other."""

    dice: Dice
    shares: Shares
    today: datetime.date

    def of(self, home: Facts) -> tuple[Help, ...]:
        """What is paid for a living first, then whatever falls to the rest, four in all."""
        rest = [*self._household(home), *self._persons(home)]
        rest.sort(key=lambda _: self.dice.roll())
        return (*self._living(home), *rest)[:AT_MOST]

    def _living(self, home: Facts) -> Iterator[Help]:
        paid = [m for m in home.members if "subsistence_allowance" in self._of_household(m)]
        if paid:
            number = "MZ-01" if home.subsistence_type == "urban" else "MZ-02"
            yield from self._monthly(number, None, self._allowance(home) * len(paid), paid[0])
        for place, member in enumerate(home.members):
            categories = in_force(member, self.today)
            if "extreme_hardship" in categories:
                yield from self._monthly("MZ-05", place, home.standard * 13 // 10, member)
                if self.dice.chance(self.shares.rates["still_paid_before"]):
                    yield from self._monthly("MZ-02", None, self._allowance(home), member)
            elif "subsistence_allowance" in categories - self._of_household(member):
                yield from self._monthly("MZ-03", place, home.standard - home.standard // 4, member)

    def _allowance(self, home: Facts) -> int:
        if home.subsistence_type == "urban":
            return max(home.standard - home.income, 1000)
        return int(self.shares.weights["rural_class"].draw(self.dice))

    def _household(self, home: Facts) -> Iterator[Help]:
        head = home.members[0]
        every = frozenset().union(*(in_force(member, self.today) for member in home.members))
        if every & HEATED:
            yield from self._once("MZ-13", None, self._heating_starts())
        if head.fact("risk_status") == "NOT_REMOVED":
            yield from self._once("XC-90", None, self._ago(10, 300))
        if head.fact("kind") in ("SUDDEN", "PRESSING", "DISASTROUS"):
            number = "MZ-07" if head.fact("urgency") == "NORMAL" else "MZ-08"
            yield from self._once(number, None, self._ago(1, 20), event=f"{home.number}/0/event")
        if head.fact("danger_grade") in ("C", "D") and every & HEATED and not home.urban:
            yield from self._once(
                "ZJ-03", None, self._ago(30, 500), mode="REBUILD", danger_grade_before=head.fact("danger_grade")
            )
        if head.fact("difficulty") is True and every & HEATED and home.urban:
            yield from self._monthly("ZJ-02", None, self.shares.amounts["ZJ-02"], head)

    def _persons(self, home: Facts) -> Iterator[Help]:
        premium = datetime.date(self.today.year, 1, 1)
        for place, member in enumerate(home.members):
            categories = in_force(member, self.today)
            insured = member.fact("insured_type") == "RESIDENT"
            if insured and "extreme_hardship" in categories:
                yield from self._once("YB-01", place, premium, insurance_year=premium.year)
            elif insured and categories & PREMIUM:
                yield from self._once("YB-02", place, premium, insurance_year=premium.year)
            stage = member.fact("student_stage")
            if stage and (categories or member.fact("student_in_need")):
                started = self.today - datetime.timedelta(days=20)
                term = semester(started)
                yield from self._once(
                    STAGES[str(stage)], place, started, term, semester=term, school=member.fact("school")
                )
            yield from self._by_health(place, member, categories)
            if member.fact("hired_by_enterprise") is True and categories:
                yield from self._monthly("RS-01", place, self.shares.amounts["RS-01"], member)

    def _by_health(self, place: int, member: Member, categories: frozenset[str]) -> Iterator[Help]:
        grade = member.fact("disability_grade")
        if grade and "subsistence_allowance" in categories:
            yield from self._monthly("MZ-15", place, self.shares.amounts["MZ-15"], member)
        if isinstance(grade, int) and grade <= 2 and "extreme_hardship" not in categories:
            yield from self._monthly("MZ-91", place, self.shares.amounts["MZ-91"], member)
        if member.fact("serious_illness") and member.fact("inpatient_designated") and categories & HEATED:
            yield from self._once("YB-03", place, self._ago(5, 200))

    def _monthly(self, number: str, place: int | None, amount: int, member: Member) -> Iterator[Help]:
        if self.dice.chance(self.shares.coverage[number]):
            since = max((d.valid_from for d in member.determined), default=self._ago(90, 700))
            paid = [day for day in self._paydays if day >= since]
            yield Help(number, place, since, amount, payments=tuple((day, amount) for day in paid))

    def _once(
        self,
        number: str,
        place: int | None,
        day: datetime.date,
        term: str | None = None,
        event: str | None = None,
        **detail: Scalar | None,
    ) -> Iterator[Help]:
        if self.dice.chance(self.shares.coverage[number]):
            amount = self.shares.amounts.get(number)
            known = {name: value for name, value in detail.items() if value is not None}
            yield Help(number, place, day, amount, term, event, ((day, amount),) if amount else (), known)

    @cached_property
    def _paydays(self) -> list[datetime.date]:
        days: list[datetime.date] = []
        last = self.today.replace(day=1)
        for _ in range(MONTHS_PAID):
            last = (last - datetime.timedelta(days=1)).replace(day=1)
            days.append(last.replace(day=20))
        return days[::-1]

    def _heating_starts(self) -> datetime.date:
        year = self.today.year - (1 if self.today.month < 11 else 0)
        return datetime.date(year, 11, 1)

    def _ago(self, fewest: int, most: int) -> datetime.date:
        return self.today - datetime.timedelta(days=self.dice.between(fewest, most))

    def _of_household(self, member: Member) -> frozenset[str]:
        return in_force(member, self.today, basis="HOUSEHOLD")


def in_force(member: Member, today: datetime.date, basis: str | None = None) -> frozenset[str]:
    """The categories a member has on the day."""
    return frozenset(
        d.category
        for d in member.determined
        if basis in (None, d.basis) and d.valid_from <= today and (d.valid_to is None or today < d.valid_to)
    )
