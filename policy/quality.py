"""Rules of data quality (数据质量规则): what is odd about an item as it is handed in, as `quality.toml` declares it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from policy.checks import Facts, check_condition
from policy.clauses import Condition, Parameter
from policy.declarations import Table, condition, each, only, word
from policy.errors import Duplicate, UnknownProgramme, UnknownWord, WrongValue
from policy.periods import periods
from policy.spine import read
from policy.vocabulary import words

FILE = Path(__file__).parent / "quality.toml"
LATER_THAN_AS_OF, PERSON_TWICE, AGE_OF_PROGRAMME = BUILT_IN = (
    "LATER_THAN_AS_OF",
    "PERSON_TWICE",
    "AGE_OF_PROGRAMME",
)
OF = ("facts", "feedback")
OWN = {
    "facts": ("as_of", "today"),
    "feedback": ("happened_on", "period_from", "period_to", "amount", "programme", "today"),
}
"""What an item says of itself besides facts, as rules may name it."""
CONTRADICTION = "CONTRADICTION"
"""What others say is told to nobody: such a rule counts, and points to nothing."""
SELECTS = ("programmes", "statuses", "periods", "forms")
FINDS = ("missing", "interval", "range", "resolves")

Severity = Literal["REFUSES", "WARNS", "COUNTS"]


@dataclass(frozen=True)
class Interval:
    """The days from one day to another, as few and as many as there can be."""

    first: str
    last: str
    least: int | None = None
    most: int | None = None
    most_cycles: int | None = None


@dataclass(frozen=True)
class Range:
    """What an amount or number can be."""

    of: str
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True)
class Rule:
    """One rule: of which items it speaks, what it finds, and what becomes of the row."""

    code: str
    of: Literal["facts", "feedback"]
    dimension: str
    severity: Severity
    en: str
    zh: str
    source: str
    at: str
    condition: Condition
    missing: tuple[str, ...]
    interval: Interval | None
    range: Range | None
    resolves: tuple[str, ...]
    built_in: bool
    programmes: frozenset[str]
    statuses: frozenset[str]
    periods: frozenset[str]
    forms: frozenset[str]

    @property
    def names(self) -> tuple[str, ...]:
        """Everything that it reads of an item but by its clauses."""
        interval = (self.interval.first, self.interval.last) if self.interval else ()
        ranged = (self.range.of,) if self.range else ()
        return (*self.missing, *interval, *ranged, *self.resolves, *((self.at,) if self.at else ()))

    @property
    def reads(self) -> frozenset[str]:
        """All that it reads."""
        return frozenset(".".join(name) for name in self.condition.reads) | frozenset(self.names)

    def about(self, names: Collection[str]) -> bool:
        """Whether everything that it reads is among what an item can say."""
        reads = {".".join(name) for name in self.condition.reads} | set(self.missing)
        some = self.resolves and set(self.resolves).isdisjoint(names)
        others = {name for name in self.names if name not in self.resolves}
        return not some and (reads | others) <= set(names)


@cache
def declared() -> Mapping[str, Rule]:
    """The rules of the file, by code."""
    listed = each(FILE.name, read(FILE), "rule", _rule)
    rules = {rule.code: rule for rule in listed}
    if len(rules) < len(listed):
        raise Duplicate(FILE.name, "two rules of one code")
    return rules


def quality(facts: Facts, programmes: Iterable[str]) -> Mapping[str, Rule]:
    """The same, checked: every clause can be read, every name and programme leads somewhere."""
    rules, known = declared(), set(programmes)
    for rule in rules.values():
        check_condition(rule.code, rule.condition, facts)
        if any(isinstance(clause.value, Parameter) for clause in rule.condition.clauses):
            raise WrongValue(rule.code, "a parameter differs from place to place, and an item says of none which")
        if unknown := [name for name in rule.names if name not in OWN[rule.of] and tuple(name.split(".")) not in facts]:
            raise UnknownWord(rule.code, f"{', '.join(unknown)} is nothing that an item of {rule.of} says")
        for programme in rule.programmes - known:
            raise UnknownProgramme(rule.code, programme)
    return rules


def _rule(where: str, table: Table) -> Rule:
    of = word(where, table["of"], OF)
    built_in = table.get("built_in", False)
    finds = [key for key in FINDS if key in table]
    if built_in != (table["code"] in BUILT_IN) or len(finds) > 1 or (built_in and finds):
        raise WrongValue(where, f"either built in, or at most one of {', '.join(FINDS)}")
    pointed = "at" in table or table["dimension"] == CONTRADICTION
    if not built_in and not finds and not ({"all", "any"} & set(table) and pointed):
        raise WrongValue(where, "without anything to find, or without `at`")
    if table["dimension"] == CONTRADICTION and (of, table["severity"]) != ("facts", "COUNTS"):
        raise WrongValue(where, "a contradiction is of facts, and only counts")
    if of == "facts" and (selected := [key for key in SELECTS if key in table]):
        raise WrongValue(where, f"{', '.join(selected)} is said of feedback alone")
    return Rule(
        code=table["code"],
        of=of,
        dimension=word(where, table["dimension"], words("quality_dimension")),
        severity=word(where, table["severity"], words("quality_severity")),
        en=table["en"],
        zh=table["zh"],
        source=table["source"],
        at=table.get("at", ""),
        condition=condition(where, table),
        missing=tuple(table.get("missing", ())),
        interval=_interval(where, table["interval"]) if "interval" in table else None,
        range=_range(where, table["range"]) if "range" in table else None,
        resolves=tuple(table.get("resolves", ())),
        built_in=built_in,
        programmes=frozenset(table.get("programmes", ())),
        statuses=_words(where, table, "statuses", words("feedback_status")),
        periods=_words(where, table, "periods", tuple(periods())),
        forms=_words(where, table, "forms", words("aid_form")),
    )


def _interval(where: str, table: Table) -> Interval:
    only(where, table, ("from", "to", "least", "most", "most_cycles"))
    return Interval(table["from"], table["to"], table.get("least"), table.get("most"), table.get("most_cycles"))


def _range(where: str, table: Table) -> Range:
    only(where, table, ("of", "least", "most"))
    return Range(table["of"], table.get("least"), table.get("most"))


def _words(where: str, table: Table, key: str, allowed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word(where, text, allowed) for text in table.get(key, ()))
