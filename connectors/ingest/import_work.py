"""The work of an import: its file read chunk by chunk, each taken in by the act in one transaction with its counts."""

import asyncio
import io
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Any, BinaryIO, NamedTuple, cast

from auth.grants import Grant
from connectors.ingest import row_errors
from connectors.ingest.cells import division
from connectors.ingest.items_act import ItemsAct
from connectors.ingest.joint_rows import before_the_last, joined, keys, told_apart
from connectors.ingest.mapping import Mapping as SourceMapping
from connectors.ingest.scattered_keys import ScatteredKeys
from connectors.sources.files import read_file
from connectors.sources.rows import Row
from policy.sources import JOINT
from registry.errors import Refusal
from registry.journal import import_files, imports, uploads
from registry.journal.import_errors import RowError
from registry.journal.import_files import ImportFile
from registry.journal.imports import Counts, Import
from registry.journal.jobs import Stand
from registry.journal.work import Work
from registry.store.connection import Connection
from schema.requests.context import Hub
from schema.requests.source_tally import Tally

CHUNK = 1000
"""Rows that are taken in together: what the act takes at a time."""
PATIENCE = 60
"""Seconds within which a piece of the file is read from the database."""


class Stretch(NamedTuple):
    """Rows of the file from a place on that are taken in together."""

    place: int
    rows: list[Row]
    last: bool
    """Whether nothing comes behind it."""


@dataclass
class Chunk:
    """Rows of the file from a place on, and what they come to: items by their places, errors, rows that say nothing."""

    place: int
    rows: list[Row]
    last: bool
    """Whether nothing comes behind it."""
    items: Mapping[int, dict[str, object]] = field(default_factory=dict)
    parts: Mapping[int, Sequence[int]] = field(default_factory=dict)
    """Of each item the rows that it is made of."""
    errors: list[RowError] = field(default_factory=list)
    skipped: int = 0
    inputs: list[Any] = field(default_factory=list)
    """The items as the act takes them."""

    @classmethod
    def of(cls, mapping: SourceMapping, stretch: Stretch, scattered: ScatteredKeys, today: date) -> "Chunk":
        """The rows as the mapping reads them; those that say for no day stand for today."""
        place, rows, last = stretch
        chunk = cls(place, rows, last)
        items: dict[int, dict[str, object]] = {}
        wrong: set[int] = set()
        for n, row in enumerate(rows):
            match mapping.item(row, today):
                case None:
                    chunk.skipped += 1
                case list() as errors:
                    wrong.add(n)
                    chunk.errors += row_errors.of_cells(mapping, place + n, row, errors)
                case item:
                    items[n] = item
        found = joined(mapping, rows, items, wrong, scattered)
        chunk.items, chunk.parts = found.items, found.parts
        chunk.errors += (row_errors.of_item(mapping, place + n, rows[n], refusal) for n, refusal in found.refused)
        return chunk

    def refused(self, mapping: SourceMapping, first: int, refusal: Refusal) -> Iterator[RowError]:
        """For what an item was refused, at each of its rows."""
        joint = mapping.source.act in JOINT
        for n, told in told_apart(refusal, self.parts[first], self.rows, joint):
            yield row_errors.of_item(mapping, self.place + n, self.rows[n], told)


