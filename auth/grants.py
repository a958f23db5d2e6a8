"""Grants: what one request may do, and where."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

Range = tuple[int, int]


@dataclass(frozen=True)
class Grant:
    """A client's rights as they stand now; `ranges` are half-open, disjoint and sorted."""

    client_id: str
    department: str
    divisions: tuple[str, ...]
    ranges: tuple[Range, ...]
    scopes: frozenset[str]
    purposes: tuple[str, ...]
    token_id: str
    expires_at: int

    @cached_property
    def multirange(self) -> str:
        """The ranges as PostgreSQL reads an int8multirange."""
        return multirange(self.ranges)


def multirange(ranges: Iterable[Range]) -> str:
    """Half-open ranges as PostgreSQL reads an int8multirange."""
    return "{" + ",".join(f"[{lo},{hi})" for lo, hi in ranges) + "}"


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The same positions as disjoint, sorted ranges: a county and its own city count once."""
    whole: list[Range] = []
    for lo, hi in sorted(ranges):
        if whole and lo <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(hi, whole[-1][1]))
        elif lo < hi:
            whole.append((lo, hi))
    return tuple(whole)
