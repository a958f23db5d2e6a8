"""Divisions (行政区划): the administrative tree of the province, in which every household has a position."""

import datetime
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import psycopg
from sqlalchemy import BigInteger, Column, Date, Index, Table, Text

from registry.store.database import metadata

divisions = Table(
    "divisions",
    metadata,
    Column("code", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("level", Text, nullable=False),
    Column("parent", Text),
    # Who is below whom is decided by the interval, never by the code's prefix: 兰州新区 is nobody's county.
    Column("lo", BigInteger, nullable=False),
    Column("hi", BigInteger, nullable=False),
    Column("valid_from", Date, nullable=False),
    Column("valid_to", Date),
    Column("successor", Text),
    Column("note", Text),
    Index(None, "lo", "hi"),
    Index(None, "parent"),
    # The authorization server reads where a client's divisions lie.
    info={"rls": "open", "grants": {"app": "SELECT", "auth": "SELECT"}},
)


@dataclass(frozen=True)
class Division:
    """A division as the writers need it: where it lies, and from when to when its code holds."""

    code: str
    name: str
    level: str
    lo: int
    hi: int
    valid_from: datetime.date
    valid_to: datetime.date | None


class Divisions:
    """All divisions by code, in memory: a batch names the same few over and over."""

    def __init__(self, all: Iterable[Division]) -> None:
        self._by_code = {division.code: division for division in all}
        counties = (division for division in self._by_code.values() if division.level == "COUNTY")
        self._counties = sorted(counties, key=lambda county: (county.lo, county.valid_to is None))
        self._outside: dict[int, Division] = {}

    @classmethod
    def read(cls, connection: psycopg.Connection) -> Self:
        """All there are in the database; read once, at the start of a program."""
        rows = connection.execute("SELECT code, name, level, lo, hi, valid_from, valid_to FROM divisions")
        return cls(Division(*row) for row in rows.fetchall())

    def in_force(self, code: object, on: datetime.date) -> Division | None:
        """The division of a code that is in force on a day."""
        division = self._by_code.get(code) if isinstance(code, str) else None
        ended = division is not None and division.valid_to is not None and division.valid_to <= on
        return None if ended else division

    def above(self, division: Division, on: datetime.date) -> Division | None:
        """The next division above it that is in force on a day, None above the province."""
        around = [
            other
            for other in self._by_code.values()
            if other.lo <= division.lo and division.hi <= other.hi
            and (other.lo, other.hi) != (division.lo, division.hi)
            and self.in_force(other.code, on)
        ]  # fmt: skip # one condition
        return min(around, key=lambda other: other.hi - other.lo, default=None)

    def county(self, position: int) -> str:
        """The code of the county around a position; where there is none (兰州新区 is nobody's county) of the city."""
        return self.county_at(position).code

    def county_at(self, position: int) -> Division:
        """The same as a division, found quickly: a batch has a thousand of them."""
        at = bisect_right(self._counties, position, key=lambda county: county.lo) - 1
        if at >= 0 and position < self._counties[at].hi:
            return self._counties[at]
        if position not in self._outside:
            around = [other for other in self._by_code.values() if other.lo <= position < other.hi]
            higher = [other for level in ("CITY", "PROVINCE") for other in around if other.level == level]
            self._outside[position] = (higher or [min(around, key=lambda other: other.hi - other.lo)])[0]
        return self._outside[position]

    def around(self, codes: Sequence[str]) -> Division:
        """The smallest division that holds all of these; the first of them where one holds none of the others."""
        first, *others = [self._by_code[code] for code in codes]
        if not others:
            return first
        lo, hi = min(d.lo for d in (first, *others)), max(d.hi for d in (first, *others))
        holding = [one for one in self._by_code.values() if one.lo <= lo and hi <= one.hi]
        return min(holding, key=lambda one: one.hi - one.lo, default=first)

    def exists(self, code: object) -> bool:
        """Whether there is or was such a division."""
        return isinstance(code, str) and code in self._by_code

    @cached_property
    def whole(self) -> str:
        """The province's range as an int8multirange, as reports need that may name anyone; each act asks for it."""
        lo = min((d.lo for d in self._by_code.values()), default=0)
        hi = max((d.hi for d in self._by_code.values()), default=0)
        return f"{{[{lo},{hi})}}"
