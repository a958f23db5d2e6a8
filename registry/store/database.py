"""The database: one metadata for all tables, a pool for each role, one round trip for a question."""

import asyncio
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Self, TypeVar

import psycopg
import uuid_utils.compat
from psycopg.pq import TransactionStatus
from sqlalchemy import MetaData

from registry.store import acting
from registry.store.connection import Connection, Question
from registry.store.group_commit import LATER, Flush
from registry.store.outages import went
from registry.store.pool import Pool
from registry.store.turns import NOBODY, Claim, Turns

Result = TypeVar("Result")

# Named by convention, so that a migration can drop what another one made.
metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pkey",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ck": "%(table_name)s_%(constraint_name)s_check",
        "ix": "%(table_name)s_%(column_0_N_name)s_idx",
    }
)

WALKED = {"enable_bitmapscan": "off", "enable_seqscan": "off", "enable_hashjoin": "off", "enable_mergejoin": "off"}
"""The settings under which pages are asked: each is walked in the order of its index, and what belongs to a row is
found by index, row by row. Otherwise PostgreSQL gathers and sorts a programme where it expects a handful of targets, or
joins whole tables where it expects as many."""

BY_INDEX = {"enable_seqscan": "off", "enable_mergejoin": "off"}
"""The settings under which acts ask: what belongs to a household or to a batch is found by index, and no table read
whole because it is thought to be small. Lists of a batch are still joined by hashes, which row by row would be slow."""


OWN = 12
"""Connections for what the hub does by itself: seven kinds of upkeep, two jobs, each of which may read a file
meanwhile, and to say whether it is ready."""
AT_WORK = 4
"""Connections that the requests of one client hold at a time."""


CLOSING = 2.0
"""Seconds that a pool waits for what it is about, when it closes: a server that is silent would keep it for ever."""
ONCE_MORE = 2
"""How often a read is asked again: its connection may be lost under it, and then the one that flushes."""


def new_id() -> uuid.UUID:
    """A UUIDv7: ids made one after the other lie side by side in the index."""
    return uuid_utils.compat.uuid7()


@dataclass(frozen=True)
class Addresses:
    """Where each role connects, as URLs of the same database, and where `app` reads from its standby."""

    app: str
    vault: str
    auth: str
    standby: str | None = None


@dataclass(frozen=True)
class Parts:
    """Of what a database is made: pools, the turns at them, and the wait for the disk; others say what they do."""

    pool: Callable[..., Pool] = Pool
    turns: Callable[[int, int], Turns] = Turns
    flush: Callable[[Pool], Flush] = Flush


PLAIN = Parts()


class Database:
    """The pools of one database; every setting is transaction-local, so a connection needs no reset."""

    def __init__(
        self, addresses: Addresses, connections: int = 8, at_work: int = AT_WORK, parts: Parts = PLAIN
    ) -> None:
        self.app = parts.pool(addresses.app, connections)
        self.own = parts.pool(addresses.app, OWN, least=0)
        self.turns = parts.turns(connections, at_work)
        self.vault = parts.pool(addresses.vault, 2)
        self.vault_turns = parts.turns(2, 1)
        self._flushing = Pool(addresses.app, 1)
        self.flush = parts.flush(self._flushing)
        self._pools = (self.app, self.own, self.vault, self._flushing)

    async def __aenter__(self) -> Self:
        try:
            for pool in self._pools:
                await pool.open(wait=True, timeout=10)
        except BaseException:
            await self._close()
            raise
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._close()

    async def _close(self) -> None:
        await self.flush.close()
        await asyncio.gather(*(pool.close(CLOSING) for pool in self._pools))

    async def ask(
        self,
        settings: Mapping[str, str],
        statement: str,
        params: Sequence[object],
        prepare: bool,
        writes: bool,
        claim: Claim = NOBODY,
    ) -> bytes | None:
        """Ask one statement, under these settings, in one round trip on any connection of the application's role.

        What it `writes` is on the disk when the answer comes; the connection has not waited for that. A connection
        that was lost meanwhile is no reason to refuse: it is asked again. Raises TOO_MANY_AT_ONCE.
        """

        async def once() -> bytes | None:
            began = time.monotonic()
            async with self.connection(claim) as connection:
                answer = await ask(connection, {**settings, **LATER}, statement, params, prepare)
            if writes:
                await self.flush.reached(began)
            return answer

        for _ in range(ONCE_MORE):
            try:
                return await once()
            except psycopg.OperationalError as error:
                # It may have been answered and its row of the log written; then there are two rows of one look.
                if not went(error):
                    raise
        return await once()

    def connection(self, claim: Claim) -> "Lent":
        """A connection for a request, once it is its turn; raises TOO_MANY_AT_ONCE."""
        return Lent(self.app, self.turns, claim)

    @asynccontextmanager
    async def transaction(
        self, *, ranges: str = "", department: str = "", actor: uuid.UUID | None = None, claim: Claim = NOBODY
    ) -> AsyncIterator[Connection]:
        """Act as a department on the divisions in `ranges` (an int8multirange); by default it sees no row.

        `actor` is who acts (`registry.journal.actors`); nobody, where the hub acts by itself.

        Raises TOO_MANY_AT_ONCE.
        """
        settings = _acting(ranges, department, actor)
        async with self.turns.turn(claim), _transaction(self.app, {**settings, **BY_INDEX}) as connection:
            yield connection

    @asynccontextmanager
    async def own_transaction(
        self, *, ranges: str, department: str, actor: uuid.UUID | None = None, acts: bool = False
    ) -> AsyncIterator[Connection]:
        """The same for the hub's own work, on connections that no client's request takes.

        What `acts` there asks under the settings under which requests do.
        """
        settings = _acting(ranges, department, actor)
        async with _transaction(self.own, {**settings, **(BY_INDEX if acts else {})}) as connection:
            yield connection


