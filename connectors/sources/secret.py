"""Secrets of places: passwords and keys of others, named where the place is declared and read when they are used."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from string import Template
from typing import Any

from registry.errors import Refusal


@dataclass(frozen=True)
class Secret:
    """What stands in a file, or was in the environment; its own text never shows it."""

    file: Path | None = None
    text: str = field(default="", repr=False)

    def value(self) -> str:
        """It itself; raises SOURCE_SECRET where its file cannot be read."""
        if self.file is None:
            return self.text
        try:
            return self.file.read_text("utf-8").strip()
        except (OSError, ValueError):
            raise Refusal("SOURCE_SECRET", name=self.file) from None


def secret(table: Mapping[str, Any], name: str, environment: Mapping[str, str]) -> Secret | None:
    """What `<name>_file` names, or `<name>` takes from the environment by ${…}; None where neither stands.

    Raises ValueError for one that is written out: whoever reads the declaration would have it.
    """
    if f"{name}_file" in table:
        return Secret(Path(table[f"{name}_file"]))
    if name not in table:
        return None
    if "${" not in table[name]:
        raise ValueError(f"{name} = ${{…}}, {name}_file")
    return Secret(text=Template(table[name]).substitute(environment))
