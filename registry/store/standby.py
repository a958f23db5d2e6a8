"""A standby: a server that follows the database, and answers what may be a moment old while it follows closely."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

import psycopg

from registry.store.database import ask_row
from registry.store.pool import Pool
from registry.store.turns import Claim, Turns

log = logging.getLogger(__name__)

EVERY = 0.5
"""Seconds between two looks at it."""
PATIENCE = 2.0
"""Seconds within which it answers a look."""


class LeftOut(Exception):
    """The standby cannot answer this now; the database itself is to be asked."""


@dataclass(frozen=True)
class Place:
    """Where in the journal (WAL) of which system a server stands."""

    system: int
    byte: int
    following: bool


class Standby:
    """The standby of one worker; left out, and taken again, by itself.

    How far it is behind is measured by what it has replayed of the journal: its own clock may lie, and one that lost
    the database still believes that it has everything.
    """

    def __init__(self, pool: Pool, database: Pool, turns: Turns, most: int) -> None:
        self._pool, self._database, self._turns, self._most = pool, database, turns, most
        self._address = str(pool.conninfo)
        self._connection: psycopg.AsyncConnection | None = None
        self._written = deque[tuple[float, Place]]()  # how far the database had come, and when
        self._gone: asyncio.Future[None] | None = None  # of who reads from it now: whether it is still there
        self.trouble: str | None = "it has not been asked yet"
        """Why it is left out; None while it answers."""

    async def ask(
        self, settings: Mapping[str, str], statement: str, params: Sequence[object], prepare: bool, claim: Claim
    ) -> list[bytes | None]:
        """Ask one statement that only reads: its first row unparsed. Raises LeftOut and TOO_MANY_AT_ONCE."""
        if self.trouble is not None or self._gone is None:
            raise LeftOut
        reading = asyncio.create_task(self._read(settings, statement, params, prepare, claim))
        reading.add_done_callback(lambda task: task.cancelled() or task.exception())
        try:
            both: set[asyncio.Future[Any]] = {reading, self._gone}
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            if not reading.done():
                raise LeftOut
            return reading.result()
        except psycopg.errors.QueryCanceled:  # it took too long, as it would at the database
            raise
        except psycopg.Error as error:  # also what was taken from it by what it replayed
            log.info("the standby did not answer (%s), so the database is asked", type(error).__name__)
            raise LeftOut from error
        finally:
            reading.cancel()

    async def _read(
        self, settings: Mapping[str, str], statement: str, params: Sequence[object], prepare: bool, claim: Claim
    ) -> list[bytes | None]:
        async with self._turns.turn(claim), self._pool.connection() as connection:
            return await ask_row(connection, settings, statement, params, prepare)

    async def keep(self) -> None:
        """Watch it as long as the worker answers; ends by being cancelled."""
        await self._pool.open()
        try:
            while True:
                await self._look()
                await asyncio.sleep(EVERY)
        finally:
            await self._close()
            await self._pool.close()

    async def _look(self) -> None:
        looking = asyncio.create_task(self._seen())
        try:
            await asyncio.wait({looking}, timeout=PATIENCE)
            if not looking.done():  # those who read are told before what hangs is cleared away
                self._judge(None, "it does not answer")
                looking.cancel()
                await asyncio.wait({looking})
                await self._close()
                return
            self._judge(looking.result(), "")
        except (psycopg.Error, OSError) as error:
            self._judge(None, "it cannot be reached")
            log.debug("the standby: %s", error)
            await self._close()
        finally:
            looking.cancel()

    async def _seen(self) -> Place:
        with suppress(psycopg.Error):  # while the database is away nothing newer is known of it
            began = time.monotonic()
            async with self._database.connection(timeout=PATIENCE / 2) as connection:
                self._note(began, await _place(connection, WRITTEN))
        if self._connection is None:
            self._connection = await psycopg.AsyncConnection.connect(self._address, autocommit=True)
        return await _place(self._connection, REPLAYED)

    def _note(self, began: float, place: Place) -> None:
        last = self._written[-1][1] if self._written else place
        if last.system != place.system or last.byte > place.byte:  # another server is the database now
            self._written.clear()
        self._written.append((began, place))

    def _judge(self, place: Place | None, away: str) -> None:
        before, self.trouble = self.trouble, away if place is None else self._behind(place)
        if place is None and self._gone is not None and not self._gone.done():
            self._gone.set_result(None)
        if self.trouble is None and (self._gone is None or self._gone.done()):
            self._gone = asyncio.get_running_loop().create_future()
        if self.trouble == before:
            return
        if self.trouble is None:
            log.info("the standby answers exports and long questions (备库已启用)")
        else:
            log.warning("the standby is left out: %s (备库暂不使用)", self.trouble)

    def _behind(self, place: Place) -> str | None:
        if not place.following:
            return "it is no standby"
        if not self._written:
            return "the database does not say how far it has come"
        if self._written[0][1].system != place.system:
            return "it follows another database"
        # The first that is kept is the last that it has reached.
        while len(self._written) > 1 and (
            self._written[1][1].byte <= place.byte or self._written[0][0] < time.monotonic() - 2 * self._most
        ):
            self._written.popleft()
        since, reached = self._written[0]
        if reached.byte > place.byte or time.monotonic() - since > self._most:
            return f"it is more than {self._most} s behind"
        return None

    async def _close(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            await connection.close()


async def _place(connection: psycopg.AsyncConnection, statement: str) -> Place:
    row = await (await connection.execute(statement)).fetchone()
    if row is None:
        raise psycopg.OperationalError("no answer")
    return Place(*row)


WRITTEN = """SELECT system_identifier, (pg_current_wal_flush_lsn() - '0/0'::pg_lsn)::bigint, pg_is_in_recovery()
FROM pg_control_system()"""

REPLAYED = """SELECT system_identifier, coalesce(pg_last_wal_replay_lsn() - '0/0'::pg_lsn, 0)::bigint,
pg_is_in_recovery() FROM pg_control_system()"""
