"""Composition: who lives together, so that ages fit each other and the shares of their kind."""

from collections.abc import Iterator
from dataclasses import dataclass

from hub.population.shares import Dice, Kind

ADULT = 18
OLD = 60
OLDEST = 96


@dataclass(frozen=True, slots=True)
class Person:
    """Relation to the head (GB/T 4761), sex (GB/T 2261.1) and age in full years."""

    relation: str
    sex: str
    age: int


def compose(dice: Dice, kind: Kind, size: int) -> list[Person]:
    """The head, then the others, each a minor, of working age or old as the kind's shares say."""
    minor, old = kind.others if len(kind.sizes) > 1 else (0.0, 0.0)
    rolls = [dice.roll() for _ in range(size - 1)]
    minors = sum(roll < minor for roll in rolls)
    elders = sum(minor <= roll < minor + old for roll in rolls)
    head = _head(dice, kind, with_children=minors > 0)
    others = [
        *_elders(dice, head, elders),
        *_workers(dice, head, size - 1 - minors - elders, partner=head.age < OLD),
        *_minors(dice, head, minors),
    ]
    return [head, *others]


def _head(dice: Dice, kind: Kind, with_children: bool) -> Person:
    sex = "1" if dice.chance(0.68) else "2"
    if dice.chance(kind.head_old):
        return Person("02", sex, _old_age(dice, OLD))
    return Person("02", sex, dice.between(26, 54) if with_children else dice.between(22, OLD - 1))


def _old_age(dice: Dice, youngest: int) -> int:
    """Two draws, the lower: there are fewer of each older year."""
    return min(dice.between(youngest, OLDEST), dice.between(youngest, OLDEST))


def _elders(dice: Dice, head: Person, count: int) -> Iterator[Person]:
    """Of an old head first the spouse, then whoever else is of that age; of a younger one the parents."""
    for place in range(count):
        if head.age >= OLD and place == 0:
            yield _spouse(dice, head, OLD, OLDEST)
        elif head.age >= OLD:
            yield Person("70", "1" if dice.chance(0.5) else "2", _old_age(dice, OLD))
        else:
            sex = "2" if place % 2 == 0 else "1"
            relation = {0: "52", 1: "51"}.get(place, "97")
            age = min(OLDEST, dice.between(max(OLD, head.age + 20), max(OLD + 4, head.age + 34)))
            yield Person(relation, sex, age)


def _workers(dice: Dice, head: Person, count: int, partner: bool) -> Iterator[Person]:
    for place in range(count):
        sex = "1" if dice.chance(0.5) else "2"
        if place == 0 and partner:
            yield _spouse(dice, head, 20, OLD - 1)
        elif head.age - 20 >= ADULT:
            yield Person("20" if sex == "1" else "30", sex, dice.between(ADULT, min(OLD - 1, head.age - 20)))
        else:
            yield Person("70", sex, dice.between(ADULT, OLD - 1))


def _spouse(dice: Dice, head: Person, youngest: int, oldest: int) -> Person:
    age = min(oldest, max(youngest, head.age + dice.between(-5, 4)))
    return Person("12", "2", age) if head.sex == "1" else Person("11", "1", age)


def _minors(dice: Dice, head: Person, count: int) -> Iterator[Person]:
    """Children of a younger head, grandchildren of an old one."""
    for _ in range(count):
        sex = "1" if dice.chance(0.52) else "2"
        if head.age >= OLD:
            yield Person("40", sex, dice.between(0, ADULT - 1))
        else:
            yield Person("20" if sex == "1" else "30", sex, dice.between(0, min(ADULT - 1, head.age - 20)))
