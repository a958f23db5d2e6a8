"""Clauses as they were read (条件读取): each with what it read, in words, as far as that is shared with who asks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import strawberry

from policy.catalogue import Catalogue
from policy.clauses import Clause, Condition, Fact, FactName, Value
from policy.clauses import Truth as TruthValue
from policy.households import Known, read_clause
from policy.spine import REGISTRY
from policy.wording import told
from schema.fields.enums import Truth
from schema.fields.mapping import mapped

TRUTHS = {True: Truth("MET"), False: Truth("UNMET"), None: Truth("UNKNOWN")}
COLUMNS = {"person.age": "person.birth_date"}
"""Of what the register itself supplies, the column that tells it, where that has another name."""


@strawberry.type(description="What a clause read (所读情况).")
class FactRead:
    fact: str = mapped(None, "The fact or parameter, as person.age, parameter.heating (情况项).")
    name: str = mapped(None, "What it is called in Chinese (名称).")
    name_en: str = mapped(None, "The same in English (英文名称).")
    words: str | None = mapped(None, "Its value in Chinese words; null where none is known, or shared (内容).")
    words_en: str | None = mapped(None, "The same in English (英文).")
    withheld: bool = mapped(None, "It is not shared with your department: the conclusion alone is (是否未共享).")
    suppliers: list[str] = mapped(None, "Who supplies it, in Chinese; none of what the register itself has (来源部门).")
    suppliers_en: list[str] = mapped(None, "The same in English (英文).")
    cites: str | None = mapped(None, "Of a derived fact, the paragraph that speaks of it (条款依据).")
    quote: str | None = mapped(None, "And its words (原文).")
    because: list[Annotated["ClauseRead", strawberry.lazy("schema.register.clauses_read")]] = mapped(
        None, "Of what is derived for a person, the clauses that it is derived by (推导条件)."
    )


@strawberry.type(description="A clause, and what it comes to here (条件及结论).")
class ClauseRead:
    n: int = mapped(None, "The clause's number (序号).")
    branch: int = mapped(None, "0 where all of these are needed; else the alternative it belongs to (组别).")
    text: str = mapped(None, "The clause as the rule has it (规则表达式).")
    meaning: str = mapped(None, "In Chinese (中文释义).")
    meaning_en: str = mapped(None, "In English (英文释义).")
    basis: str = mapped(None, "document or general knowledge (依据来源).")
    truth: Truth = mapped(None, "What it comes to (结论).")
    read: list[FactRead] = mapped(None, "The fact that it read, and the parameter it compared that with (所读情况).")


@dataclass(frozen=True)
class Reader:
    """What was known when a rule was read, and which of it may be told."""

    catalogue: Catalogue
    known: Known
    sees: frozenset[str]
    near: bool
    """Whether the caller may be told of the member whose facts these are."""

    def clauses(self, condition: Condition, outside: tuple[Clause, ...] = ()) -> list[ClauseRead]:
        """Every clause in its order; those of `outside` stand in no sentence of the document."""
        branches = [0] * len(condition.all) + [n for n, group in enumerate(condition.any, 1) for _ in group]
        return [
            self._clause(n, branch, clause, "general knowledge" if clause in outside else "document")
            for n, (clause, branch) in enumerate(zip(condition.clauses, branches, strict=True))
        ]

    def _clause(self, n: int, branch: int, clause: Clause, basis: str) -> ClauseRead:
        meaning = {language: self.catalogue.describe(clause, language) for language in ("zh", "en")}
        truth: TruthValue = read_clause(self.catalogue.facts, clause, self.known)
        return ClauseRead(
            n=n,
            branch=branch,
            text=str(clause),
            meaning=meaning["zh"],
            meaning_en=meaning["en"],
            basis=basis,
            truth=TRUTHS[truth],
            read=[self._fact(name) for name in clause.reads],
        )

    def _fact(self, name: FactName) -> FactRead:
        fact, value = self.catalogue.facts[name], self.known[name[0]].get(name[1])
        shown = self.shows(name)
        derived = fact.condition if shown and fact.entity == "person" else None
        suppliers = [self.catalogue.departments[code] for code in fact.suppliers if code != REGISTRY]
        return FactRead(
            fact=str(fact),
            name=fact.zh,
            name_en=fact.en,
            words=_words(fact, value, "zh") if shown else None,
            words_en=_words(fact, value, "en") if shown else None,
            withheld=not shown,
            suppliers=[one.zh for one in suppliers],
            suppliers_en=[one.en for one in suppliers],
            cites=fact.cites or None,
            quote=fact.quote or None,
            because=self.clauses(derived) if derived else [],
        )

    def shows(self, name: FactName) -> bool:
        """Whether all that a fact is made of is shared with the caller."""
        return all(self._shows(leaf) for leaf in _leaves(self.catalogue, name))

    def _shows(self, fact: Fact) -> bool:
        if fact.entity == "parameter":
            return True
        if fact.entity not in ("household", "housing") and not self.near:
            return False
        if fact.suppliers != (REGISTRY,):
            return all(f"facts.{code}" in self.sees for code in fact.suppliers)
        if fact.repeats:  # how long ago something happened follows from whoever reported it
            others = (one for one in self.catalogue.facts.values() if one.entity == fact.entity)
            return all(f"facts.{code}" in self.sees for one in others for code in one.suppliers if code != REGISTRY)
        return COLUMNS.get(str(fact), str(fact)) in self.sees


def _leaves(catalogue: Catalogue, name: FactName) -> Iterator[Fact]:
    fact = catalogue.facts[name]
    if not fact.sources:
        yield fact
    for source in fact.sources:
        yield from _leaves(catalogue, source)


def _words(fact: Fact, value: Value, language: str) -> str | None:
    if value is None and fact.absent_means == "false":
        value = False
    if value is None:
        return None
    if value == frozenset():
        value = frozenset({"none"})
    return told(fact, value, "en" if language == "en" else "zh")
