"""The population: invented households one after the other, in the shares of `shares.toml`.

Calibrated on shares of persons by category, household sizes, ages, disability and illness by category, and on which
of them are monitored as well (`shares.toml` says of each what it leans on); villages get about equal numbers. Not
calibrated: how incomes, employment, housing and events hang together, and regional differences other than town and
country. Nobody in it exists: numbers are under a code that was never a county, names are put together by chance.
"""

import datetime
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from hub.population import names
from hub.population.allowances import Allowances, Means
from hub.population.circumstances import Circumstances, Health, health
from hub.population.composition import Person, compose
from hub.population.defects import name_variant
from hub.population.households import Determined, Household, Member, Report
from hub.population.identities import Identities
from hub.population.numbers import Numbers
from hub.population.places import Places, Village
from hub.population.shares import Dice, Kind, Shares
from hub.population.situation import Checked, Situation
from policy.catalogue import Catalogue

SOURCE = "甘肃省低收入人口动态监测预警系统"
REMEMBERED = 400
# Of the local subsistence standard: what is left to whom the income has fallen.
FALLEN = (0.4, 0.99)
# Who has which identity is drawn by dice of its own, so that everybody else stays as they are.
OTHER_DICE = 10**9


def population(
    persons: int, seed: int, divisions: Sequence[Village], catalogue: Catalogue, today: datetime.date
) -> Iterator[Household]:
    """Households with at least this many persons in all, the same ones for the same arguments (二（二）)."""
    standards = {s.name: s.value for s in catalogue.standings}
    inventor = Inventor(
        Dice(seed),
        Dice(seed + OTHER_DICE),
        Dice(f"{seed} loans"),
        Shares.read(),
        Places(divisions),
        {kind: _fen(standards[f"subsistence_standard_{kind}"]) for kind in ("urban", "rural")},
        today,
    )
    made = 0
    while made < persons:
        household = inventor.household()
        made += len(household.members)
        yield household