class ImportWork(Work):
    """An import; its file is read twice: to its end before anything is written, and then row by row."""

    acts = True

    def __init__(
        self, hub: Hub, one: Import, act: ItemsAct, mapping: SourceMapping, rights: Callable[[], Awaitable[Grant]]
    ) -> None:
        self._hub, self._import, self._act, self._mapping, self._rights = hub, one, act, mapping, rights
        self.ranges = hub.divisions.whole
        """Who is reported may be registered anywhere: for what they may report is held to the grant's own ranges."""
        self._count: int | None = None
        self._scattered = ScatteredKeys()
        self._reading: Iterator[Stretch] = iter(())
        self._next = -1
        self._chunk = Chunk(0, [], last=False)
        self._ahead: tuple[int, asyncio.Future[Chunk]] | None = None
        """Where the chunk begins that is made ready beside the one at work."""

    @property
    def price(self) -> int:  # type: ignore[override] # of the chunk that is ready
        """What the chunk costs its client: as much as the same items over the graph."""
        return self._act.cost(len(self._chunk.items))

    async def ready(self, stand: Stand) -> None:
        """Read the next chunk; before the first one, the whole file, so that one that is spoiled changes nothing."""
        self._act.permit(await self._rights())
        loop = asyncio.get_running_loop()
        if self._count is None and (stand.done == 0 or self._mapping.source.act in JOINT):
            self._count = await asyncio.to_thread(self._counted, loop)
        self._chunk = await self._ready_at(loop, stand.done)
        if not self._chunk.last:
            following = self._next
            self._ahead = following, asyncio.ensure_future(asyncio.to_thread(self._read, loop, following))
            self._ahead[1].add_done_callback(_heard)

    async def _ready_at(self, loop: asyncio.AbstractEventLoop, place: int) -> Chunk:
        """The chunk that begins there: made ready while PostgreSQL did the one before it, unless it was done anew."""
        if self._ahead is not None:
            begins, reading = self._ahead
            self._ahead = None
            if begins == place:
                return await reading
            await asyncio.wait([reading])  # one thread at a time reads
        return await asyncio.to_thread(self._read, loop, place)

    async def size(self, connection: Connection) -> int:
        """How many rows it has."""
        del connection  # its file was read already
        return self._count or 0

    async def step(self, connection: Connection, stand: Stand) -> Stand:
        """Take the chunk in, with what its client may do now, and write down what became of each row."""
        del stand  # the chunk that is ready begins there
        chunk, one = self._chunk, self._import
        batch, replayed, errors, warnings = None, 0, list(chunk.errors), list[RowError]()
        if chunk.inputs:
            grant = await self._rights()
            report = await self._act.take(self._hub, grant, one, connection, chunk.inputs, chunk.place)
            batch = report.batch
            for n, outcome in zip(chunk.items, report.outcomes, strict=True):
                if isinstance(outcome, Refusal):
                    errors += chunk.refused(self._mapping, n, outcome)
                    continue
                replayed += outcome.known * len(chunk.parts[n])
                warnings += row_errors.of_warnings(self._mapping, chunk.place + n, chunk.rows[n], outcome.warnings)
        refused = len({error.place for error in errors})
        accepted = len(chunk.rows) - chunk.skipped - refused - replayed
        if chunk.rows:
            warned = len({warning.place for warning in warnings})
            counts = Counts(accepted, replayed, refused, chunk.skipped, warned)
            await imports.write_chunk(connection, one, chunk.place, batch, counts, [*errors, *warnings])
        if chunk.errors and not one.check_only:
            await self._count_unread(connection, chunk)
        if chunk.last:
            await imports.end(connection, one.id)
        done = chunk.place + len(chunk.rows)
        return Stand(done, None if chunk.last else [done], {})

    async def _count_unread(self, connection: Connection, chunk: Chunk) -> None:
        """Count for the scorecard what no act has seen, since its cells could not be read."""
        tally = Tally(self._hub, await self._rights(), self._hub.today(), self._import.source)
        codes: dict[int, set[str]] = defaultdict(set)
        for error in chunk.errors:
            codes[error.place].add(error.code)
        for place, told in codes.items():
            row = chunk.rows[place - chunk.place]
            tally.refused(told, division(row.cells.get(self._mapping.column("division", row), "")))
        await tally.write(connection)

    def result(self, stand: Stand) -> dict[str, Any]:
        """Nothing: what it has come to stands in the import."""
        del stand
        return {}

    def _counted(self, loop: asyncio.AbstractEventLoop) -> int:
        count, sheet = 0, None
        for _, rows, _ in self._stretches(self._rows(loop), 0):
            for row in rows:
                if row.sheet != sheet:  # what is wrong with its table spoils the whole file
                    self._mapping.column("", row)
                    sheet = row.sheet
            self._scattered.add(keys(self._mapping, rows))
            count += len(rows)
        self._scattered.end()
        return count

    def _read(self, loop: asyncio.AbstractEventLoop, place: int) -> Chunk:
        if self._next != place:  # the first chunk, or another worker did the ones before
            self._reading = self._stretches(islice(self._rows(loop), place, None), place)
        stretch = next(self._reading, Stretch(place, [], last=True))
        self._next = place + len(stretch.rows)
        chunk = Chunk.of(self._mapping, stretch, self._scattered, self._hub.today())
        chunk.inputs = self._act.inputs(chunk.items.values())
        return chunk

    def _stretches(self, rows: Iterator[Row], place: int) -> Iterator[Stretch]:
        """The rows behind a place as they are taken in; the same, wherever a chunk began from which it goes on."""
        left, last = list[Row](), False
        while not last:
            together = [*left, *islice(rows, CHUNK - len(left))]
            last, left = len(together) < CHUNK, []
            if not last:
                together, left = before_the_last(self._mapping, together)
            yield Stretch(place, together, last)
            place += len(together)

    def _rows(self, loop: asyncio.AbstractEventLoop) -> Iterator[Row]:
        return read_file(self._import.name, opened(self._hub, self._import, loop), self._mapping.layout)


def _heard(reading: "asyncio.Future[Chunk]") -> None:
    """Who waits for the chunk is told what went wrong; where nobody does any more, it is of no concern."""
    if not reading.cancelled():
        reading.exception()


def opened(hub: Hub, one: Import, loop: asyncio.AbstractEventLoop) -> BinaryIO:
    """The file of an import as it was handed in, for a thread beside the loop; its pieces are fetched in the loop."""

    async def piece(place: int) -> bytes:
        async with hub.database.own_transaction(ranges="", department=one.department) as connection:
            return import_files.unseal(hub.vault, one.id, place, await uploads.piece(connection, one.id, place))

    def fetch(place: int) -> bytes:
        return asyncio.run_coroutine_threadsafe(piece(place), loop).result(PATIENCE)

    return cast(BinaryIO, io.BufferedReader(ImportFile(one.bytes, fetch)))
