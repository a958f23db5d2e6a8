"""The catalogue: what all departments declare in their folders, checked against each other."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import TypeVar

from policy import spine, wording
from policy.checks import check_fact, check_hearing, check_programme, check_sees
from policy.clauses import Clause, Code, Fact, FactName
from policy.declarations import Table
from policy.declared_sources import read_mappings
from policy.departments import Department, Detail, Others, department
from policy.errors import Duplicate, UnknownWord, WrongValue
from policy.priorities import Priorities, priorities
from policy.procedures import Procedures, procedures
from policy.programmes import Exclusion, Programme
from policy.quality import Rule, quality
from policy.signals import Signal, signals
from policy.spine import Category, Entity, ParameterValue
from policy.urgency import Urgency, urgency

__all__ = ["Catalogue", "Category", "Department", "Detail", "Entity", "ParameterValue", "Programme", "load"]

Coded = TypeVar("Coded", Category, Department, Programme)


@dataclass(frozen=True)
class Catalogue:
    """All that is declared, keyed by what it is asked for."""

    departments: dict[str, Department]
    programmes: dict[str, Programme]
    facts: dict[tuple[str, str], Fact]
    entities: dict[str, Entity]
    categories: dict[str, Category]
    code_lists: dict[str, tuple[Code, ...]]
    columns: dict[str, Code]
    standings: tuple[ParameterValue, ...]
    procedures: Procedures
    signals: Mapping[str, Signal]
    priorities: Priorities
    urgency: Urgency
    quality: Mapping[str, Rule]

    def fact(self, clause: Clause) -> Fact:
        return self.facts[clause.entity, clause.fact]

    def read_through(self, names: Iterable[FactName]) -> set[FactName]:
        """These facts and parameters, and those that the clauses and computations of derived ones among them read."""
        read: set[FactName] = set()
        ahead = list(names)
        while ahead:
            name = ahead.pop()
            ahead += self.facts[name].reads if name not in read else ()
            read.add(name)
        return read

    def describe(self, clause: Clause, language: wording.Language) -> str:
        """The clause as a sentence in the words of its fact."""
        return wording.sentence(clause, self.facts, language)

    def named(self, text: str, department: str) -> tuple[Programme, ...]:
        """The programme a code names, or those that a number does; a department's own comes before others."""
        if text in self.programmes:
            return (self.programmes[text],)
        numbered = [programme for programme in self.programmes.values() if programme.number == text]
        return tuple([one for one in numbered if one.department == department] or numbered)

    @cached_property
    def numbered(self) -> dict[str, Programme]:
        """The programmes by number; a number of several is that of the department that stands first."""
        return {programme.number: programme for programme in reversed(self.programmes.values())}

    @cached_property
    def content_hash(self) -> str:
        """The same for as long as no declaration changes; when it does, targets and groups are computed anew."""
        declared = {**asdict(self), "facts": [asdict(fact) for fact in self.facts.values()]}
        for other in ("procedures", "signals", "urgency", "quality"):  # no target and no group follows from them
            del declared[other]
        for one in declared["departments"].values():
            del one["cycles"], one["sources"], one["deliveries"]
        text = json.dumps(declared, default=_plain, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, frozenset) else str(value)