def _fen(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(f"a standard is a number of fen, not {value!r}")
    return value


@dataclass(frozen=True, slots=True)
class Invented:
    """Someone invented before, who may turn up elsewhere under another number."""

    name: str
    birth_date: datetime.date
    county: str


@dataclass(frozen=True, slots=True)
class Home:
    """What is settled of a household before its members are."""

    number: str
    kind: Kind
    village: Village
    residence: str
    surname: str
    minority: bool
    since: datetime.date
    as_of: datetime.date
    size: int
    income: int
    standard: int
    monitored: bool
    support: str | None
    ended: str | None

    @property
    def subsistence_type(self) -> str | None:
        """By which standard it receives the subsistence allowance, if it does."""
        return self.residence if self.kind.category == "subsistence_allowance" else None


class Inventor:
    """Makes households; what it must remember does not grow with their number."""

    def __init__(
        self,
        dice: Dice,
        identities: Dice,
        loans: Dice,
        shares: Shares,
        places: Places,
        standards: dict[str, int],
        today: datetime.date,
    ) -> None:
        self._dice, self._shares, self._places, self._standards = dice, shares, places, standards
        self._today = today
        self._numbers = Numbers()
        self._circumstances = Circumstances(dice, loans, shares, today)
        self._situation = Situation(dice, shares, today)
        self._allowances = Allowances(dice, shares, today)
        self._identities = Identities(identities, shares, today)
        self._before: dict[str, deque[Invented]] = {sex: deque(maxlen=REMEMBERED) for sex in ("1", "2")}
        self._made = 0

    def household(self) -> Household:
        """The next household."""
        home = self._home()
        people = compose(self._dice, home.kind, home.size)
        states = [health(self._dice, self._shares, home.kind) for _ in people]
        pairs = list(zip(people, states, strict=True))
        members = [self._member(home, person, state, head=n == 0) for n, (person, state) in enumerate(pairs)]
        members = self._with_housing_split(members)
        paid = tuple(self._allowances.of(Means(home.subsistence_type, home.income, home.standard, members)))
        for help in paid:
            if help.number in ("MZ-01", "MZ-02") and help.amount:
                members[0] = _reported(members[0], self._situation.payment(help.number, help.amount))
        invented = Household(
            number=home.number,
            village=home.village,
            residence=home.residence,
            subsistence_type=home.subsistence_type,
            hukou_type=home.residence if self._dice.chance(0.9) else "rural",
            address=f"{home.village.name}{self._dice.between(1, 9)}组{self._dice.between(1, 180)}号",
            per_capita_income=home.income,
            dwelling="供养服务机构" if home.support == "institutional" else self._drawn("dwelling"),
            as_of=home.as_of,
            source=SOURCE,
            channel=self._drawn("channel"),
            members=tuple(members),
            helped=paid,
        )
        return self._identities.of(invented)

    def _home(self) -> Home:
        self._made += 1
        dice = self._dice
        kind = self._shares.kinds.draw(dice)
        residence = "rural" if dice.chance(kind.rural) else "urban"
        standard = self._standards[residence]
        low, high = FALLEN if kind.without_basic and self._happens("income_fell") else kind.income
        extreme = kind.category == "extreme_hardship"
        return Home(
            number=f"GS-{self._made:09d}",
            kind=kind,
            village=self._places.next(residence),
            residence=residence,
            surname=names.surname(dice),
            minority=self._happens("minority_name"),
            since=self._situation.ago(40, 1100).replace(day=1),
            as_of=self._situation.ago(61, 400) if self._defective("stale") else self._situation.ago(1, 60),
            size=self._shares.sizes[kind.name].draw(dice),
            income=int(standard * (low + dice.roll() * (high - low))),
            standard=standard,
            monitored=kind.category == "relapse_monitored"
            or (kind.name == "subsistence_rural" and self._happens("monitored_too")),
            support=("dispersed" if self._happens("dispersed") else "institutional") if extreme else None,
            ended=self._ended(residence),
        )

    def _ended(self, residence: str) -> str | None:
        """What a household with nothing in force may have been."""
        if residence == "rural" and self._happens("once_monitored"):
            return "relapse_monitored"
        return "subsistence_allowance" if self._happens("once_subsistence") else None

    def _member(self, home: Home, person: Person, state: Health, head: bool) -> Member:
        name, birth_date = self._called(home, person)
        number, birth_date = self._numbers.give(birth_date, person.sex)
        since = max(home.since, birth_date)
        determined = tuple(self._determined(home, state, since))
        reports = list(self._circumstances.of(person, state, home.village, home.as_of))
        if head:
            employed = any(report.values.get("employed") is True for report in reports)
            reports += self._of_household(home, employed)
        member = Member(number, name, person.sex, birth_date, person.relation, since, determined, tuple(reports))
        return self._perhaps_dead(member)

    def _called(self, home: Home, person: Person) -> tuple[str, datetime.date]:
        """Name and birth date; now and then those of someone in another county, who is registered twice so."""
        dice = self._dice
        age = datetime.timedelta(days=int(person.age * 365.2425) + dice.between(1, 364))
        invented = Invented(
            names.name(dice, self._surname(home, person), person.sex, home.minority),
            self._today - age,
            home.village.county,
        )
        before = self._before[person.sex]
        if before and self._defective("elsewhere_too"):
            twin = before[dice.between(0, len(before) - 1)]
            if twin.county != invented.county and (self._today - twin.birth_date).days // 3652 == age.days // 3652:
                return twin.name, twin.birth_date
        before.append(invented)
        return (
            name_variant(dice, invented.name) if self._defective("name_variant") else invented.name,
            invented.birth_date,
        )

    def _surname(self, home: Home, person: Person) -> str:
        """Those born into the family have its name; those married into it their own."""
        return home.surname if person.relation in ("02", "20", "30", "40", "51", "70") else names.surname(self._dice)

    def _determined(self, home: Home, state: Health, since: datetime.date) -> Iterator[Determined]:
        category = home.kind.category
        if category:
            yield Determined(category, since, support=home.support)
        elif home.ended:
            yield Determined(home.ended, since, valid_to=max(since, self._today.replace(day=1)))
        if home.monitored and category != "relapse_monitored":
            yield Determined("relapse_monitored", since)
        if category == "near_subsistence" and (state.severe or state.seriously_ill) and self._happens("single_person"):
            yield Determined("subsistence_allowance", since, basis="SINGLE_PERSON")

    def _of_household(self, home: Home, employed: bool) -> Iterator[Report]:
        situation = self._situation
        yield from situation.housing(home.residence == "urban")
        allowance, spends = home.subsistence_type is not None, home.kind.category == "rigid_expenditure"
        yield situation.means(Checked(home.income, home.standard, home.size, allowance, spends), employed, home.as_of)
        if home.monitored:
            yield situation.monitored(home.since, self._happens("risk_removed"))
        elif home.ended == "relapse_monitored" and not home.kind.category:
            yield situation.monitored(home.since, removed=True)
        yield from situation.events(home.village)
        yield from situation.disasters(home.village)

    def _perhaps_dead(self, member: Member) -> Member:
        roll = self._dice.roll()
        paid = self._shares.defects["dead_but_paid"]
        if roll >= paid + self._shares.rates["died_and_ended"]:
            return member
        died = self._situation.ago(15, 150)
        ended = member.determined
        if roll >= paid:
            ended = tuple(replace(d, valid_to=max(died, d.valid_from)) for d in ended)
        dead = replace(member.reports[0], values={**member.reports[0].values, "deceased_on": died})
        return replace(member, determined=ended, reports=(dead, *member.reports[1:]))

    def _with_housing_split(self, members: list[Member]) -> list[Member]:
        """Housing counts some of the members as a household of their own, with a dwelling of its own."""
        if len(members) > 1 and self._defective("split"):
            urban = members[0].fact("difficulty") is not None
            for report in self._situation.housing(urban):
                members[-1] = _reported(members[-1], report)
        return members

    def _happens(self, rate: str) -> bool:
        return self._dice.chance(self._shares.rates[rate])

    def _defective(self, defect: str) -> bool:
        return self._dice.chance(self._shares.defects[defect])

    def _drawn(self, weights: str) -> str:
        return self._shares.weights[weights].draw(self._dice)


def _reported(member: Member, report: Report) -> Member:
    return replace(member, reports=(*member.reports, report))