class Lent:
    """A connection as a block: every question takes one, and two generators would cost it thrice as much."""

    __slots__ = ("_claim", "_connection", "_pool", "_turns")

    def __init__(self, pool: Pool, turns: Turns, claim: Claim) -> None:
        self._pool, self._turns, self._claim = pool, turns, claim

    async def __aenter__(self) -> Connection:
        await self._turns.begin(self._claim)
        try:
            self._connection = await self._pool.getconn()
        except BaseException:
            self._turns.end(self._claim)
            raise
        return self._connection

    async def __aexit__(self, *_: object) -> None:
        try:
            await self._pool.putconn(self._connection)
        finally:
            self._turns.end(self._claim)


def _acting(ranges: str, department: str, actor: uuid.UUID | None) -> dict[str, str]:
    return {"hub.ranges": ranges, "hub.department": department, **acting.setting(actor)}


@asynccontextmanager
async def _transaction(pool: Pool, settings: Mapping[str, str]) -> AsyncIterator[Connection]:
    async with pool.connection() as connection:  # commits, or rolls back, when the block ends
        await connection.together([Question("BEGIN", prepare=False), _setting(settings)])
        yield connection
        if connection.info.transaction_status == TransactionStatus.INERROR:
            raise psycopg.errors.InFailedSqlTransaction("a statement failed, so nothing can be committed")


async def ask(
    connection: Connection,
    settings: Mapping[str, str],
    statement: str,
    params: Sequence[object] = (),
    prepare: bool = True,
) -> bytes | None:
    """Ask one statement, under these settings, in one round trip; its one text column comes back unparsed."""
    row = await ask_row(connection, settings, statement, params, prepare)
    return row[0] if row else None


async def ask_row(
    connection: Connection,
    settings: Mapping[str, str],
    statement: str,
    params: Sequence[object] = (),
    prepare: bool = True,
) -> list[bytes | None]:
    """Ask one statement of several columns: its first row unparsed, empty where there is none."""
    questions = [_setting(settings)] if settings else []
    answer = (await connection.together([*questions, Question(statement, params, prepare)]))[-1]
    return [answer.get_value(0, n) for n in range(answer.nfields)] if answer.ntuples else []


async def retrying(act: Callable[[], Awaitable[Result]]) -> Result:
    """Do `act`, a whole transaction, again if it lost to another one."""
    try:
        return await act()
    except (
        psycopg.errors.DeadlockDetected,
        psycopg.errors.LockNotAvailable,
        # Two brought the same new thing at once; the second time it is found, and answered as a repetition.
        psycopg.errors.UniqueViolation,
        psycopg.errors.ExclusionViolation,
    ):
        return await act()


def _setting(settings: Mapping[str, str]) -> Question:
    return Question(_set(tuple(settings)), list(settings.values()))


@lru_cache
def _set(names: Sequence[str]) -> str:
    """The statement that sets what is named so by us, in their order, for its transaction."""
    calls = (f"set_config('{name}', ${n}, true)" for n, name in enumerate(names, 1))
    return f"SELECT {', '.join(calls)}"
