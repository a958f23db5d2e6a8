"""The work of a delivery: a list asked page by page as its client may ask it now, each page written before the next."""

import asyncio
import datetime
import hashlib
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from typing import Any, NamedTuple, Protocol

import orjson

from auth.grants import Grant
from connectors.deliver.delivered_list import DeliveredList
from connectors.deliver.delivery_places import DeliveryPlace
from registry.errors import Refusal
from registry.journal import delivery_marks, jobs
from registry.journal.jobs import Order, Stand, Taken
from registry.journal.work import Work
from registry.reference.calendar import ZONE
from registry.store.connection import Connection
from registry.store.outages import outage
from schema.requests.context import Hub

NOWHERE = "{}"
"""The ranges of its job: its pages are held to those that the client has when they are asked."""
MOST = 200
"""Rows of a page, where its cost allows so many."""
SECOND = datetime.timedelta(seconds=1)
OVER_AGAIN = ("CURSOR_BEFORE_RESTORE", "BAD_CURSOR")
"""What is said of a mark from which the list cannot go on: then all of it is delivered."""


class Asking(Protocol):
    """The graph as one client may ask it."""

    async def grant(self) -> Grant:
        """What the client may do now; raises CLIENT_DISABLED."""

    async def cost(self, document: str, variables: Mapping[str, Any]) -> int:
        """What it costs; raises QUERY_TOO_LARGE."""

    async def ask(self, document: str, variables: Mapping[str, Any], request: str) -> Any:
        """The data of the answer, which stands in the access log; raises Refusal."""


class Pass(NamedTuple):
    """How far a pass through the list has come."""

    cursor: str | None
    begun: str
    """The moment at which it began, which is what its rows are marked with."""
    whole: bool
    """Whether it began at the beginning, so that what it does not find is gone."""
    read: bool
    """Whether all pages are written."""
    under: str = ""
    """Under what it began: what its mark will hold under."""


async def ask(connection: Connection, place: DeliveryPlace, whole: bool = False) -> None:
    """Ask for a delivery, of all of the list if that is wanted; raises TOO_MANY_JOBS."""
    arguments = {"delivery": place.delivery.name, "whole": whole}
    await jobs.ask(connection, Order(place.client, place.department, "DELIVERY", arguments, NOWHERE, ["hub:read"]))


