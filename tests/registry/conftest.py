"""A small province, and the acts of the registry as the schema's mutations perform them."""

import datetime

import psycopg
import pytest

from connectors import discover
from policy.catalogue import Catalogue, load
from registry.identity.keys import KeyRing
from registry.identity.suites import AES, Key
from registry.identity.vault import Vault
from registry.store.database import Database
from registry.targets.maintenance import Maintenance
from tests.conftest import Copy
from tests.registry.province import Province, found

DAY = datetime.date(2024, 3, 15)


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load(discover())


@pytest.fixture(scope="session")
def maintenance(catalogue: Catalogue) -> Maintenance:
    return Maintenance.of(catalogue)


@pytest.fixture(scope="session")
def vault() -> Vault:
    return Vault(KeyRing({1: Key(b"d" * 32, AES)}, 1, (Key(b"i" * 32, AES),)))


@pytest.fixture
async def province(
    database: Database,
    copy: Copy,
    catalogue: Catalogue,
    maintenance: Maintenance,
    vault: Vault,
) -> Province:
    """The province on 15 March 2024, with two counties and the catalogue's parameters."""
    with psycopg.connect(copy.owner, autocommit=True) as connection:
        found(connection, catalogue)
    return Province(database, catalogue, maintenance, vault, DAY)
