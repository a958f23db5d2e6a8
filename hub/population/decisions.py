"""Decisions: what officers have made of the warnings of some households by now, right and wrong ones (二（四）).

So that it can be read how many of a rule's warnings were right, and among how many; the rest waits for whoever tries.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from hub.population.entries import Chunk
from hub.population.shares import Dice, Shares
from policy.spine import registrar
from registry.monitoring.closed_by_hand import Closing, close
from registry.monitoring.cross_check import CrossCheck
from registry.store.arrays import array
from registry.store.connection import Connection

REASONS = {
    "CONFIRMED": "经核实属实，已通知主管部门（示例）",
    "DECIDED_OTHERWISE": "情况属实，按规定不予救助（示例）",
    "FALSE_POSITIVE": "经核实与实际不符（示例）",
}


@dataclass(frozen=True)
class Decisions:
    """Draws which households an officer has seen to, and what came of each of their warnings."""

    cross_check: CrossCheck
    shares: Shares
    seed: int
    today: datetime.date

    async def decide(self, connection: Connection, chunk: Chunk) -> None:
        """Check some households of a chunk, and close their warnings as a person would."""
        seen = dict(self._seen(chunk))
        await self.cross_check.check(connection, [*seen], self.today)
        rows = await connection.execute(RAISED, [array([*seen])])
        closed = defaultdict[str, list[UUID]](list)
        for household, id, kind in await rows.fetchall():
            closed[self.shares.weights[f"decided_{kind}"].draw(seen[household])].append(id)
        for outcome, ids in closed.items():
            await close(connection, ids, Closing(outcome, REASONS[outcome], registrar(), self.today))

    def _seen(self, chunk: Chunk) -> Iterator[tuple[UUID, Dice]]:
        for id, household in zip(chunk.ids, chunk.households, strict=True):
            dice = Dice(f"{self.seed} {household.number} decided")
            if not household.told and dice.chance(self.shares.rates["seen_to"]):
                yield id, dice


RAISED = """SELECT household_id, id, kind FROM early_warnings
WHERE household_id = ANY($1) AND state <> 'CLOSED' ORDER BY household_id, rule, key"""
