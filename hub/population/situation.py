"""Situation: what departments would know of a household as a whole, named by one of its members."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from hub.population.households import Report
from hub.population.places import Village
from hub.population.shares import Dice, Shares
from policy.clauses import Scalar


@dataclass(frozen=True, slots=True)
class Checked:
    """What a means check finds: income per head and the standard by the month, and whether illness, school or a
    disaster is why the household was determined."""

    income: int
    standard: int
    size: int
    allowance: bool
    spends: bool


@dataclass(frozen=True)
class Situation:
    """Draws the reports of one household after the other."""

    dice: Dice
    shares: Shares
    today: datetime.date

    def housing(self, urban: bool) -> Iterator[Report]:
        """Towns ask about want of a dwelling, villages inspect for danger; many were never asked or inspected."""
        if not self._happens("urban_asked" if urban else "rural_inspected"):
            return
        day = self.ago(30, 900)
        values: dict[str, Scalar] = {"floor_area": self.dice.between(28, 130)}
        if urban:
            values["difficulty"] = self._happens("urban_difficulty")
        else:
            values |= {"danger_grade": self.shares.weights["danger_grade"].draw(self.dice), "graded_on": day}
        yield Report("housing", "housing", values, day)

    def means(self, means: Checked, employed: bool, as_of: datetime.date) -> Report:
        """The means check; some on the allowance have passed the standard, by work some months ago or without."""
        income, months = means.income, 0
        if means.allowance and self._happens("over_standard" if employed else "over_without_work"):
            income = means.standard + self.dice.between(500, 40_000)
            months = self.dice.between(1, 8) if employed else 0
        values: dict[str, Scalar] = {
            "per_capita_income_after_cost": income,
            "months_over_standard": months,
            "means_checked_on": as_of,
        }
        if means.spends or (not means.allowance and self._happens("spent_much")):
            values |= self._spent(means.income * 12 * means.size)
        return Report("civil_affairs", "household", values, as_of)

    def _spent(self, income: int) -> dict[str, Scalar]:
        """What the year brought, and what school or a disaster took of it."""
        what = self.shares.weights["spent_on"].draw(self.dice)
        return {"income_year": income, f"{what}_expenditure_year": income * self.dice.between(30, 95) // 100}

    def monitored(self, since: datetime.date, removed: bool) -> Report:
        """That a household is monitored against relapse, since when, and whether its risk is removed."""
        weights = self.shares.weights
        values: dict[str, Scalar] = {
            "risk_status": "REMOVED" if removed else "NOT_REMOVED",
            "monitored_kind": weights["monitored_kind"].draw(self.dice),
            "main_risk": weights["main_risk"].draw(self.dice),
            "monitored_since": since,
        }
        return Report("rural_revitalization", "household", values, self.ago(1, 40))

    def events(self, village: Village) -> Iterator[Report]:
        """What has befallen a household within two months, good for 90 or 180 days."""
        if self._happens("event"):
            weights = self.shares.weights
            day = self.ago(1, 60)
            values: dict[str, Scalar] = {
                "kind": weights["event_kind"].draw(self.dice),
                "urgency": weights["urgency"].draw(self.dice),
                "severity": weights["severity"].draw(self.dice),
                "happened_on": day,
                "place": village.code,
            }
            yield Report("civil_affairs", "event", values, day, until=day + datetime.timedelta(days=90))
        if self._happens("medical_emergency"):
            day = self.ago(1, 60)
            values = {"kind": "MEDICAL_EMERGENCY", "happened_on": day, "place": village.code}
            yield Report("health", "event", values, day, until=day + datetime.timedelta(days=180))

    def disasters(self, village: Village) -> Iterator[Report]:
        """The disaster that struck a household within 200 days, if one did; good for a year."""
        if not self._happens("disaster"):
            return
        weights = self.shares.weights
        day = self.ago(5, 200)
        values: dict[str, Scalar] = {
            "type": weights["disaster_type"].draw(self.dice),
            "phase": weights["disaster_phase"].draw(self.dice),
            "happened_on": day,
            "place": village.code,
            "winter_spring_need": self.dice.chance(0.3),
        }
        if values["type"] != "DROUGHT" and self.dice.chance(0.35):
            damage = weights["house_damaged"].draw(self.dice)
            values |= {"house_damaged": damage, "house_unsafe": damage != "GENERAL"}
        yield Report("emergency_management", "disaster", values, day, until=day + datetime.timedelta(days=365))

    def payment(self, number: str, amount: int) -> Report:
        """The line of last month's batch on the one card (一卡通)."""
        last = self.today.replace(day=1) - datetime.timedelta(days=1)
        day = last.replace(day=20)
        failed = self._happens("payment_failed")
        values: dict[str, Scalar] = {
            "batch_no": f"{last:%Y%m}-{number}",
            "programme_number": number,
            "period": f"{last:%Y-%m}",
            "amount": amount,
            "paid": not failed,
            **({"failure_reason": "账号与户名不符"} if failed else {"paid_on": day}),
        }
        return Report("finance", "payment", values, day)

    def ago(self, fewest: int, most: int) -> datetime.date:
        """A day between so many days ago."""
        return self.today - datetime.timedelta(days=self.dice.between(fewest, most))

    def _happens(self, rate: str) -> bool:
        return self.dice.chance(self.shares.rates[rate])
