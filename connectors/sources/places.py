"""Places: where an installation fetches its sources from, on whose behalf and how often (AIDHUB_SOURCES)."""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

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


class Places:
    """What the file declares, by name; it is read again when it has changed, so that no hub need be started again."""

    def __init__(self, file: Path | None, catalogue: Catalogue) -> None:
        self._file, self._catalogue = file, catalogue
        self._read: tuple[float, Mapping[str, Place]] | None = None

    def now(self) -> Mapping[str, Place]:
        """The places as they are declared now, none without a file; raises SOURCES_FILE."""
        if self._file is None:
            return {}
        try:
            changed = self._file.stat().st_mtime
        except OSError as error:
            raise Refusal("SOURCES_FILE", name=self._file.name, detail=type(error).__name__) from None
        if self._read is None or self._read[0] != changed:
            self._read = changed, {place.name: place for place in declared(self._file, self._catalogue)}
        return self._read[1]


def declared(file: Path, catalogue: Catalogue, environment: Mapping[str, str] = os.environ) -> Iterator[Place]:
    """What a file declares, `[department.source]` each; raises SOURCES_FILE, which names the entry that is wrong."""
    try:
        entries = tomllib.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise Refusal("SOURCES_FILE", name=file.name, detail=type(error).__name__) from None
    for department, sources in entries.items():
        known = catalogue.departments[department].sources if department in catalogue.departments else {}
        for source, table in sources.items() if isinstance(sources, dict) else ():
            if source not in known:
                detail = f"[{department}.{source}]: {', '.join(known) or department}"
                raise Refusal("SOURCES_FILE", name=file.name, detail=detail)
            yield _place(file, department, known[source], table, environment)


def _place(file: Path, department: str, source: Source, table: Any, environment: Mapping[str, str]) -> Place:
    try:
        table = completed(table, source)
        origin = declared_origin(table.keys() - COMMON, Entry(table, environment, source))
        every = max(LEAST, int(table.get("every_minutes", USUAL)))
        return Place(department, source.name, table["client"], timedelta(minutes=every), origin)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        detail = f"[{department}.{source.name}]: {error}"
        raise Refusal("SOURCES_FILE", name=file.name, detail=detail) from None
