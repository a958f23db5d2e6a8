"""Checks of whole places (数据比对), piece by piece: what fails is tried in smaller ones, and set aside alone."""

import datetime
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import psycopg

from registry.journal.jobs import Stand
from registry.monitoring.cross_check import CrossCheck, Tally
from registry.monitoring.cross_check_passes import FEW, check_few, put_aside
from registry.monitoring.household_walks import HouseholdWalk, behind
from registry.store.connection import Connection


class PlaceCheck(HouseholdWalk):
    """The cross-check of the households of some places; what it comes to are the counts of its warnings.

    A piece makes one attempt: one that fails is done again with half of its households, so that nobody waits for
    several attempts at the locks of one.
    """

    price = 20 * FEW
    """What a piece costs: as a batch of so many items."""
    acts = True

    def __init__(self, cross_check: CrossCheck, places: Sequence[tuple[int, int]], today: datetime.date) -> None:
        super().__init__(places)
        self._cross_check, self._today = cross_check, today

    async def step(self, connection: Connection, stand: Stand) -> Stand:
        """Check the next households, or find out that they are to be checked in smaller pieces."""
        piece = stand.found.get("piece", FEW)
        rows = await self.following(connection, stand, piece)
        if not rows:
            return stand._replace(after=None)
        ids = [id for _, id in rows]
        try:
            async with connection.transaction():  # a savepoint: what an attempt has locked is free again after it
                tally = await check_few(connection, self._cross_check, ids, self._today)
        except psycopg.Error as error:
            if error.sqlstate is None:
                raise
            if len(rows) > 1:
                return stand._replace(found={**stand.found, "piece": len(rows) // 2})
            await put_aside(connection, ids[0], error)
            tally = Tally()
        return self._further(stand, rows, tally, piece)

    @staticmethod
    def _further(stand: Stand, rows: Sequence[tuple[int, UUID]], tally: Tally, piece: int) -> Stand:
        before = Tally(stand.found.get("raised", 0), stand.found.get("gone", 0))
        together = before + tally
        found = {"raised": together.raised, "gone": together.gone, "piece": min(2 * piece, FEW)}
        return Stand(stand.done + len(rows), behind(rows), found)

    def result(self, stand: Stand) -> dict[str, Any]:
        """What it has come to."""
        return {"households": stand.done, "raised": stand.found.get("raised", 0), "gone": stand.found.get("gone", 0)}
