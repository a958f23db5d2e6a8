"""Allowances: what is paid to an invented household for a living, as far as it has been granted."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from hub.population.households import Help, Member
from hub.population.shares import Dice, Shares

DRAWN_HERE = frozenset({"MZ-01", "MZ-02", "MZ-03", "MZ-05"})
MONTHS_PAID = 3
PAID_ON = 20
"""The day of the month on which batches are paid."""


@dataclass(frozen=True, slots=True)
class Means:
    """What of a household decides what it is paid."""

    subsistence_type: str | None
    income: int
    standard: int
    members: Sequence[Member]


@dataclass(frozen=True)
class Allowances:
    """Draws what one household after the other is paid."""

    dice: Dice
    shares: Shares
    today: datetime.date

    def of(self, home: Means) -> Iterator[Help]:
        """What most of those determined are paid by the month, of different amounts by income or class."""
        paid = [m for m in home.members if "subsistence_allowance" in in_force(m, self.today, basis="HOUSEHOLD")]
        if paid:
            number = "MZ-01" if home.subsistence_type == "urban" else "MZ-02"
            yield from self._monthly(number, None, self._allowance(home) * len(paid), paid[0])
        elif _was_paid(home.members[0]) and self.dice.chance(self.shares.rates["still_paid_after"]):
            yield from self._monthly("MZ-02", None, self._allowance(home), home.members[0])
        for place, member in enumerate(home.members):
            categories = in_force(member, self.today)
            if "extreme_hardship" in categories:
                yield from self._monthly("MZ-05", place, home.standard * 13 // 10, member)
                if self.dice.chance(self.shares.rates["still_paid_before"]):
                    yield from self._monthly("MZ-02", None, self._allowance(home), member)
            elif "subsistence_allowance" in categories - in_force(member, self.today, basis="HOUSEHOLD"):
                yield from self._monthly("MZ-03", place, home.standard - home.standard // 4, member)

    def _allowance(self, home: Means) -> int:
        if home.subsistence_type == "urban":
            return max(home.standard - home.income, 1000)
        return int(self.shares.weights["rural_class"].draw(self.dice))

    def _monthly(self, number: str, place: int | None, amount: int, member: Member) -> Iterator[Help]:
        if self.dice.chance(self.shares.coverage[number]):
            since = max(d.valid_from for d in member.determined)
            days = self._paydays[:1] if self.dice.chance(self.shares.defects["unpaid"]) else self._paydays
            yield Help(number, place, since, amount, payments=monthly(days, since, amount))

    @cached_property
    def _paydays(self) -> Sequence[datetime.date]:
        return paydays(self.today)


def paydays(today: datetime.date) -> Sequence[datetime.date]:
    """The days of the last batches."""
    days: list[datetime.date] = []
    last = today.replace(day=1)
    for _ in range(MONTHS_PAID):
        last = (last - datetime.timedelta(days=1)).replace(day=1)
        days.append(last.replace(day=PAID_ON))
    return days[::-1]


def monthly(days: Sequence[datetime.date], since: datetime.date, amount: int) -> tuple[tuple[datetime.date, int], ...]:
    """What has been paid of a monthly help by now."""
    return tuple((day, amount) for day in days if day >= since)


def in_force(member: Member, today: datetime.date, basis: str | None = None) -> frozenset[str]:
    """The categories a member has on the day."""
    return frozenset(
        d.category
        for d in member.determined
        if basis in (None, d.basis) and d.valid_from <= today and (d.valid_to is None or today < d.valid_to)
    )


def _was_paid(head: Member) -> bool:
    return any(d.category == "subsistence_allowance" and d.valid_to for d in head.determined)
