"""Delivery places: into which table a department's lists go, on whose behalf and how often (AIDHUB_DELIVERIES)."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from string import Template
from typing import Any

from connectors.deliver.outgoing_table import OutgoingTable
from connectors.sources.declared_file import DeclaredFile, DeclaredTable, tables
from policy.catalogue import Catalogue
from policy.deliveries import TableDelivery
from registry.errors import Refusal

CODE = "DELIVERIES_FILE"
OF_A_TABLE = {"client", "every_minutes", "database", "table"}
LEAST = 1
"""Minutes between two deliveries."""


@dataclass(frozen=True)
class DeliveryPlace:
    """Where one delivery of a department goes, by which client's rights and how often."""

    department: str
    delivery: TableDelivery
    client: str
    every: timedelta
    table: OutgoingTable

    @property
    def name(self) -> str:
        """How it is called at the command line: `housing/renovation_targets`."""
        return f"{self.department}/{self.delivery.name}"


class DeliveryPlaces(DeclaredFile[DeliveryPlace]):
    """What the file declares, by name; now() raises DELIVERIES_FILE."""

    def __init__(self, file: Path | None, catalogue: Catalogue) -> None:
        super().__init__(file, CODE, partial(declared, catalogue=catalogue))


def declared(file: Path, catalogue: Catalogue, environment: Mapping[str, str] = os.environ) -> Iterator[DeliveryPlace]:
    """What a file declares, `[department.delivery]` each; raises DELIVERIES_FILE, which names the entry."""

    def known(department: str) -> Iterable[str]:
        return catalogue.departments[department].deliveries if department in catalogue.departments else ()

    taken: dict[tuple[str, str], str] = {}
    for entry in tables(file, CODE, known):
        place = _place(file, entry, catalogue.departments[entry.department].deliveries[entry.name], environment)
        # What one list does not hold would be marked as gone by it, though it is the other's.
        other = taken.setdefault((place.table.url, place.table.name), place.name)
        if other != place.name:
            raise Refusal(CODE, name=file.name, detail=f"{place.name}, {other}: table = {place.table.name}")
        yield place


def _place(file: Path, entry: DeclaredTable, delivery: Any, environment: Mapping[str, str]) -> DeliveryPlace:
    """`${NAME}` in an address is taken from the environment, so that no password stands in it."""
    table = entry.table
    try:
        if not isinstance(delivery, TableDelivery):
            raise ValueError("mode = table")
        if unknown := sorted(table.keys() - OF_A_TABLE):
            raise ValueError(", ".join(unknown))
        every = timedelta(minutes=max(LEAST, int(table.get("every_minutes", delivery.every_minutes))))
        address = Template(table["database"]).substitute(environment)
        outgoing = OutgoingTable(address, table["table"], delivery)
        return DeliveryPlace(entry.department, delivery, table["client"], every, outgoing)
    except (KeyError, TypeError, ValueError) as error:
        detail = f"[{entry.department}.{entry.name}]: {error}"
        raise Refusal(CODE, name=file.name, detail=detail) from None
