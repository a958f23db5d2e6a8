"""A list that is delivered: the document that asks a page of it, and the rows of the table that a page becomes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from connectors.deliver.outgoing_table import ListedRow
from policy.deliveries import List, TableDelivery

BECAME = "aidhubBecame"
"""Under which name it is asked of a change what became of the target."""
ENDED = "ENDED"
PROGRAMME, PAGE = "$programme: String!", "$first: Int!, $after: String"
ASKED: Mapping[List, tuple[str, str]] = {
    "targets": (
        f"{PROGRAMME}, $certainty: Certainty!, {PAGE}",
        "eligibleTargets(programme: $programme, filter: { certainty: $certainty }, first: $first, after: $after)",
    ),
    "changes": (f"{PROGRAMME}, {PAGE}", "targetChanges(programme: $programme, first: $first, since: $after)"),
    "referrals": (PAGE, "referrals(box: IN, first: $first, after: $after)"),
}
"""The variables of each list, and how it is asked."""


class DeliveredList:
    """The list of one delivery, asked of the graph as any client could ask it."""

    def __init__(self, delivery: TableDelivery) -> None:
        self._delivery = delivery
        variables, asked = ASKED[delivery.list]
        self.field = asked.partition("(")[0]
        became = f"{BECAME}: kind" if self.follows else ""
        selected = _selected([column.field.split(".") for column in delivery.columns])
        self.document = f"""query Delivery({variables}) {{
  {asked} {{ nodes {{ {became} {selected} }} pageInfo {{ hasNextPage endCursor }} }} }}"""

    @property
    def follows(self) -> bool:
        """Whether it tells what has changed since last time, or all of it each time."""
        return self._delivery.list == "changes"

    def variables(self, first: int, after: str | None) -> dict[str, Any]:
        """Those of a page."""
        own = {"programme": self._delivery.programme, "certainty": self._delivery.certainty}
        asked = ASKED[self._delivery.list][0]
        return {**{name: value for name, value in own.items() if f"${name}:" in asked}, "first": first, "after": after}

    def rows(self, nodes: Sequence[Any]) -> Iterator[ListedRow]:
        """The rows of a page."""
        for node in nodes:
            values = {column.name: _at(node, column.field.split(".")) for column in self._delivery.columns}
            yield ListedRow(values, node.get(BECAME) != ENDED)


def _selected(paths: Sequence[Sequence[str]]) -> str:
    """The paths as a selection: what they share is asked once."""
    below: dict[str, list[Sequence[str]]] = {}
    for first, *rest in paths:
        below.setdefault(first, []).extend([rest] if rest else [])
    return " ".join(f"{name} {{ {_selected(rest)} }}" if rest else name for name, rest in below.items())


def _at(value: Any, path: Sequence[str]) -> Any:  # what JSON holds
    """What lies there; of each object of a list in the way."""
    if isinstance(value, list):
        return [_at(part, path) for part in value]
    if not path or value is None:
        return value
    return _at(value[path[0]], path[1:])
