"""The whole province: how the hub's own work reaches every household."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass

import psycopg

from policy.spine import registrar
from registry.reference.divisions import Divisions
from registry.store.connection import Connection
from registry.store.database import Addresses, Database
from registry.targets.sweep import EVERYWHERE, Connect


@dataclass(frozen=True)
class Province:
    """The divisions, and transactions that see all of them."""

    divisions: Divisions
    connect: Connect

    async def households(self, within: range = EVERYWHERE) -> int:
        """How many households there are, at these positions."""
        async with self.connect() as connection:
            answer = await connection.execute(HOUSEHOLDS, [within.start, within.stop])
            ((households,),) = await answer.fetchall()
        return int(households)


HOUSEHOLDS = "SELECT count(*) FROM households WHERE position >= 0 AND $1 <= position AND position < $2"


def everywhere(database: Database, ranges: str) -> Connect:
    """Transactions that see the whole province, for what keeps the derived rows true."""

    @contextlib.asynccontextmanager
    async def connect() -> AsyncIterator[Connection]:
        async with database.own_transaction(ranges=ranges, department=registrar()) as connection:
            yield connection

    return connect


@contextlib.asynccontextmanager
async def province(addresses: Addresses) -> AsyncIterator[Province]:
    """The province of a database, for a command that works through it with one connection."""
    with psycopg.connect(addresses.app) as connection:
        divisions = Divisions.read(connection)
    async with Database(addresses, 1) as database:
        yield Province(divisions, everywhere(database, divisions.whole))
