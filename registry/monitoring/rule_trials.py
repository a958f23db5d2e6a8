"""Rules on trial (规则试算): whom a rule of the cross-check would warn of, piece by piece; nothing is written."""

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from policy.catalogue import Catalogue
from policy.signals import Signal
from registry.journal.jobs import NOTHING_DONE, Stand
from registry.monitoring.household_walks import HouseholdWalk, behind
from registry.monitoring.signal_sql import signal_expressions
from registry.reference.divisions import Divisions
from registry.store.connection import Connection
from registry.targets.sweep import Connect, Progress

PIECE = 500
"""Households that are tried in one statement, which takes about a second."""

TOWNSHIP = 1_000
"""Positions of a township."""


WARNED = """EXISTS (SELECT FROM early_warnings w
  WHERE w.household_id = raised.household_id AND w.rule = $3 AND w.state <> 'CLOSED')"""
"""Whether the household is warned by this rule already."""


class RuleTrial(HouseholdWalk):
    """A rule tried on the households of some places, in their order; what it finds is their count by county."""

    price = 10 * PIECE
    """What a piece of it costs: a page of as many households, ten fields of each."""

    def __init__(
        self,
        catalogue: Catalogue,
        divisions: Divisions,
        signal: Signal,
        places: Sequence[tuple[int, int]],
        today: datetime.date,
        piece: int = PIECE,
    ) -> None:
        raised = signal_expressions(catalogue, [signal])
        self._statement = f"WITH {raised} SELECT DISTINCT household_id, position, {WARNED} FROM raised"
        self._rule = signal.code
        super().__init__(places)
        self._divisions = divisions
        self._today, self._piece = today, piece

    async def step(self, connection: Connection, stand: Stand) -> Stand:
        """Try the next piece; it goes on behind the last household of it."""
        rows = await self.following(connection, stand, self._piece)
        return await self._tried(connection, stand, rows) if rows else stand._replace(after=None)

    async def _tried(self, connection: Connection, stand: Stand, rows: Sequence[tuple[int, UUID]]) -> Stand:
        raised = await connection.execute(self._statement, [[id for _, id in rows], self._today, self._rule])
        warned = Counter[str](stand.found.get("warned"))
        newly = Counter[str](stand.found.get("newly"))
        # A county is looked up among all divisions: once for the households of a township.
        places = Counter((position // TOWNSHIP, known) for _, position, known in await raised.fetchall())
        for (township, known), count in places.items():
            county = self._divisions.county(township * TOWNSHIP)
            warned[county] += count
            newly[county] += 0 if known else count
        return Stand(stand.done + len(rows), behind(rows), {"warned": dict(warned), "newly": dict(newly)})

    @staticmethod
    def counties(stand: Stand) -> list[dict[str, Any]]:
        """The counties in which somebody would be warned of, by their codes, and of how many nobody is warned now."""
        newly = stand.found.get("newly", {})
        return [
            {"division": code, "households": count, "newly": newly[code]}
            for code, count in sorted(stand.found.get("warned", {}).items())
        ]

    @classmethod
    def result(cls, stand: Stand) -> dict[str, object]:
        """What it has come to."""
        return {"households": stand.done, "counties": cls.counties(stand)}


async def tried(connect: Connect, trial: RuleTrial, progress: Progress = lambda _: None) -> Stand:
    """Try a rule on all of its places now."""
    stand = NOTHING_DONE
    while stand.after is not None:
        async with connect() as connection:
            stand = await trial.step(connection, stand)
        progress(stand.done)
    return stand
