"""Grants: what one request may do, and where."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from auth.officers import Officer

Range = tuple[int, int]
APART = " "
"""Between client and officer in `asker`; neither has a space in it."""


@dataclass(frozen=True)
class Grant:
    """The rights of a client, or of an officer through one, as they stand now.

    `ranges` are half-open, disjoint and sorted.
    """

    client_id: str
    department: str
    divisions: tuple[str, ...]
    ranges: tuple[Range, ...]
    scopes: frozenset[str]
    purposes: tuple[str, ...]
    token_id: str
    expires_at: int
    officer: Officer | None = None
    actor_id: UUID | None = None
    """Who acts (`registry.journal.actors`)."""

    @cached_property
    def asker(self) -> str:
        """Whose a thing is that this grant asks for: the client's, or the officer's through it."""
        return APART.join((self.client_id, str(self.officer.id))) if self.officer else self.client_id

    @cached_property
    def multirange(self) -> str:
        """The ranges as PostgreSQL reads an int8multirange."""
        return multirange(self.ranges)


def client_of(asker: str) -> str:
    """The client through which an asker asks, as logs name it."""
    return asker.partition(APART)[0]


def multirange(ranges: Iterable[Range]) -> str:
    """Half-open ranges as PostgreSQL reads an int8multirange."""
    return "{" + ",".join(f"[{lo},{hi})" for lo, hi in ranges) + "}"


def common(some: Iterable[Range], others: Collection[Range]) -> tuple[Range, ...]:
    """The positions that lie in both."""
    return merged((max(lo, low), min(hi, high)) for lo, hi in some for low, high in others)


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The same positions as disjoint, sorted ranges: a county and its own city count once."""
    whole: list[Range] = []
    for lo, hi in sorted(ranges):
        if whole and lo <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(hi, whole[-1][1]))
        elif lo < hi:
            whole.append((lo, hi))
    return tuple(whole)


def inside(places: Mapping[str, Range], others: Mapping[str, Range]) -> dict[str, Range]:
    """Those of the places that lie within one of the others."""
    return {
        code: (lo, hi)
        for code, (lo, hi) in places.items()
        if any(outer_lo <= lo and hi <= outer_hi for outer_lo, outer_hi in others.values())
    }
