"""Urgency (预警紧急程度): what harm a warning speaks of, and how certain it is, as `urgency.toml` declares it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from policy.checks import Facts, check_condition
from policy.clauses import Condition
from policy.declarations import Table, condition, each, word
from policy.errors import WrongValue
from policy.programmes import Programme
from policy.signals import KINDS, Signal
from policy.spine import read
from policy.vocabulary import words

FILE = Path(__file__).parent / "urgency.toml"
FORMS = words("aid_form")
WHOLE = 100
"""The share of a harm that is certain, in per cent."""


@dataclass(frozen=True)
class Suited:
    """Which rules something is said of; of no mark, all."""

    code: str
    finds: tuple[str, ...]
    signals: tuple[str, ...]

    def suits(self, signal: Signal) -> bool:
        """Whether the rule is named, or finds such warnings."""
        if not (self.finds or self.signals):
            return True
        return signal.code in self.signals or signal.kind in self.finds


@dataclass(frozen=True)
class Harm(Suited):
    """What happens if nobody looks at a warning, of which programmes and of whom it is said, and how heavy it is."""

    en: str
    zh: str
    kinds: tuple[str, ...]
    entitlements: tuple[str, ...]
    forms: tuple[str, ...]
    speaks_of: tuple[str, ...]
    condition: Condition
    weight: int
    reason: str

    @property
    def narrowed(self) -> bool:
        """Whether it is said of some programmes only."""
        return bool(self.kinds or self.entitlements or self.forms or self.speaks_of)

    def holds_of(self, programme: Programme) -> bool:
        """Whether it is said of a warning about this programme."""
        reads = {clause.entity for clause in programme.condition.clauses}
        return (
            (not self.kinds or programme.kind in self.kinds)
            and (not self.entitlements or programme.entitlement in self.entitlements)
            and (not self.forms or not set(self.forms).isdisjoint(programme.form.split("/")))
            and (not self.speaks_of or not reads.isdisjoint(self.speaks_of))
        )


@dataclass(frozen=True)
class Certainty(Suited):
    """How sure what a rule finds is: so many per cent of the harm count."""

    en: str
    zh: str
    share: int
    reason: str


@dataclass(frozen=True)
class Urgency:
    """The harms, in the order in which the first that fits stands, and the certainties, likewise."""

    harms: Mapping[str, Harm]
    certainties: tuple[Certainty, ...]

    def of(self, signal: Signal) -> Iterator[tuple[Harm, int]]:
        """The harms that may stand for a rule's warnings, in their order, with what each weighs for it."""
        certainty = next(one for one in self.certainties if one.suits(signal))
        for harm in self.harms.values():
            if harm.suits(signal):
                yield harm, harm.weight * certainty.share // WHOLE


@cache
def declared() -> Urgency:
    """What the file says."""
    file = read(FILE)
    harms = each(FILE.name, file, "harm", _harm)
    return Urgency({harm.code: harm for harm in harms}, each(FILE.name, file, "certainty", _certainty))


def urgency(facts: Facts, signals: Mapping[str, Signal]) -> Urgency:
    """The same, checked: every clause can be read, every rule named is there, and every rule has a harm and a share."""
    found = declared()
    for harm in found.harms.values():
        check_condition(harm.code, harm.condition, facts)
    for one in (*found.harms.values(), *found.certainties):
        if unknown := set(one.signals) - set(signals):
            raise WrongValue(one.code, f"{', '.join(sorted(unknown))} is no rule")
    for name, last in (("harm", [*found.harms.values()][-1]), ("certainty", found.certainties[-1])):
        if last.finds or last.signals or (isinstance(last, Harm) and (last.narrowed or last.condition.clauses)):
            raise WrongValue(FILE.name, f"the last {name} is every other warning's and bears no mark")
    return found


def _harm(where: str, table: Table) -> Harm:
    return Harm(
        finds=_words(where, table, "finds", KINDS),
        signals=tuple(table.get("signals", ())),
        code=table["code"],
        en=table["en"],
        zh=table["zh"],
        kinds=_words(where, table, "kinds", words("assistance_kind")),
        entitlements=_words(where, table, "entitlements", words("entitlement")),
        forms=_words(where, table, "forms", FORMS),
        speaks_of=tuple(table.get("speaks_of", ())),
        condition=condition(where, table),
        weight=table["weight"],
        reason=table["reason"],
    )


def _certainty(where: str, table: Table) -> Certainty:
    return Certainty(
        finds=_words(where, table, "finds", KINDS),
        signals=tuple(table.get("signals", ())),
        code=table["code"],
        en=table["en"],
        zh=table["zh"],
        share=table["share"],
        reason=table["reason"],
    )


def _words(where: str, table: Table, key: str, allowed: tuple[str, ...]) -> tuple[str, ...]:
    given: Iterable[str] = table.get(key, ())
    return tuple(word(where, one, allowed) for one in given)
