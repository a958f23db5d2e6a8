"""Evidence of identity (疑似同一人): what of two people is compared, and what it weighs, as the file declares it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policy.declarations import Table, each, only, word
from policy.errors import WrongValue
from policy.spine import read
from policy.vocabulary import words

FILE = Path(__file__).parent / "identity_evidence.toml"
LEVEL = "code agreement en zh when frequency m u"
MISSING = "MISSING"
"""The agreement of what one side does not have: nothing is found."""


@dataclass(frozen=True)
class Level:
    """A finding about one attribute: when it is made, and how often of one human (`m`) and of two (`u`)."""

    code: str
    agreement: str
    en: str
    zh: str
    when: str
    m: float
    u: float
    frequency: str | None
    """The column of whose values a rare one says more."""


@dataclass(frozen=True)
class Attribute:
    """Something that both sides may have, and what may be found of it, in the order in which it is looked for."""

    code: str
    en: str
    zh: str
    missing: str
    levels: tuple[Level, ...]


@dataclass(frozen=True)
class Likelihood:
    """What a probability is called from so many in a hundred on."""

    code: str
    en: str
    zh: str
    least: int


@dataclass(frozen=True)
class Evidence:
    """All of it, with how many have a duplicate before anything is compared."""

    attributes: tuple[Attribute, ...]
    likelihoods: tuple[Likelihood, ...]
    prior: Mapping[str, float]
    common: Mapping[str, tuple[str, ...]]
    """What pairs must have in common to be compared, of those who are sought and of persons with ID cards."""

    @property
    def least(self) -> int:
        """From so many in a hundred on two are offered to somebody who decides."""
        return self.likelihoods[0].least

    @property
    def levels(self) -> tuple[Level, ...]:
        """All findings."""
        return tuple(level for attribute in self.attributes for level in attribute.levels)


@cache
def declared() -> Evidence:
    """What the file says; raises WrongValue where shares of an attribute's findings do not add up."""
    file = read(FILE)
    attributes = each(FILE.name, file, "attribute", _attribute)
    likelihoods = each(FILE.name, file, "likelihood", _likelihood)
    if [one.least for one in likelihoods] != sorted(one.least for one in likelihoods):
        raise WrongValue(FILE.name, "likelihoods go up")
    common = {whose: tuple(rules) for whose, rules in file["common"].items()}
    return Evidence(attributes, likelihoods, file["prior"], common)


def _attribute(where: str, table: Table) -> Attribute:
    levels = tuple(_level(f"{where} {one['code']}", one) for one in table["level"])
    for share in ("m", "u"):
        if abs(sum(getattr(level, share) for level in levels) - 1) > 0.001:
            raise WrongValue(where, f"{share} of its findings is not 1 in all")
    return Attribute(table["code"], table["en"], table["zh"], table["missing"], levels)


def _level(where: str, table: Table) -> Level:
    only(where, table, LEVEL.split())
    return Level(
        code=table["code"],
        agreement=word(where, table["agreement"], words("agreement")),
        en=table["en"],
        zh=table["zh"],
        when=table["when"],
        m=table["m"],
        u=table["u"],
        frequency=table.get("frequency"),
    )


def _likelihood(_where: str, table: Table) -> Likelihood:
    return Likelihood(table["code"], table["en"], table["zh"], table["from"])
