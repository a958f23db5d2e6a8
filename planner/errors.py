"""What the planner refuses, said in both languages."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(eq=False)
class Refused(Exception):
    """A question that is not put to the database; `en` and `zh` say what to do instead."""

    code: str
    en: str
    zh: str
    path: tuple[str | int, ...] = ()

    def at(self, path: tuple[str | int, ...]) -> Refused:
        """The same refusal, placed at a field of the answer unless it already has a place."""
        return self if self.path else replace(self, path=path)

    def __str__(self) -> str:
        return f"{self.code}: {self.en}"
