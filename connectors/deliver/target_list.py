"""A department's targets as a list to be answered: what is asked of the graph, and a row of the form for each."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

COUNT = """query ($programme: String!, $division: String!, $certainty: Certainty!) {
  eligibleTargets(programme: $programme, division: $division, filter: { certainty: $certainty }, first: 1) {
    totalCount } }"""
TAKE = """mutation ($programme: String!, $division: String!, $certainty: Certainty!) {
  takeTargetSnapshot(programme: $programme, division: $division, certainty: $certainty) {
    ... on Refused { code message path }
    ... on TargetSnapshot { id count takenOn division { code name }
      programme { code number name unit departmentDecides } } } }"""
HEADS = ("02", "01")
"""GB/T 4761: the head of the household, or whoever stands for it alone."""


@dataclass(frozen=True)
class Known:
    """A column that the hub fills in and nobody changes: its heading, and the column of the register it needs."""

    heading: str
    needs: str
    ask: str

    def told(self, household: Mapping[str, Any]) -> str:
        """Its text for a household."""
        value = household.get(self.ask.partition(" ")[0])
        if isinstance(value, list):
            return "、".join(entry["name"] for entry in value)
        return str(value["name"] if isinstance(value, dict) else value or "")


KNOWN = (
    Known("户编号", "household.number", "number"),
    Known("所在地区", "household.division", "division { name }"),
    Known("住址", "household.address", "address"),
    Known("家庭类别", "household.basis_categories", "categories { name }"),
)


@dataclass(frozen=True)
class Target:
    """A row of the list: its id in feedback, name and number of who is helped, the texts of the known columns."""

    external_id: str
    named: list[str]
    known: list[str]


class TargetList:
    """The list as one caller may see it: `sees` are the department's columns, `clear` whether names stand in clear."""

    def __init__(self, sees: Collection[str], names: bool, numbers: bool) -> None:
        self.known = [column for column in KNOWN if column.needs in sees]
        name = "name" if names and "person.name" in sees else "nameMasked"
        # A masked number would be stars alone.
        self._name, self._number = name, "idNumber" if numbers and "person.id_number" in sees else None
        self._members = "household.members" in sees and "person.relation" in sees

    @property
    def named(self) -> list[str]:
        """What is asked of who is helped."""
        return [self._name, self._number] if self._number else [self._name]

    @property
    def masked(self) -> bool:
        """Whether who fills it in has to write the names and numbers."""
        return self._name == "nameMasked" or self._number is None

    @property
    def items(self) -> str:
        """The document that asks a page of the list, by `id`, `after` and `first`."""
        person = f"{{ {' '.join(self.named)} }}"
        members = f"members {{ relation person {person} }}" if self._members else ""
        household = " ".join([*(column.ask for column in self.known), members])
        return f"""query ($id: ID!, $first: Int!, $after: String) {{
  targetSnapshots(id: $id, first: 1) {{ nodes {{ items(first: $first, after: $after) {{
    nodes {{ householdId personId household {{ id {household} }} person {person} }}
    pageInfo {{ hasNextPage endCursor }} }} }} }} }}"""

    def rows(self, snapshot: str, items: Iterable[Any]) -> Iterator[Target]:
        """A row for each item of a page."""
        for item in items:
            household = item["household"] or {}
            person = item["person"] or self._head(household) or {}
            yield Target(
                f"{snapshot}/{item['personId'] or item['householdId']}",
                [person.get(field, "") for field in self.named],
                [column.told(household) for column in self.known],
            )

    def _head(self, household: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Who stands for a household: its head, else whoever is named first."""
        members = household.get("members") or []
        ranked = sorted(members, key=lambda m: HEADS.index(m["relation"]) if m["relation"] in HEADS else len(HEADS))
        return ranked[0]["person"] if ranked else None
