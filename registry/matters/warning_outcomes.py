"""Outcomes of single warnings (逐条核实结果): what a conference found of one warning, otherwise than of the others."""

from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from registry.errors import Refusal


class WarningOutcome(NamedTuple):
    """What was found of one warning, and why, where that is not the decision itself."""

    warning: UUID
    outcome: str
    reason: str | None

    @property
    def told(self) -> dict[str, str | None]:
        """What a step keeps of it."""
        return {"warning": str(self.warning), "outcome": self.outcome, "reason": self.reason}


def by_warning(outcomes: Sequence[WarningOutcome], left: Collection[UUID]) -> dict[UUID, WarningOutcome]:
    """What is said of each of those that are left. Raises NOT_LEFT_TO_SETTLE for others and for one named twice."""
    said: dict[UUID, WarningOutcome] = {}
    for n, one in enumerate(outcomes):
        if one.warning not in left or one.warning in said:
            raise Refusal("NOT_LEFT_TO_SETTLE", f"outcomes[{n}].warning", value=str(one.warning))
        said[one.warning] = one
    return said
