"""The province with its real divisions, and what is invented in it."""

import datetime
from collections.abc import AsyncIterator

import psycopg
import pytest

from hub.population.divisions import load_divisions, villages
from hub.population.households import Household
from hub.population.places import Village
from hub.population.population import population
from policy.catalogue import Catalogue
from registry.identity.keys import KeyRing
from registry.identity.suites import AES, Key
from registry.identity.vault import Vault
from registry.reference import catalogue_sync
from registry.store.connection import Connection
from tests.conftest import Copy, of_the_document

DAY = datetime.date(2024, 3, 15)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return of_the_document()


@pytest.fixture(scope="session")
def vault() -> Vault:
    return Vault(KeyRing({1: Key(b"d" * 32, AES)}, 1, (Key(b"i" * 32, AES),)))


@pytest.fixture(scope="session")
def everywhere() -> list[Village]:
    """Forty counties of thirty villages, a third of them urban."""
    return [
        Village(
            f"62{county:04}{n:06}",
            f"示例{'社区' if n % 3 == 0 else '村'}",
            county * 10**6 + n,
            f"62{county:04}000000",
            0,
        )
        for county in range(101, 141)
        for n in range(30)
    ]


@pytest.fixture(scope="session")
def invented(catalogue: Catalogue, everywhere: list[Village]) -> list[Household]:
    return list(population(12_000, 1, everywhere, catalogue, DAY))


@pytest.fixture
async def province(copy: Copy, catalogue: Catalogue) -> AsyncIterator[Connection]:
    """The owner's connection to a database that has everything but households."""
    with psycopg.connect(copy.owner, autocommit=True) as connection:
        load_divisions(connection)
        catalogue_sync.mirror(connection, catalogue)
        catalogue_sync.start_parameters(connection, catalogue, "620000000000")
    async with await Connection.connect(
        copy.owner, autocommit=True, cursor_factory=psycopg.AsyncRawCursor
    ) as connected:
        yield connected


@pytest.fixture
async def places(province: Connection) -> list[Village]:
    return await villages(province, DAY)
