"""Uses of facts (情况的用处): what of a household rests on which department's facts, so that no more is done anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from policy.catalogue import Catalogue
from policy.clauses import Fact, FactName
from registry.people.current_facts import FactRow
from registry.targets.priority_sql import group_clauses, group_facts

DEATH = "deceased_on"
"""Whoever has died is no member any more, and may close the household: all of it rests on this fact."""


@dataclass(frozen=True)
class Use:
    """What rests on a department's facts of one entity."""

    facts: frozenset[str]
    """Those that some rule reads."""
    shared: frozenset[str]
    """Those of them that others supply too: of two the newer report stands."""
    whole: bool
    """Any change counts: of what repeats day and place too, of the household's own the newest of its members'."""
    repeats: bool
    programmes: frozenset[str]
    groups: bool

    def rests_on(self, before: FactRow | None, after: FactRow) -> bool:
        """Whether anything but the household's closing rests on what has changed."""
        if self.whole or self.changed(self.facts, before, after):
            return True
        told = any(after.values.get(name) is not None for name in self.shared)
        return told and before is not None and before.as_of != after.as_of

    @staticmethod
    def changed(names: Iterable[str], before: FactRow | None, after: FactRow) -> bool:
        """Whether a value of these names has changed."""
        old: Mapping[str, object] = before.values if before else {}
        return any(old.get(name) != after.values.get(name) for name in names)


def fact_uses(catalogue: Catalogue) -> dict[tuple[str, str], Use]:
    """By department and entity."""
    programmes = {
        code: catalogue.read_through(name for clause in programme.condition.clauses for name in clause.reads)
        for code, programme in catalogue.programmes.items()
    }
    clauses = (name for clause in group_clauses(catalogue) for name in clause.reads)
    groups = catalogue.read_through((*clauses, *group_facts(catalogue)))
    tables: dict[tuple[str, str], list[Fact]] = {}
    for department in catalogue.departments.values():
        for fact in department.facts:
            tables.setdefault((department.code, fact.entity), []).append(fact)
    return {of: _use(catalogue, of[1], facts, programmes, groups) for of, facts in tables.items()}


def _use(
    catalogue: Catalogue,
    entity: str,
    facts: Iterable[Fact],
    programmes: Mapping[str, set[FactName]],
    groups: set[FactName],
) -> Use:
    told = [catalogue.facts[entity, fact.name] for fact in facts]
    repeats = any(fact.repeats for fact in told)
    # Of a happening rules read what is told of none, as how long ago it was: whoever reads anything of it reads this.
    names = {name for name in catalogue.facts if name[0] == entity} if repeats else {(entity, f.name) for f in told}
    read = names & groups.union(*programmes.values())
    return Use(
        facts=frozenset(name for _, name in read),
        shared=frozenset(fact.name for fact in told if (entity, fact.name) in read and len(fact.suppliers) > 1),
        whole=bool(read) and (repeats or entity != "person"),
        repeats=bool(read) and repeats,
        programmes=frozenset(code for code, reads in programmes.items() if reads & names),
        groups=bool(groups & names),
    )
