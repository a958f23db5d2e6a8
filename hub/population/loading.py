"""Loading: invented households enter the register as real ones would, by COPY, a transaction for each chunk.

The identities, the vault, the facts of each department, the records and the chain are written, then the targets are
computed by the same statements that keep them.
"""

import datetime
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from hub.population.divisions import villages
from hub.population.entries import Entries
from hub.population.households import Household
from hub.population.ledger import Ledger, Order
from hub.population.population import population
from hub.population.worked_cases import worked_cases
from policy.catalogue import Catalogue
from registry.connection import Connection
from registry.tables import declared
from registry.targets import Maintenance
from registry.vault import Vault

CHUNK = 1000


@dataclass(frozen=True)
class Loaded:
    """What one run of the load has added."""

    households: int = 0
    persons: int = 0
    rows: int = 0


async def load(
    connection: Connection,
    order: Order,
    vault: Vault,
    catalogue: Catalogue,
    today: datetime.date,
    progress: Callable[[int], None] = lambda _: None,
) -> Loaded:
    """Load the worked cases and a population, or what of them is still missing (二（二）).

    The connection is the owner's, without a transaction open. Divisions, catalogue and parameters are there.
    """
    ledger = await Ledger.open(connection, catalogue, order, today)
    places = await villages(connection, today)
    everyone = chain(
        worked_cases(places, catalogue, ledger.begun_on),
        population(order.persons, order.seed, places, catalogue, ledger.begun_on),
    )
    entries = Entries(catalogue, vault, ledger.batches)
    maintenance = Maintenance.of(catalogue)
    loaded = Loaded()
    for number, chunk in enumerate(_chunks(_after(everyone, ledger.persons))):
        async with connection.transaction(), _unforced(connection, catalogue):
            rows = await _write(connection, entries, maintenance, chunk, today)
            persons = sum(len(household.members) for household in chunk)
            await ledger.count(connection, persons)
        loaded = Loaded(loaded.households + len(chunk), loaded.persons + persons, loaded.rows + rows)
        if number in (0, 9, 99):
            # The planner knows nothing of tables that were empty a moment ago.
            await connection.execute("ANALYZE")
        progress(ledger.persons)
    return loaded


async def _write(
    connection: Connection, entries: Entries, maintenance: Maintenance, chunk: Sequence[Household], today: datetime.date
) -> int:
    ids: list[UUID] = entries.add(chunk)
    sent = await entries.rows.send(connection)
    # Nobody else can see these households yet, so there is nobody to lock out.
    await maintenance.recompute(connection, ids, today)
    return sent


def _after(households: Iterable[Household], persons: int) -> Iterator[Household]:
    """Those that come after the first so many persons, which are loaded already."""
    for household in households:
        if persons <= 0:
            yield household
        persons -= len(household.members)


def _chunks(households: Iterable[Household]) -> Iterator[list[Household]]:
    chunk: list[Household] = []
    for household in households:
        chunk.append(household)
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


@asynccontextmanager
async def _unforced(connection: Connection, catalogue: Catalogue) -> AsyncIterator[None]:
    """COPY is refused under row level security, which binds an owner who is no superuser.

    It is lifted from the owner within the transaction, so that nobody ever sees a table without it.
    """
    row = await (await connection.execute("SELECT row_security_active('households')")).fetchone()
    tables = [table.name for table in declared(catalogue).sorted_tables] if row == (True,) else []
    for table in tables:
        await connection.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
    yield
    for table in tables:
        await connection.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
