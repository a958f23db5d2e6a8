"""Invented people of whom some are planted twice, with slips of the pen: what the linkage is measured and trained on.

How often each slip happens is assumed, as a clerk at a window would find it plausible. Nobody has counted it.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pypinyin import Style, pinyin

from registry.people.compared_persons import COLUMNS

SURNAMES = "王张李马刘杨赵陈何石周高孙郭朱徐吴牛祁景漆汪苟豆妥毛常宋韩冯董梁许"
WEIGHTS = [8] * 6 + [3] * 11 + [1] * 16
# The last ones sound like some before.
GIVEN = (
    "国建军平强勇斌海涛俊峰志德福生成林明辉刚伟文龙宝来喜有世存秀英兰芳霞玉梅桂花红燕彩琴娟丽萍莲珍淑惠香菊巧艳雪婷静云春"
    "晓小君均彬丰锋佳家嘉欣鑫新洁杰婕莹颖盈慧会蕙"
)
COUNTIES, TOWNSHIPS = 86, 14
TODAY = date(2024, 3, 15)


@dataclass(frozen=True)
class Human:
    """A row as it is compared."""

    kind: str
    id: str
    name: str
    birth: date | None
    sex: str | None
    division: str
    ending: str = ""
    household: str = ""
    guardian: str = ""
    sought: bool = False
    owner: str = ""

    @property
    def line(self) -> str:
        """The row as a line of the CSV."""
        told = {**self.__dict__, "birth": f"{self.birth:%Y%m%d}" if self.birth else "", "sex": self.sex or ""}
        told["sought"] = "t" if self.sought else "f"
        return ",".join(told.get(name, "") for name in COLUMNS) + "\n"


@dataclass
class Planted:
    """So many registered persons and so many of whom a duplicate is sought; `truth` says who is one, pair by pair."""

    registered: int
    sought: int
    seed: int = 1
    truth: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)  # noqa: S311 # invented people
        self._alike = _alike()

    def lines(self) -> Iterator[bytes]:
        """Everybody; the truth is known once all of them have been told."""
        share = self.sought / self.registered
        for household in self._households():
            for one in household:
                yield one.line.encode()
                if self._dice.random() < 0.002:  # registered twice, with two ID cards
                    yield self._told(one, self._again(one, f"c{one.id}", sought=False))
                if self._dice.random() < share * 0.4:
                    yield self._told(one, self._sought(one, household, f"s{one.id}"))
                if self._dice.random() < share * 0.6:  # somebody else, like them in nothing but the place
                    stranger = self._human(f"x{one.id}", one.division, "")
                    yield self._sought(stranger, (), f"x{one.id}").line.encode()

    def _told(self, one: Human, other: Human) -> bytes:
        self.truth.add((one.id, other.id))
        return other.line.encode()

    def _households(self) -> Iterator[list[Human]]:
        number = 0
        while number < self.registered:
            division = self._division()
            members = [
                self._human(f"p{number + n}", division, f"h{number}")
                for n in range(self._dice.choice((1, 1, 2, 3, 4, 5)))
            ]
            number += len(members)
            yield members

    def _division(self) -> str:
        return f"62{self._dice.randrange(COUNTIES) + 101:04}{self._dice.randrange(TOWNSHIPS) + 1:03}000"

    def _human(self, id: str, division: str, household: str) -> Human:
        dice = self._dice
        name = dice.choices(SURNAMES, WEIGHTS)[0] + "".join(dice.choices(GIVEN, k=1 if dice.random() < 0.2 else 2))
        sex = dice.choice("12")
        born = TODAY - timedelta(days=dice.randrange(90 * 365))
        ending = f"{dice.randrange(500) * 2 + (sex == '1'):03}{dice.choice('0123456789X')}"
        return Human("PERSON", id, name, born, sex, division, ending, household)

    def _again(self, one: Human, id: str, sought: bool) -> Human:
        """The same human, written down by somebody else."""
        dice = self._dice
        slip = dice.random()
        ending = one.ending if slip < 0.3 else f"{one.ending[:3]}{dice.choice('0123456789X')}"
        other = f"{dice.randrange(1000):03}{dice.choice('0123456789X')}"
        return replace(
            one,
            id=id,
            name=self._name(one.name),
            birth=self._birth(one.birth),
            sex=one.sex if dice.random() < 0.98 else "2" if one.sex == "1" else "1",
            division=self._place(one.division),
            ending=ending if slip < 0.5 else other,
            household=f"{id}h",
            sought=sought,
        )

    def _sought(self, one: Human, home: list[Human] | tuple[()], id: str) -> Human:
        """A report, or a registration with another kind of number, which says less."""
        again, kind = self._again(one, id, sought=True), self._dice.random()
        if kind < 0.5:  # reported by a department: seldom by township
            place = again.division if kind < 0.2 else f"{again.division[:6]}000000" if kind < 0.4 else "620000000000"
            return replace(again, kind="UNREGISTERED", division=place, ending="", household="", sought=False)
        fellows = [member.name for member in home if member.id != one.id]
        if kind < 0.6:  # under somebody else's number: mostly of somebody who lives with them
            owner = self._dice.choice(fellows) if fellows else self._human("", "", "").name
            return replace(again, kind="MISMATCH", division=one.division, household="", guardian=owner, birth=None,
                           sex=None, ending="", sought=False)  # fmt: skip # one report
        known = fellows[0] if fellows and self._dice.random() < 0.5 else ""
        return replace(again, ending="", guardian=known)

    def _name(self, name: str) -> str:
        dice, slip = self._dice, self._dice.random()
        place = dice.randrange(1, len(name))
        if slip < 0.7:
            return name
        if slip < 0.83:
            return f"{name[:place]}{dice.choice(self._alike[name[place]])}{name[place + 1 :]}"
        if slip < 0.92:
            return f"{name[:place]}{dice.choice(GIVEN)}{name[place + 1 :]}"
        if slip < 0.95 and len(name) == 3:
            return name[0] + name[2] + name[1]
        return name[:2] if slip < 0.98 else dice.choice(SURNAMES) + "".join(dice.choices(GIVEN, k=2))

    def _birth(self, born: date | None) -> date | None:
        dice, slip = self._dice, self._dice.random()
        if born is None or slip < 0.82:
            return born
        if slip < 0.92:
            return born.replace(day=min(28, born.day + 10 if born.day < 19 else born.day - 10))
        if slip < 0.94 and born.day <= 12:
            return born.replace(month=born.day, day=born.month)
        return (
            born.replace(year=born.year + dice.choice((-1, 0, 1)), month=1, day=1)
            if slip < 0.98
            else born - timedelta(days=dice.randrange(4000))
        )

    def _place(self, division: str) -> str:
        slip = self._dice.random()
        if slip < 0.6:
            return division
        return f"{division[:6]}{self._dice.randrange(TOWNSHIPS) + 1:03}000" if slip < 0.85 else self._division()


def _alike() -> dict[str, str]:
    """Characters that sound like each of the given names'; itself where none does."""
    sounds: dict[str, str] = {}
    for character in GIVEN:
        sound = pinyin(character, style=Style.NORMAL)[0][0]
        sounds[sound] = sounds.get(sound, "") + character
    same = {character: pinyin(character, style=Style.NORMAL)[0][0] for character in GIVEN}
    return {character: sounds[same[character]].replace(character, "") or character for character in GIVEN}
