"""The schedule of sources: those whose time has come are fetched by a job, one at a time for each source."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from connectors.sources.places import Place, Places
from registry.journal import jobs, source_marks
from registry.journal.jobs import Order
from registry.store.connection import Connection
from schema.requests.context import Hub

NOWHERE = "{}"
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
            and (place.source not in marks or moment.now - marks[place.source].tried_at >= place.every)
        ]  # fmt: skip


async def ask(connection: Connection, place: Place) -> None:
    """Ask for the fetching of a source."""
    arguments = {"source": place.source}
    await jobs.ask(connection, Order(place.client, place.department, "FETCH", arguments, NOWHERE, ["hub:read"]))


class Open(NamedTuple):
    """A source that is being fetched."""

    source: str


class Moment(NamedTuple):
    """What the database calls now."""

    now: datetime
