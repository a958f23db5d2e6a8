"""Fetching (取数方式): how a source comes wherever its department's systems are alike; the place is the operator's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from policy.declarations import Table, word
from policy.errors import BadKey, WrongValue

CYCLE = "every_minutes"
OF_FILES = ("pattern", "marker")
OF_TABLES = ("table", "key", "watermark")
OF_INTERFACES = (
    *("parameters", "rows", "paging", "paging_parameter", "next", "first_page", "size_parameter", "page_size"),
    *("total", "expect", "watermark", "since_parameter"),
)
MODES: Mapping[str, tuple[str, ...]] = {
    "file": (),
    "folder": OF_FILES,
    "sftp": OF_FILES,
    "table": OF_TABLES,
    "http": OF_INTERFACES,
}
"""What may be said of each: nothing by which one place would be told from another."""
WORDS = tuple(dict.fromkeys((CYCLE, *(name for names in MODES.values() for name in names))))


@dataclass(frozen=True)
class Fetching:
    """How a source comes: handed in as a file, or fetched; and what of its place is the same everywhere."""

    mode: str = "file"
    words: Mapping[str, Any] = field(default_factory=dict)
    """As AIDHUB_SOURCES has them, where an entry says nothing else."""


def fetching(where: str, table: Table) -> Fetching:
    """What a `[[source]]` says of it; raises BadKey for what means nothing of its mode."""
    mode = word(where, table.get("mode", "file"), tuple(MODES))
    told = {name: table[name] for name in WORDS if name in table}
    known = MODES[mode] if mode == "file" else (CYCLE, *MODES[mode])
    if unknown := sorted(set(told) - set(known)):
        raise BadKey(where, f"{', '.join(unknown)} means nothing of a source whose mode is {mode}")
    if not told.get(CYCLE, 1) >= 1:
        raise WrongValue(where, "no minute between two fetchings")
    return Fetching(mode, told)
