"""Sharing: what a client's department may be shown now, by the agreement in force for each way that it goes out."""

from dataclasses import dataclass, replace
from datetime import date

import psycopg

from auth.ranges import Ranges, common
from policy.sharing import WAYS
from policy.spine import registrar
from registry.reference.agreements import SHARED


@dataclass(frozen=True)
class Shared:
    """What may be shown in one way: columns, and rows of the slice; None is all of them."""

    agreement: str
    fields: frozenset[str] | None
    ranges: Ranges
    programmes: tuple[str, ...] | None = None
    quota: int | None = None
    """Questions in a day."""


@dataclass(frozen=True)
class Sharing:
    """What may be shown, way by way."""

    ways: tuple[tuple[str, Shared], ...]

    def by(self, way: str) -> Shared | None:
        """What may go out this way, if anything."""
        return next((shared for name, shared in self.ways if name == way), None)

    def within(self, ranges: Ranges) -> "Sharing":
        """The same no further than these."""
        ways = ((way, replace(shared, ranges=common(shared.ranges, ranges))) for way, shared in self.ways)
        return Sharing(tuple(ways))


def everything(ranges: Ranges) -> Sharing:
    """All that the department's folder lists, in every way: what who keeps the register sees needs no agreement."""
    return Sharing(tuple((way, Shared("", None, ranges)) for way in WAYS))


def read(connection: psycopg.Connection, department: str, ranges: Ranges, today: date) -> Sharing:
    """What is in force for a department today, in these ranges."""
    if department == registrar():
        return everything(ranges)
    rows = connection.execute(SHARED, {"department": department, "today": today}).fetchall()
    ways: dict[str, Shared] = {}
    for agreement, names, fields, programmes, quota, everywhere, los, his in rows:
        within = ranges if everywhere else common(ranges, zip(los, his, strict=True))
        shared = Shared(agreement, frozenset(fields), within, None if programmes is None else tuple(programmes), quota)
        ways |= dict.fromkeys(names, shared)
    return Sharing(tuple(sorted(ways.items())))
