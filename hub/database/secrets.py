"""Generated secrets, kept in one file that only its owner reads."""

import json
import os
import secrets
from collections.abc import Iterable
from pathlib import Path

from registry.errors import Refusal


class Secrets:
    """Secrets by name; one that is asked for the first time is made, and kept before it is used."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def __getitem__(self, name: str) -> str:
        kept = self._read()
        if name not in kept:
            kept[name] = secrets.token_urlsafe(24)
            self._write(kept)
        return kept[name]

    def hold(self, names: Iterable[str]) -> bool:
        """Whether all of these are there already; none is made."""
        return set(names) <= self._read().keys()

    def _read(self) -> dict[str, str]:
        try:
            kept: dict[str, str] = json.loads(self.file.read_text())
        except FileNotFoundError:
            return {}
        except (ValueError, OSError) as error:
            raise Refusal("SECRETS_UNREADABLE", value=self.file, detail=error) from error
        return kept

    def _write(self, kept: dict[str, str]) -> None:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        new = self.file.with_name(f"{self.file.name}.{os.getpid()}")
        # A file left by a crash under this name may be readable by others: never write into it.
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(kept, file, indent=2)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self.file)
