"""Secrets of places: passwords and keys of others, named where the place is declared and read when they are used."""

from dataclasses import dataclass, field
from pathlib import Path

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
