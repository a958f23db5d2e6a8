"""Priorities (重点类别、优先程度): whom to see to first, as `priorities.toml` declares it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from policy.checks import Facts, check_condition
from policy.clauses import Condition, FactName
from policy.declarations import Table, condition, each, fact_name, word
from policy.errors import UnknownFact, WrongValue
from policy.spine import read

FILE = Path(__file__).parent / "priorities.toml"
LISTS = ("visits", "employment")
RANKS = ("visits", "warnings")


@dataclass(frozen=True)
class Group:
    """Households that the document asks to see to first: those for which the condition is met."""

    code: str
    list: Literal["visits", "employment"]
    en: str
    zh: str
    condition: Condition
    cites: str
    quote: str
    weight: int


@dataclass(frozen=True)
class Need:
    """What a household's need adds to a rank: where a condition is met, or for each that a fact counts."""

    code: str
    ranks: Literal["visits", "warnings"]
    en: str
    zh: str
    condition: Condition | None
    counts: FactName | None
    at_most: int | None
    cites: str
    quote: str
    weight: int


@dataclass(frozen=True)
class Priorities:
    """The groups by code, and the needs."""

    groups: Mapping[str, Group]
    needs: tuple[Need, ...]

    def listed(self, list: str) -> tuple[Group, ...]:
        """The groups of one list, in the order declared."""
        return tuple(group for group in self.groups.values() if group.list == list)

    def ranking(self, ranks: str) -> tuple[Need, ...]:
        """The needs that add to one rank."""
        return tuple(need for need in self.needs if need.ranks == ranks)


@cache
def declared() -> Priorities:
    """What the file says."""
    file = read(FILE)
    groups = each(FILE.name, file, "group", _group)
    return Priorities({group.code: group for group in groups}, each(FILE.name, file, "need", _need))


def priorities(facts: Facts) -> Priorities:
    """The same, checked: every clause can be read, and every number that counts is known."""
    found = declared()
    for group in found.groups.values():
        check_condition(group.code, group.condition, facts)
    for need in found.needs:
        clauses = need.condition or Condition()
        check_condition(need.code, clauses, facts)
        if any(clause.entity != "household" for clause in clauses.clauses):
            raise WrongValue(need.code, "a need is read of the household as a whole")
        if need.counts and (need.counts not in facts or facts[need.counts].type != "integer"):
            raise UnknownFact(need.code, ".".join(need.counts))
    return found


def _group(where: str, table: Table) -> Group:
    return Group(
        code=table["code"],
        list=word(where, table["list"], LISTS),
        en=table["en"],
        zh=table["zh"],
        condition=condition(where, table),
        cites=table["cites"],
        quote=table["quote"],
        weight=table["weight"],
    )


def _need(where: str, table: Table) -> Need:
    clauses = condition(where, table)
    if [bool(clauses.clauses), "counts" in table, table.get("built_in", False)].count(True) != 1:
        raise WrongValue(where, "either clauses, or counts, or built in")
    return Need(
        code=table["code"],
        ranks=word(where, table["ranks"], RANKS),
        en=table["en"],
        zh=table["zh"],
        condition=clauses if clauses.clauses else None,
        counts=fact_name(table["counts"]) if "counts" in table else None,
        at_most=table.get("at_most"),
        cites=table["cites"],
        quote=table["quote"],
        weight=table["weight"],
    )
