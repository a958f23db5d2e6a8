"""Recomputation: what it costs to make targets true again for one household and for a thousand, at this size."""

import statistics
import time
from uuid import UUID

import psycopg

from benchmarks.limit import PROVINCE_RANGE
from benchmarks.place import Place
from registry.reference.calendar import today
from registry.store.connection import Connection
from registry.targets.maintenance import Maintenance

SAMPLE = """SELECT id FROM households
WHERE position >= 0 AND (position, id) > ($1::bigint, '00000000-0000-0000-0000-000000000000'::uuid)
ORDER BY position, id LIMIT $2"""
SPOIL = "UPDATE targets SET met = met + 1 WHERE household_id = ANY($1) AND until IS NULL"
BUILT = "SELECT what, seconds, households, persons, records, peak_kib FROM bench.built"


async def incremental(place: Place) -> dict[str, float]:
    """Milliseconds in the database, medians: of 1 and of 1,000 households all of whose targets changed.

    Each place is come to for the first time, when its pages may lie on the disk (`cold`), and at once again.
    """
    maintenance = Maintenance.of(place.catalogue)
    connection = await Connection.connect(place.addresses.app, autocommit=True, cursor_factory=psycopg.AsyncRawCursor)
    async with connection:
        found: dict[str, float] = {}
        for size, times in ((1, 60), (1000, 9)):
            cold, warm = await _medians(connection, maintenance, size, times)
            found |= {f"{size} cold": cold, str(size): warm}
        return found


async def _medians(connection: Connection, maintenance: Maintenance, size: int, times: int) -> tuple[float, float]:
    cold, warm = list[float](), list[float]()
    for number in range(times):
        start = 620_102_000_000 + number * 1_500_000_000 // times
        async with connection.transaction():
            await connection.execute(PROVINCE_RANGE)
            rows = await (await connection.execute(SAMPLE, [start, size])).fetchall()
        ids = [id for (id,) in rows]
        for took in (cold, warm):
            took.append(await _once(connection, maintenance, ids))
    return statistics.median(cold[times // 3 :]), statistics.median(warm[times // 3 :])


async def _once(connection: Connection, maintenance: Maintenance, ids: list[UUID]) -> float:
    await connection.execute("BEGIN")
    await connection.execute(PROVINCE_RANGE)
    await connection.execute(SPOIL, [ids])
    # Of rows that the transaction has written itself PostgreSQL checks all references again.
    await connection.execute("COMMIT")
    await connection.execute("BEGIN")
    await connection.execute(PROVINCE_RANGE)
    started = time.perf_counter()
    await maintenance.recompute(connection, ids, today())
    took = 1000 * (time.perf_counter() - started)
    await connection.execute("COMMIT")  # a rollback would make psycopg forget what is prepared
    return took


def built(place: Place) -> list[tuple[str, float, int, int, int, int]]:
    """How long each step of building the province took, what there was after it, and the most memory it held."""
    with psycopg.connect(place.owner) as owner:
        return owner.execute(BUILT).fetchall()
