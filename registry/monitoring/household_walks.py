"""Walks: work upon the households of some places, in their order, so many at a time."""

from collections.abc import Sequence
from uuid import UUID

from registry.journal.jobs import Stand
from registry.journal.work import Work
from registry.store.connection import Connection
from registry.targets.sweep import LAST


class HouseholdWalk(Work):
    """Work that goes from household to household; a stand says behind which one it goes on."""

    def __init__(self, places: Sequence[tuple[int, int]]) -> None:
        self._places = sorted(places)

    async def size(self, connection: Connection) -> int:
        """How many households there are."""
        counts = [await _one(connection, COUNT, [lo, hi]) for lo, hi in self._places]
        return sum(counts)

    async def following(self, connection: Connection, stand: Stand, most: int) -> list[tuple[int, UUID]]:
        """Position and id of the next households, of one place; none at the end."""
        for lo, hi in self._places:
            begin = max((lo - 1, str(LAST)), _cursor(stand))
            rows = await (await connection.execute(NEXT, [*begin, hi, most], prepare=True)).fetchall()
            if rows:
                return [(int(position), id) for position, id in rows]
        return []


def behind(rows: Sequence[tuple[int, UUID]]) -> list[object]:
    """Behind the last of them, as a stand says it."""
    position, id = rows[-1]
    return [position, str(id)]


def _cursor(stand: Stand) -> tuple[int, str]:
    position, id = stand.after or (-1, "")
    return int(position), str(id)


async def _one(connection: Connection, statement: str, values: Sequence[object]) -> int:
    row = await (await connection.execute(statement, values, prepare=True)).fetchone()
    return int(row[0]) if row else 0


NEXT = """SELECT position, id FROM households
WHERE position >= 0 AND (position, id) > ($1::bigint, $2::uuid) AND position < $3 ORDER BY position, id LIMIT $4"""

COUNT = "SELECT count(*) FROM households WHERE position >= 0 AND $1 <= position AND position < $2"
