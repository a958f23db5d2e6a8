"""The work of fetching a source: what its place holds is kept file by file, each handed to a job of its own."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Generator, Iterator
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg

from auth.grants import Grant
from connectors.ingest.items_act import ItemsAct
from connectors.ingest.kept_files import NOWHERE, hand_over, keep
from connectors.sources.origin import Unit
from connectors.sources.places import Place
from policy.sources import Source
from registry.errors import Refusal, sayable
from registry.journal import jobs, source_marks, uploads
from registry.journal.import_files import PIECE
from registry.journal.imports import Import
from registry.journal.jobs import Order, Stand
from registry.journal.work import Work
from registry.redaction import cut, hidden
from registry.store.acting import ACT_AS
from registry.store.connection import Connection
from registry.store.outages import outage
from schema.requests.context import Hub

LONGEST_NAME = 200
MOST = 10
"""Files that are fetched at a time: each is a job of the client, of which only so many may wait."""


async def ask(connection: Connection, place: Place) -> None:
    """Ask for the fetching of a source; raises TOO_MANY_JOBS."""
    arguments = {"source": place.source}
    await jobs.ask(connection, Order(place.client, place.department, "FETCH", arguments, NOWHERE, ["hub:read"]))


@dataclass(frozen=True)
class Fetching:
    """Which job fetches a source from its place, by which act it is taken in, and how many MiB a file of it may be."""

    job: UUID
    place: Place
    source: Source
    act: ItemsAct
    mib: int


class FetchWork(Work):
    """One fetching: a unit of the place in each piece; a unit is put away once the hub has it."""

    price = 1

    def __init__(self, hub: Hub, fetching: Fetching, rights: Callable[[], Awaitable[Grant]]) -> None:
        self._hub, self._fetching, self._rights = hub, fetching, rights
        self._place, self._act = fetching.place, fetching.act
        self._units: Iterator[Unit] | None = None
        self._unit: Unit | None = None
        self._kept: Unit | None = None
        self._count = 0
        self._import: Import | None = None
        self._actor: UUID | None = None

    async def ready(self, stand: Stand) -> None:
        """Put away the unit before, and keep the next one; raises what the place refuses, and SOURCE_AWAY."""
        del stand  # what was fetched before is known by its mark, or put away
        try:
            await self._fetch()
        except Exception as error:
            if outage(error):  # the hub's own database
                raise
            code = error.code if isinstance(error, Refusal) else "SOURCE_AWAY"
            async with self._transaction() as connection:
                await source_marks.failed(connection, self._place.department, self._place.source, code)
            if isinstance(error, Refusal):
                raise
            raise Refusal("SOURCE_AWAY", name=self._place.name, detail=type(error).__name__) from error

    async def size(self, connection: Connection) -> int:
        """Not known before it is done."""
        del connection
        return 0

    async def step(self, connection: Connection, stand: Stand) -> Stand:
        """Hand over the file that is kept, and write down up to where the source was fetched."""
        place, unit = self._place, self._unit
        if unit is None:
            mark = (await source_marks.marks(connection)).get(place.source)
            await source_marks.fetched(connection, place.department, place.source, mark.mark if mark else "", None)
            if self._count > MOST:  # behind the imports of this one, in its client's turn
                await ask(connection, place)
            return Stand(stand.done, None, {})
        id = None
        if one := self._import:
            # The file is its client's: nobody asked for it but the schedule.
            await connection.execute(ACT_AS, [str(self._actor or "")])
            known = await hand_over(connection, one)
            id = known.id if known else one.id
        await source_marks.fetched(connection, place.department, place.source, unit.mark, id)
        self._kept = unit
        return Stand(stand.done + 1, [stand.done + 1], {})

    def result(self, stand: Stand) -> dict[str, Any]:
        """How many files were fetched."""
        return {"files": stand.done}

    async def _fetch(self) -> None:
        grant = await self._rights()
        self._act.permit(grant)
        self._actor = grant.actor_id
        origin = self._place.origin
        if self._kept is not None:
            await asyncio.to_thread(origin.put_away, self._kept)
        if self._units is None:
            async with self._transaction() as connection:
                mark = (await source_marks.marks(connection)).get(self._place.source)
            self._units = await asyncio.to_thread(origin.units, mark.mark if mark else "")
        more = self._count < MOST
        self._unit = await asyncio.to_thread(next, self._units, None) if more else None
        self._count += 1
        self._import = None if self._unit is None else await self._keep(self._unit)

    async def _keep(self, unit: Unit) -> Import | None:
        """The unit's file, kept; nothing where it holds nothing."""
        place, scopes = self._place, sorted({"hub:read", self._act.scope})
        one = Import(
            department=place.department,
            client=place.client,
            source=place.source,
            act=self._fetching.source.act,
            scope=self._act.scope,
            scopes=scopes,
            name=hidden(cut(sayable(unit.name), LONGEST_NAME)) or "file",
            check_only=False,
            digest=b"",
            bytes=0,
        )
        pieces = _pieces(place.origin.content(unit), f"{place.name} ({one.name})", self._fetching.mib)
        try:
            return await keep(self._transaction, self._hub.vault, one, pieces, self._fetching.job)
        except Exception as error:
            await self._drop(one)
            if isinstance(error, Refusal) and error.code == "FILE_EMPTY":
                return None
            raise

    async def _drop(self, one: Import) -> None:
        """Keep nothing of it; what cannot be taken out now is forgotten when the job has ended."""
        with suppress(psycopg.Error, Refusal):
            async with self._transaction() as connection:
                await uploads.drop(connection, one.id)

    def _transaction(self) -> AbstractAsyncContextManager[Connection]:
        return self._hub.database.own_transaction(ranges="", department=self._place.department)


async def _pieces(content: Generator[bytes], name: str, mib: int) -> AsyncIterator[bytes]:
    """What a place gives, read beside the loop, in pieces of PIECE bytes; raises SOURCE_TOO_LARGE."""
    held, size = bytearray(), 0
    try:
        while (more := await asyncio.to_thread(next, content, None)) is not None:
            held += more
            size += len(more)
            if size > mib << 20:
                raise Refusal("SOURCE_TOO_LARGE", name=name, most=mib)
            while len(held) >= PIECE:
                yield bytes(held[:PIECE])
                del held[:PIECE]
        if held:
            yield bytes(held)
    finally:
        await asyncio.to_thread(content.close)  # one that is left half read holds a connection
