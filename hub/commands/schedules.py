"""Schedules as an operator sees them: what is done again and again, when it was and will be, and what rests (计划)."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

import psycopg

import connectors
from connectors.deliver.delivery_places import DeliveryPlaces
from connectors.sources.places import Place, Places
from hub.jobs.source_standing import stand
from hub.settings import Settings
from policy.catalogue import load
from registry.errors import Refusal
from registry.journal import pauses, source_marks, upkeep
from registry.journal.pauses import Pause
from registry.journal.source_marks import Mark
from registry.reference.calendar import ZONE
from registry.store.database import Addresses

MINUTE = timedelta(minutes=1)


class Schedule(NamedTuple):
    """One of them: a source, as housing/feedback, or a job of upkeep."""

    name: str
    every: timedelta
    last: datetime | None
    next: datetime | None
    failure: str
    pause: Pause | None

    def __str__(self) -> str:
        every = f"{self.every // MINUTE} min" if self.every >= MINUTE else f"{self.every.seconds} s"
        line = f"{self.name}  every {every}  last {told(self.last)}  next {told(self.next)}"
        if self.pause:
            line += f"  {rest(self.pause)}"
        return f"{line}  {self.failure}".rstrip()


def declared(settings: Settings) -> Mapping[str, Place]:
    """The sources, by their names; none where no file is named. Raises SOURCES_FILE."""
    return Places(settings.sources, load(connectors.discover())).now()


def schedules(settings: Settings, addresses: Addresses) -> Iterator[Schedule]:
    """All of them: the sources first."""
    places = declared(settings)
    with psycopg.connect(addresses.app) as connection:
        resting = resting_now(connection)
        for name, place in places.items():
            connection.execute("SELECT set_config('hub.department', %s, true)", [place.department])
            marks = {mark.source: mark for mark in map(Mark._make, connection.execute(source_marks.MARKS).fetchall())}
            now = stand(place, marks.get(place.source))
            failure = f"in vain {now.failures} times: {now.failure}" if now.failure else ""
            pause = resting.get(name) or resting.get("sources")
            yield Schedule(name, place.every, now.fetched_at, None if pause else now.next_at, failure, pause)
        done = {job.job: job for job in map(upkeep.Job._make, connection.execute(upkeep.JOBS).fetchall())}
        for name, every in upkeep.PAUSABLE.items():
            job, pause = done.get(name), resting.get(name)
            last = job.done_at if job else None
            failure = f"failed: {job.failure}" if job and job.fails else ""
            yield Schedule(name, every, last, None if pause or last is None else last + every, failure, pause)


def resting_now(connection: "psycopg.Connection") -> Mapping[str, Pause]:
    """What is paused."""
    return {pause.schedule: pause for pause in map(Pause._make, connection.execute(pauses.RESTING).fetchall())}


def known(settings: Settings, name: str) -> None:
    """Raises UNKNOWN_SCHEDULE."""
    delivered = DeliveryPlaces(settings.deliveries, load(connectors.discover())).now()
    names = [*declared(settings), *map(pauses.of_delivery, delivered), *upkeep.PAUSABLE]
    if name not in names:
        raise Refusal("UNKNOWN_SCHEDULE", value=name, codes=", ".join(names))


def rest(pause: Pause) -> str:
    """Since when it rests, by whom and why, as part of a line."""
    return f"paused {told(pause.paused_at)} by {pause.paused_by}: {pause.reason}"


def paused(pause: Pause) -> Refusal:
    """That it is paused, by whom and why."""
    at = told(pause.paused_at)
    return Refusal("SCHEDULE_PAUSED", value=pause.schedule, name=pause.paused_by, at=at, detail=pause.reason)


def told(moment: datetime | None) -> str:
    """A moment as an operator reads it."""
    return f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}" if moment else "–"
