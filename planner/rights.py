"""What the fields of a plan require of whoever asks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal

RuleKey = tuple[str, str] | tuple[str, str, str]  # a field, or an argument (`filter.amount`) of a field


@dataclass(frozen=True)
class Rule:
    """One of several sets of scopes, a column the department's folder must list, a stated purpose."""

    scopes: tuple[frozenset[str], ...] = ()
    column: str | None = None
    purpose: bool = False

    @property
    def free(self) -> bool:
        """Whether anyone may ask."""
        return not (self.scopes or self.column or self.purpose)


Rules = Mapping[RuleKey, Rule]


@dataclass(frozen=True)
class Need:
    """A rule met in an operation, and where it was met first."""

    rule: Rule
    path: tuple[str, ...]
    field: str


@dataclass(frozen=True)
class Problem:
    """A field that may not be asked, and what is needed for it."""

    path: tuple[str, ...]
    field: str
    code: Literal["MISSING_SCOPE", "NOT_SHARED", "PURPOSE_REQUIRED", "NO_AGREEMENT"]
    need: str


def missing(
    needs: Iterable[Need], scopes: AbstractSet[str], sees: AbstractSet[str], purpose: bool = False
) -> list[Problem]:
    """What the caller lacks, field by field; nothing when the operation may be asked."""
    return [problem for need in needs for problem in _lacks(need, scopes, sees, purpose)]


def _lacks(need: Need, scopes: AbstractSet[str], sees: AbstractSet[str], purpose: bool) -> Iterable[Problem]:
    rule = need.rule
    if rule.scopes and not any(some <= scopes for some in rule.scopes):
        wanted = " or ".join(" and ".join(sorted(some)) for some in rule.scopes)
        yield Problem(need.path, need.field, "MISSING_SCOPE", wanted)
    if rule.column is not None and rule.column not in sees:
        yield Problem(need.path, need.field, "NOT_SHARED", rule.column)
    if rule.purpose and not purpose:
        yield Problem(need.path, need.field, "PURPOSE_REQUIRED", "purpose")
