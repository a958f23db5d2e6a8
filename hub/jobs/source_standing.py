"""How sources stand, as it is written down for those who do not see the file that declares them."""

from collections.abc import Sequence
from datetime import timedelta

from connectors.sources.places import Place
from hub.jobs.schedule import pause
from registry.journal import source_schedules
from registry.journal.source_marks import Mark
from registry.journal.source_schedules import Scheduled
from registry.store.connection import Connection


def stand(place: Place, mark: Mark | None) -> Scheduled:
    """When it was fetched and will be unless it rests; nobody knows of one that never was."""
    minutes = place.every // timedelta(minutes=1)
    if mark is None:
        return Scheduled(place.department, place.source, minutes, None, None, 0, None)
    next_at = mark.tried_at + pause(place, mark)
    return Scheduled(place.department, place.source, minutes, mark.fetched_at, next_at, mark.failures, mark.failure)


async def note(connection: Connection, stands: Sequence[tuple[Place, Mark | None]]) -> None:
    """Write down how all stand."""
    await source_schedules.write(connection, [stand(*one) for one in stands])