def load(folders: Iterable[Path]) -> Catalogue:
    """Read the spine and each department's folder; every name must lead somewhere."""
    listed = list(folders)
    files = {folder.name: spine.read(folder / "department.toml") for folder in listed}
    mappings = {folder.name: read_mappings(folder) for folder in listed}
    lists = spine.code_lists()
    entities = _entities(files)
    repeating = frozenset(name for name, entity in entities.items() if entity.repeats)
    others = Others(lists, entities, tuple(Code(code, data["en"], data["zh"]) for code, data in files.items()))
    departments = sorted(
        (department(code, data, mappings[code], others) for code, data in files.items()),
        key=lambda one: (one.place, one.code),
    )
    own_facts = chain.from_iterable(one.facts for one in departments)
    facts = _merge((*spine.facts(lists, repeating), *spine.parameters(lists), *own_facts))
    rules = signals(facts)
    programmes = _close_exclusions(_by_code(chain.from_iterable(one.programmes for one in departments)))
    catalogue = Catalogue(
        departments=_by_code(departments),
        programmes=programmes,
        facts=facts,
        entities=entities,
        categories=_by_code(spine.categories()),
        code_lists=lists,
        columns=spine.columns(),
        standings=spine.standings(),
        signals=rules,
        priorities=priorities(facts),
        urgency=urgency(facts, rules),
        quality=quality(facts, programmes),
        procedures=procedures(lists, files, (parameter.name for parameter in spine.parameters(lists))),
    )
    _check(catalogue)
    return catalogue


def _entities(files: dict[str, Table]) -> dict[str, Entity]:
    """The spine's, and those that departments add."""
    own = (spine.entities(f"{code}/department.toml", data) for code, data in files.items())
    return {entity.name: entity for entity in chain(spine.spine_entities(), *own)}


def _by_code(declared: Iterable[Coded]) -> dict[str, Coded]:
    found: dict[str, Coded] = {}
    for one in declared:
        if one.code in found:
            raise Duplicate(one.code, "declared already")
        found[one.code] = one
    return found


def _merge(declared: Iterable[Fact]) -> dict[tuple[str, str], Fact]:
    """Facts by name. Several departments may supply the same fact; then the latest as-of stands."""
    facts: dict[tuple[str, str], Fact] = {}
    for fact in declared:
        known = facts.get((fact.entity, fact.name))
        facts[fact.entity, fact.name] = fact if known is None else _one_fact(known, fact)
    return facts


def _one_fact(known: Fact, other: Fact) -> Fact:
    if other.suppliers[0] in known.suppliers or spine.REGISTRY in known.suppliers:
        raise Duplicate(str(other), f"supplied already by {', '.join(known.suppliers)}")
    if (known.type, known.absent_means, known.bounds) != (other.type, other.absent_means, other.bounds):
        raise WrongValue(str(other), f"{known.suppliers[0]} and {other.suppliers[0]} declare it differently")
    codes = dict.fromkeys((*known.codes, *other.codes))
    return replace(known, suppliers=known.suppliers + other.suppliers, codes=tuple(codes))


def _close_exclusions(programmes: dict[str, Programme]) -> dict[str, Programme]:
    """What excludes is excluded: one side declares it, both sides know it."""
    both = {code: dict.fromkeys(programme.excludes) for code, programme in programmes.items()}
    for code, programme in programmes.items():
        for exclusion in programme.excludes:
            if exclusion.programme in both:
                both[exclusion.programme][Exclusion(code, exclusion.same)] = None
    return {code: replace(programme, excludes=tuple(both[code])) for code, programme in programmes.items()}


def _check(catalogue: Catalogue) -> None:
    for fact in catalogue.facts.values():
        check_fact(fact, catalogue.facts)
    for programme in catalogue.programmes.values():
        check_programme(programme, catalogue.facts, catalogue.programmes)
    for where, procedure in (
        *((programme.code, programme.carried_by) for programme in catalogue.programmes.values()),
        *((f"signal {signal.code}", signal.unless_running) for signal in catalogue.signals.values()),
    ):
        if procedure and procedure not in catalogue.procedures.by_code:
            raise UnknownWord(where, f"{procedure!r} is no procedure")
    check_hearing(catalogue.procedures.hearing, catalogue.programmes, catalogue.categories)
    for signal in catalogue.signals.values():
        if signal.leads_to and signal.leads_to not in catalogue.categories:
            raise UnknownWord(f"signal {signal.code}", f"{signal.leads_to!r} is no category")
    for one in catalogue.departments.values():
        check_sees(one.code, one.sees, catalogue.columns, catalogue.departments)