class DeliveryWork(Work):
    """One delivery. A page that is written and not written down is written again, which changes nothing."""

    price = 1
    """Of the page that comes next: it is paid for before it is asked."""

    def __init__(self, hub: Hub, job: Taken, place: DeliveryPlace, asking: Asking) -> None:
        self._hub, self._job, self._place, self._asking = hub, job, place, asking
        self._list = DeliveredList(place.delivery)
        self._size = 0
        self._next = Stand(0, [], {})

    async def ready(self, stand: Stand) -> None:
        """Write the page that has been paid for; raises what the hub or the table refuses, and DELIVERY_AWAY."""
        place = self._place
        try:
            self._next = await self._done(stand)
        except Exception as error:
            if outage(error):  # the hub's own database
                raise
            code = error.code if isinstance(error, Refusal) else "DELIVERY_AWAY"
            async with self._transaction() as connection:
                await delivery_marks.failed(connection, place.department, place.delivery.name, code)
            if isinstance(error, Refusal):
                raise
            raise Refusal("DELIVERY_AWAY", name=place.name, detail=type(error).__name__) from None

    async def size(self, connection: Connection) -> int:
        """Not known before it is done."""
        del connection
        return 0

    async def step(self, connection: Connection, stand: Stand) -> Stand:
        """Write down how far it has come, and at the end from where the list goes on."""
        del stand  # the next one was made from it
        place, done = self._place, self._next
        if done.after is None:
            told = [done.found["mark"], done.done, done.found["gone"]]
            await delivery_marks.delivered(connection, place.department, place.delivery.name, *told)
        return done

    def result(self, stand: Stand) -> dict[str, Any]:
        """How many rows were written, and how many marked as gone."""
        return {"rows": stand.done, "gone": stand.found["gone"]}

    async def _done(self, stand: Stand) -> Stand:
        """The next stand: the beginning, behind one more page, what is gone marked, the end."""
        grant = await self._permitted()
        if not self._size:
            self._size, self._price = await self._affordable()
        self.price = self._price
        if not stand.after:
            await asyncio.to_thread(self._place.table.check)
            return _at(0, await self._begun(grant))
        at = Pass(*stand.after)
        if at.under != under(grant.multirange, self._place):  # the pages before were of another list
            return _at(0, await self._begun(grant, at))
        if not at.read:
            return await self._page(stand.done, at)
        self.price = 1
        moment = datetime.datetime.fromisoformat(at.begun)
        gone = await asyncio.to_thread(self._place.table.mark_gone, moment) if at.whole else 0
        return Stand(stand.done, None, {"gone": gone, "mark": self._mark(at)})

    async def _page(self, done: int, at: Pass) -> Stand:
        asked = self._list.variables(self._size, at.cursor)
        try:
            data = await self._asking.ask(self._list.document, asked, self._job.id.hex)
        except Refusal as refusal:
            if refusal.code not in OVER_AGAIN or at.cursor is None:
                raise
            return _at(0, at._replace(cursor=None, whole=True))
        page = data[self._list.field]
        rows, info = list(self._list.rows(page["nodes"])), page["pageInfo"]
        await asyncio.to_thread(self._place.table.write, rows, datetime.datetime.fromisoformat(at.begun))
        read = not info["hasNextPage"]
        return _at(done + len(rows), at._replace(cursor=info["endCursor"] or at.cursor, read=read))

    async def _permitted(self) -> Grant:
        """What the client may do now; raises DELIVERY_CLIENT for one of another department."""
        grant = await self._asking.grant()
        if grant.department != self._place.department:
            raise Refusal("DELIVERY_CLIENT", name=self._place.name, department=self._place.department)
        return grant

    async def _affordable(self) -> tuple[int, int]:
        """The size of a page that a request may cost, and what it costs."""
        size = MOST
        while True:
            try:
                return size, await self._asking.cost(self._list.document, self._list.variables(size, None))
            except Refusal as refusal:
                if refusal.code != "QUERY_TOO_LARGE" or size == 1:
                    raise
                size //= 2

    async def _begun(self, grant: Grant, broken_off: Pass | None = None) -> Pass:
        """From where it begins: behind what was delivered, where that was under the same rights and declaration.

        One that begins at the beginning drops the mark: whatever ends it, the list goes on from what it wrote itself.
        """
        place, now = self._place, under(grant.multirange, self._place)
        async with self._transaction() as connection:
            known = (await delivery_marks.marks(connection)).get(place.delivery.name)
            marked, _, cursor = (known.mark if known else "").partition(" ")
            follows = self._list.follows and marked == now and not self._job.arguments.get("whole")
            if marked and not (follows and cursor):
                await delivery_marks.forget(connection, place.delivery.name)
        begun = datetime.datetime.now(ZONE).replace(microsecond=0)  # MySQL keeps seconds
        if broken_off:  # what that one wrote within this second would not be found to be gone
            begun = max(begun, datetime.datetime.fromisoformat(broken_off.begun) + SECOND)
        return Pass(cursor if follows and cursor else None, begun.isoformat(), not (follows and cursor), False, now)

    def _mark(self, at: Pass) -> str:
        return f"{at.under} {at.cursor or ''}" if self._list.follows else ""

    def _transaction(self) -> AbstractAsyncContextManager[Connection]:
        return self._hub.database.own_transaction(ranges="", department=self._place.department)


def under(ranges: str, place: DeliveryPlace) -> str:
    """What a pass and its mark hold under: other divisions or other columns are another list."""
    told = [ranges, DeliveredList(place.delivery).document, repr(place.delivery), place.table.name, place.table.url]
    return hashlib.sha256(orjson.dumps(told)).hexdigest()


def _at(done: int, at: Pass) -> Stand:
    return Stand(done, list(at), {})
