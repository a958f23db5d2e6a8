"""Rules on trial (规则试算): whom a rule of the cross-check would warn of, piece by piece; nothing is written."""

import datetime
from collections import Counter
from collections.abc import Sequence
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
        self._statement = (
            f"WITH {signal_expressions(catalogue, [signal])} SELECT DISTINCT household_id, position FROM raised"
        )
        super().__init__(places)
        self._divisions = divisions
        self._today, self._piece = today, piece

    async def step(self, connection: Connection, stand: Stand) -> Stand:
        """Try the next piece; it goes on behind the last household of it."""
        rows = await self.following(connection, stand, self._piece)
        return await self._tried(connection, stand, rows) if rows else stand._replace(after=None)

    async def _tried(self, connection: Connection, stand: Stand, rows: Sequence[tuple[int, UUID]]) -> Stand:
        raised = await connection.execute(self._statement, [[id for _, id in rows], self._today])
        found = Counter(stand.found)
        # A county is looked up among all divisions: once for the households of a township.
        for township, count in Counter(position // TOWNSHIP for _, position in await raised.fetchall()).items():
            found[self._divisions.county(township * TOWNSHIP)] += count
        return Stand(stand.done + len(rows), behind(rows), dict(found))

    @staticmethod
    def result(stand: Stand) -> dict[str, object]:
        """What it has come to: the counties in which somebody would be warned of, by their codes."""
        counties = [{"division": code, "households": count} for code, count in sorted(stand.found.items())]
        return {"households": stand.done, "counties": counties}


async def tried(connect: Connect, trial: RuleTrial, progress: Progress = lambda _: None) -> Stand:
    """Try a rule on all of its places now."""
    stand = NOTHING_DONE
    while stand.after is not None:
        async with connect() as connection:
            stand = await trial.step(connection, stand)
        progress(stand.done)
    return stand
