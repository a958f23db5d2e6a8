"""Openings (批量查阅实名信息): how many households and persons an officer may be shown with a purpose in a day.

An opening is its proposal: confirmed, it adds to what the officer who entered it may be shown on its day.
"""

import datetime
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from policy.confirmations import Opening
from registry.reference.calendar import ZONE
from registry.reference.parameters import number_at
from registry.store.connection import Connection


class Allowance(NamedTuple):
    """How many an officer may be shown alone, how many another has consented to, and how many were shown already."""

    alone: int | None
    opened: int
    shown: int

    @property
    def spent(self) -> bool:
        return self.alone is not None and self.shown >= self.alone + self.opened


@dataclass(frozen=True)
class Day:
    """The hub's day, and when it began by the clock of the access log."""

    today: datetime.date
    since: datetime.datetime

    @classmethod
    def now(cls, today: datetime.date) -> "Day":
        midnight = datetime.datetime.now(ZONE).replace(hour=0, minute=0, second=0, microsecond=0)
        return cls(today, midnight)


async def allowance(connection: Connection, officer: UUID, opening: Opening, position: int, day: Day) -> Allowance:
    """What stands for an officer now, as local policy says at the place where they work."""
    values = [officer, opening.act, opening.most, position, day.today, day.since]
    found = await connection.fetch_one(Allowance, ALLOWANCE, values)
    return found or Allowance(None, 0, 0)


def _entered(name: str) -> str:
    return f"(SELECT v->>'value' FROM json_array_elements(p.content) v WHERE v->>'field' = 'input.{name}')"


ALLOWANCE = f"""WITH own AS MATERIALIZED (SELECT array_agg(a.id) AS ids FROM actors a WHERE a.officer_id = $1)
SELECT {number_at("$3", "$4", "$5")}::int,
  (SELECT coalesce(sum({_entered("count")}::int), 0)::int FROM proposals p
   WHERE p.actor_id = ANY((SELECT ids FROM own)::uuid[]) AND p.act = $2 AND p.state = 'CONFIRMED'
     AND {_entered("on")}::date = $5),
  (SELECT coalesce(sum(cardinality(l.subjects)), 0)::int FROM access_log l
   WHERE l.actor_id = ANY((SELECT ids FROM own)::uuid[]) AND l.at >= $6 AND l.purpose IS NOT NULL
     AND l.kind = 'ANSWER')"""
