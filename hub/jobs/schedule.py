"""The schedule of sources: those whose time has come are fetched by a job, one at a time for each source."""

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple

from connectors.ingest.fetch_work import ask
from connectors.sources.places import Place, Places
from registry.errors import Refusal
from registry.journal import source_marks
from registry.journal.source_marks import Mark
from registry.store.connection import Connection
from schema.requests.context import Hub

SOON = timedelta(minutes=5)
"""After how long what could not be fetched is tried again, the first time."""
OPEN = """SELECT arguments ->> 'source' AS source FROM jobs WHERE kind = 'FETCH' AND kept_until IS NULL"""
NOW = "SELECT clock_timestamp() AS now"


class Schedule:
    """Asks for what is due, whichever worker looks first."""

    def __init__(self, hub: Hub, places: Places) -> None:
        self._hub, self._places = hub, places

    async def tend(self) -> None:
        """Ask for the fetching of every source that is due and is not being fetched."""
        places = self._places.now().values()
        for department in {place.department for place in places}:
            async with self._hub.database.own_transaction(ranges="", department=department) as connection:
                for place in await self._due(connection, [one for one in places if one.department == department]):
                    with suppress(Refusal):  # TOO_MANY_JOBS: the next time, when its client has fewer
                        await ask(connection, place)

    async def _due(self, connection: Connection, places: Sequence[Place]) -> list[Place]:
        await connection.execute("SELECT pg_advisory_xact_lock(hashtext('aidhub sources'))")
        marks = await source_marks.marks(connection)
        busy = {row.source for row in await connection.fetch(Open, OPEN, [])}
        (moment,) = await connection.fetch(Moment, NOW, [])
        return [
            place
            for place in places
            if place.source not in busy
            and (not (mark := marks.get(place.source)) or moment.now - mark.tried_at >= pause(place, mark))
        ]


def pause(place: Place, mark: Mark) -> timedelta:
    """How long it is left alone: as declared, after failures a little and each time longer."""
    again = SOON * 2 ** min(mark.failures - 1, 20) if mark.failures else place.every
    return min(place.every, again)


class Open(NamedTuple):
    """A source that is being fetched."""

    source: str


class Moment(NamedTuple):
    """What the database calls now."""

    now: datetime
