"""Places: where an installation fetches its sources from, on whose behalf and how often (AIDHUB_SOURCES)."""

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from connectors.sources.declared_file import DeclaredFile, tables
from connectors.sources.declared_origins import completed, declared_origin
from connectors.sources.entry import Entry
from connectors.sources.origin import Origin
from policy.catalogue import Catalogue
from policy.sources import Source
from registry.errors import Refusal

COMMON = {"client", "every_minutes"}
LEAST, USUAL = 1, 24 * 60
"""Minutes between two fetchings: the least, and where nothing is said."""


@dataclass(frozen=True)
class Place:
    """Where one source of a department is fetched from, by which client and how often."""

    department: str
    source: str
    client: str
    every: timedelta
    origin: Origin

    @property
    def name(self) -> str:
        """How it is called at the command line: `housing/feedback`."""
        return f"{self.department}/{self.source}"


class Places(DeclaredFile[Place]):
    """What the file declares, by name; now() raises SOURCES_FILE."""

    def __init__(self, file: Path | None, catalogue: Catalogue) -> None:
        super().__init__(file, "SOURCES_FILE", partial(declared, catalogue=catalogue))


def declared(file: Path, catalogue: Catalogue, environment: Mapping[str, str] = os.environ) -> Iterator[Place]:
    """What a file declares, `[department.source]` each; raises SOURCES_FILE, which names the entry that is wrong."""

    def known(department: str) -> Mapping[str, Source]:
        return catalogue.departments[department].sources if department in catalogue.departments else {}

    for one in tables(file, "SOURCES_FILE", known):
        yield _place(file, one.department, known(one.department)[one.name], one.table, environment)


def _place(file: Path, department: str, source: Source, table: Any, environment: Mapping[str, str]) -> Place:
    try:
        table = completed(table, source)
        origin = declared_origin(table.keys() - COMMON, Entry(table, environment, source))
        every = max(LEAST, int(table.get("every_minutes", USUAL)))
        return Place(department, source.name, table["client"], timedelta(minutes=every), origin)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        detail = f"[{department}.{source.name}]: {error}"
        raise Refusal("SOURCES_FILE", name=file.name, detail=detail) from None
