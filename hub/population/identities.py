"""Identities of invented people: who has no number yet, is homeless, or is known by a permit or birth certificate.

None of the numbers can be anybody's: no permit begins 8199, 8299 or 8399, no country is 999 or XXX, no province 99.
"""

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from hub.population.households import Household, Member, Report
from hub.population.numbers import NOWHERE, Numbers
from hub.population.shares import Dice, Shares
from registry.identity.identity_numbers import issued
from registry.people.provisional_identities import Provisional

SPOUSES = ("10", "11", "12")
BORN_HERE = ("20", "30", "40")
# As on the card of a foreigner, and as clearly invented.
FOREIGN_NAMES = {
    "1": ("EXAMPLE JOHN", "EXAMPLE IVAN", "EXAMPLE MINH"),
    "2": ("EXAMPLE MARIA", "EXAMPLE LAN", "EXAMPLE AIGUL"),
}
WANDERING = "WANDERING"


@dataclass
class Identities:
    """Gives some of the invented another identity, with dice of its own: everybody else stays who they are."""

    dice: Dice
    shares: Shares
    today: datetime.date
    _permits: Mapping[str, Numbers] = field(
        default_factory=lambda: {prefix: Numbers(prefix) for prefix in ("819901", "829901", "839901", "962999")}
    )
    _given: int = 0

    def of(self, household: Household) -> Household:
        """The household, some of its members without a number or with one of another kind."""
        (head, *others) = household.members
        if not others and not head.determined and self._happens("homeless"):
            return self._homeless(household, head)
        return replace(household, members=tuple(self._member(household, member) for member in household.members))

    def _homeless(self, household: Household, head: Member) -> Household:
        """Somebody whom a rescue station has taken in: sex, about how old, what they say they are called."""
        day = self.today - datetime.timedelta(days=self.dice.between(1, 60))
        found = Provisional(
            reason="HOMELESS",
            born=head.birth_date.replace(month=1, day=1),
            estimated=True,
            guardian=None,
            place=f"{household.village.name}路口",
            evidence="救助管理站登记照片（示例）",
        )
        event = Report(
            "civil_affairs",
            "event",
            {"kind": WANDERING, "urgency": "URGENT", "severity": "LIGHT", "happened_on": day,
             "place": household.village.code},
            day,
            until=day + datetime.timedelta(days=90),
        )  # fmt: skip # one event
        known = tuple(r for r in head.reports if r.department == "civil_affairs" and r.entity == "person")
        member = replace(self._without_number(head, found), reports=(*known, event), since=day)
        return replace(
            household,
            members=(member,),
            address=f"{household.village.name}救助管理站",
            dwelling="救助管理站",
            helped=(),
        )

    def _member(self, household: Household, member: Member) -> Member:
        if member.relation in SPOUSES:
            return self._married_in(member)
        if member.relation in BORN_HERE and (self.today - member.birth_date).days < 365:
            return self._newborn(household, member)
        if member.relation != "02" and member.fact("insured_type") is None and self._happens("without_hukou"):
            unknown = Provisional(
                reason="NO_HUKOU",
                born=member.birth_date,
                estimated=False,
                guardian=household.members[0].name,
                place=household.village.name,
                evidence="村（居）民委员会证明（示例）",
            )
            return self._without_number(member, unknown)
        return member

    def _newborn(self, household: Household, member: Member) -> Member:
        if not self._happens("newborn_unnumbered"):
            return member
        if self._happens("birth_certificate"):
            return replace(member, number=f"Z99{self._next():07}")
        born = Provisional(
            reason="NEWBORN",
            born=member.birth_date,
            estimated=False,
            guardian=household.members[0].name,
            place=None,
            evidence="接生记录（示例）",
        )
        return self._without_number(member, born)

    def _married_in(self, member: Member) -> Member:
        """A spouse from Hong Kong, Macao or Taiwan, or from abroad."""
        kinds: Mapping[str, Callable[[Member], Member]] = {
            "hk_macao_permit": lambda one: self._permit(one, "819901" if self.dice.chance(0.6) else "829901"),
            "taiwan_permit": lambda one: self._permit(one, "839901"),
            "foreigner_permit": lambda one: self._permit(self._foreign(one), "962999"),
            "foreigner_permit_old": lambda one: replace(self._foreign(one), number=f"XXX99{self._next():010}"),
        }
        roll = self.dice.roll()
        for kind, known_by in kinds.items():
            roll -= self.shares.rates[kind]
            if roll < 0:
                return known_by(member)
        return member

    def _permit(self, member: Member, prefix: str) -> Member:
        number, birth_date = self._permits[prefix].give(member.birth_date, member.sex)
        return replace(member, number=number, birth_date=birth_date)

    def _foreign(self, member: Member) -> Member:
        names = FOREIGN_NAMES[member.sex]
        return replace(member, name=names[self.dice.between(0, len(names) - 1)])

    def _without_number(self, member: Member, known: Provisional) -> Member:
        number = issued(f"{NOWHERE}{self._next():010}")
        return replace(member, number=number, birth_date=known.born, provisional=known)

    def _next(self) -> int:
        self._given += 1
        return self._given

    def _happens(self, rate: str) -> bool:
        return self.dice.chance(self.shares.rates[rate])
