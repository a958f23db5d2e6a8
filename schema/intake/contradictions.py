"""Contradictions (与其他来源矛盾): what a department reports of somebody, and another has reported otherwise.

They are counted and told to nobody who does not supervise: what one department knows is no other's.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from policy.catalogue import Catalogue
from policy.catalogue import Department as Declared
from policy.clauses import Value
from policy.quality import CONTRADICTION, Rule
from policy.quality_findings import Finding, Quality, Said
from registry.people.current_facts import current_facts
from registry.people.facts import fact_columns, fact_table_name
from registry.store.connection import Connection

Reads = Mapping[tuple[str, str], Sequence[str]]
"""The names of the facts that are read, by department and entity."""
AS_OF = "as_of"


class Contradictions:
    """The rules in which a department may contradict others, and where these have said what they know."""

    def __init__(self, catalogue: Catalogue, department: Declared) -> None:
        self._catalogue = catalogue
        own = {str(fact) for fact in department.facts}
        self._rules = [rule for rule in catalogue.quality.values() if _between(rule, own)]
        self._quality = Quality(self._rules, catalogue.facts, lambda _: True)
        self._reads = self._others(own)

    async def found(
        self, connection: Connection, said: Mapping[int, Said], identities: Mapping[int, UUID]
    ) -> dict[int, list[Finding]]:
        """What others say otherwise of whom the items are about, by their places; each table is read once."""
        if not self._rules:
            return {}
        known: dict[UUID, dict[str, Value]] = defaultdict(dict)
        for (department, entity), names in self._reads.items():
            columns = fact_columns(self._catalogue.departments[department], entity)
            needed = {name: columns[name] for name in names}
            table = fact_table_name(department, entity)
            rows = await current_facts(connection, table, needed, list(set(identities.values())))
            for row in sorted(rows, key=lambda row: row.as_of):
                values = {f"{entity}.{name}": value for name, value in row.values.items() if value is not None}
                known[row.identity].update(values)  # type: ignore[arg-type] # values by the types of their facts
        return {
            n: self._quality.findings(Said({**known[identities[n]], **one.values}, one.cycle))
            for n, one in said.items()
            if identities[n] in known
        }

    def _others(self, own: set[str]) -> Reads:
        """What the rules read that the department does not say itself."""
        reads: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in sorted({name for rule in self._rules for name in rule.reads if "." in name} - own):
            entity, _, fact = name.partition(".")
            for supplier in self._catalogue.facts[entity, fact].suppliers:
                if supplier in self._catalogue.departments:
                    reads[supplier, entity].append(fact)
        return reads


def _between(rule: Rule, own: set[str]) -> bool:
    """Whether what a department says of its own may contradict what others say by a rule."""
    return (
        rule.dimension == CONTRADICTION and not rule.reads.isdisjoint({*own, AS_OF}) and not rule.reads <= {*own, AS_OF}
    )
