"""Loading: invented households enter the register as real ones would, by COPY, a transaction for each chunk.

The identities, the vault, the facts of each department, the records and the chain are written, then the targets are
computed by the same statements that keep them, and most of whom these find are given help.
"""

import asyncio
import datetime
from collections import defaultdict
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from hub.population.decisions import Decisions
from hub.population.divisions import villages
from hub.population.entries import Chunk, Entries
from hub.population.grants import Grants, Target
from hub.population.households import Help, Household
from hub.population.ledger import Ledger, Order
from hub.population.local_choices import choose
from hub.population.population import population
from hub.population.shares import Shares
from hub.population.worked_cases import worked_cases
from policy.catalogue import Catalogue
from registry.errors import Refusal
from registry.identity.identities import ID_CARD
from registry.identity.vault import Vault
from registry.monitoring.cross_check import CrossCheck
from registry.monitoring.published_figures import publish
from registry.people.facts import fact_table_name
from registry.store.arrays import array
from registry.store.connection import Connection
from registry.tables import declared
from registry.targets.counts import fold
from registry.targets.maintenance import Maintenance

CHUNK = 1000
# The planner knows nothing of tables that were empty a moment ago: a small chunk first, then it looks at them.
FIRST_CHUNK = 100
ANALYZED = frozenset(FIRST_CHUNK + CHUNK * chunks for chunks in (0, 2, 20, 200))
# A plan made for any number of households is many times slower for a thousand; compiling one costs more than it saves.
SETTINGS = """SELECT set_config('plan_cache_mode', 'force_custom_plan', true), set_config('jit', 'off', true)"""
# Looking up every reference takes longer than writing the rows. Where it may be left out, it is: they are made to fit.
UNCHECKED = """SELECT set_config('session_replication_role', 'replica', true)
FROM pg_roles WHERE rolname = current_user AND rolsuper"""


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

    The connection is the owner's, without a transaction open. Divisions, catalogue and parameters are there; what some
    cities choose (三（五）) is set before the first household, and later left as its operators have it. Raises
    OTHER_INVENTION, OTHER_POPULATION and POPULATION_LOADING.
    """
    async with connection.transaction(), _unforced(connection, catalogue):
        ledger = await Ledger.open(connection, catalogue, order, today)
        places = await villages(connection, today)
        if not ledger.persons:
            await choose(connection, catalogue, today)
    everyone = chain(
        worked_cases(places, catalogue, ledger.begun_on),
        population(order.persons, order.seed, places, catalogue, ledger.begun_on),
    )
    last, rest = await asyncio.to_thread(_after, everyone, ledger.persons)
    if last and rest:
        async with connection.transaction(), _unforced(connection, catalogue):
            await _same_people(connection, vault, last)
    chunks = _entered(_chunks(rest), Entries(catalogue, vault, ledger.batches))
    shares = Shares.read()
    writing = Writing(
        Maintenance.of(catalogue),
        Entries(catalogue, vault, ledger.batches),
        Grants(catalogue, shares, order.seed, ledger.begun_on),
        Decisions(CrossCheck.of(catalogue), shares, order.seed, today),
        today,
    )
    loaded = Loaded()
    async with aclosing(_ahead(chunks)) as entered:
        async for chunk in entered:
            async with connection.transaction(), _unforced(connection, catalogue):
                rows = await writing.write(connection, chunk)
                await ledger.count(connection, chunk.persons)
            loaded = Loaded(loaded.households + len(chunk.ids), loaded.persons + chunk.persons, loaded.rows + rows)
            if loaded.households in ANALYZED:
                await connection.execute("ANALYZE")
            progress(ledger.persons)
    async with connection.transaction(), _unforced(connection, catalogue):
        await fold(connection)
        await publish(connection, today, whole=True)
        for department in catalogue.departments.values():
            for entity in department.cycles:
                table = fact_table_name(department.code, entity)
                await connection.execute(
                    f"{LOADED} FROM {table} HAVING count(*) > 0 ON CONFLICT DO NOTHING",
                    [department.code, entity, today],
                )
    return loaded


LOADED = """INSERT INTO data_sets (department, entity, received_on, as_of)
SELECT $1::text, $2::text, $3::date, max(as_of)"""


@dataclass(frozen=True)
class Writing:
    """What it takes to write a chunk: its rows, the help of most who are targets by them, what is made of warnings."""

    maintenance: Maintenance
    entries: Entries
    grants: Grants
    decisions: Decisions
    today: datetime.date

    async def write(self, connection: Connection, chunk: Chunk) -> int:
        """Write a chunk; how many rows there were."""
        await connection.execute(SETTINGS)
        await connection.execute(UNCHECKED)
        sent = await chunk.rows.send(connection)
        # Nobody else can see these households yet, so there is nobody to lock out.
        await self.maintenance.recompute(connection, chunk.ids, self.today)
        helped = self.entries.given(chunk, await self._granted(connection, chunk))
        sent += await helped.send(connection)
        await self.maintenance.follow_help(connection, chunk.ids, self.today)
        await self.decisions.decide(connection, chunk)
        return sent

    async def _granted(self, connection: Connection, chunk: Chunk) -> Mapping[UUID, Sequence[Help]]:
        places = {who.person: n for members in chunk.members for n, who in enumerate(members)}
        targets = defaultdict[UUID, list[Target]](list)
        rows = await connection.execute(TARGETS, [array(chunk.ids)])
        for number, household, person in await rows.fetchall():
            targets[household].append(Target(number, places.get(person)))
        drawn = (one for one in zip(chunk.ids, chunk.households, strict=True) if not one[1].told)
        return {id: tuple(self.grants.of(household, targets[id])) for id, household in drawn}


TARGETS = """SELECT p.number, t.household_id, t.person_id FROM targets t JOIN programmes p ON p.code = t.programme
WHERE t.household_id = ANY($1) AND t.until IS NULL AND t.certainty = 'MET'"""


def _entered(chunks: Iterable[Sequence[Household]], entries: Entries) -> Iterator[Chunk]:
    for chunk in chunks:
        yield entries.add(chunk)


async def _ahead(chunks: Iterator[Chunk]) -> AsyncGenerator[Chunk, None]:
    """The next chunk is made in another thread while the database works on this one."""
    following = asyncio.create_task(asyncio.to_thread(next, chunks, None))
    try:
        while (chunk := await following) is not None:
            following = asyncio.create_task(asyncio.to_thread(next, chunks, None))
            yield chunk
    finally:
        following.cancel()


def _after(households: Iterator[Household], persons: int) -> tuple[Household | None, Iterable[Household]]:
    """The last of the first so many persons, which are loaded already, and those that come after, empty if nobody."""
    last = None
    for household in households:
        if persons <= 0:
            return last, chain([household], households)
        last, persons = household, persons - len(household.members)
    return last, ()


async def _same_people(connection: Connection, vault: Vault, last: Household) -> None:
    """Whether this version invents whom it finds; else the rest would bear numbers that are given. Raises
    OTHER_INVENTION."""
    head = next((member for member in last.members if not member.provisional), None)
    if head is None:
        return
    (index,) = vault.blind_indexes(ID_CARD, [head.number])
    if not await (await connection.execute(FOUND, [last.number, index])).fetchone():
        raise Refusal("OTHER_INVENTION", value=last.number)


FOUND = """SELECT true FROM households h JOIN memberships m ON m.household_id = h.id
  JOIN persons p ON p.id = m.person_id JOIN identities i ON i.id = p.identity_id
WHERE h.number = $1 AND i.index = $2 LIMIT 1"""


def _chunks(households: Iterable[Household]) -> Iterator[list[Household]]:
    chunk: list[Household] = []
    size = FIRST_CHUNK
    for household in households:
        chunk.append(household)
        if len(chunk) == size:
            yield chunk
            chunk, size = [], CHUNK
    if chunk:
        yield chunk


@asynccontextmanager
async def _unforced(connection: Connection, catalogue: Catalogue) -> AsyncIterator[None]:
    """Row level security binds an owner who is no superuser: no row is seen, and COPY is refused.

    It is lifted from the owner within the transaction, so that nobody ever sees a table without it.
    """
    row = await (await connection.execute("SELECT row_security_active('households')")).fetchone()
    tables = [table.name for table in declared(catalogue).sorted_tables] if row == (True,) else []
    for table in tables:
        await connection.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
    yield
    for table in tables:
        await connection.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')
