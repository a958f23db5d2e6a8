"""An entry of AIDHUB_SOURCES: what is said of one place, beside the source that is fetched from there."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any

from connectors.sources.secret import Secret
from policy.sources import Source


@dataclass(frozen=True)
class Entry:
    """What it says, the environment from which `${…}` is taken, and its source."""

    table: Mapping[str, Any]
    environment: Mapping[str, str]
    source: Source

    def text(self, name: str, default: str = "") -> str:
        """A word; raises ValueError for what is none."""
        value = self.table.get(name, default)
        if not isinstance(value, str):
            raise ValueError(f'{name} = "…"')
        return value

    def number(self, name: str, default: float) -> float:
        """A number above nought; raises ValueError for what is none."""
        value = self.table.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int | float) or value <= 0:
            raise ValueError(f"{name} > 0")
        return value

    def texts(self, name: str) -> Mapping[str, str]:
        """Words and numbers by their names, as words; raises ValueError for what is none."""
        value = self.table.get(name, {})
        if not isinstance(value, dict) or not all(isinstance(one, str | int) for one in value.values()):
            raise ValueError(f'{name} = {{ … = "…" }}')
        return {key: str(one) for key, one in value.items()}

    def secret(self, name: str) -> Secret | None:
        """What `<name>_file` names, or `<name>` takes from the environment by ${…}; None where neither stands.

        Raises ValueError for one that is written out: whoever reads the declaration would have it.
        """
        if file := self.text(f"{name}_file"):
            return Secret(Path(file))
        text = self.text(name)
        if text and "${" not in text:
            raise ValueError(f"{name} = ${{…}} | {name}_file")
        return Secret(text=Template(text).substitute(self.environment)) if text else None
