"""One throw-away PostgreSQL for the whole run, and a fresh database for each test that asks for one."""

import itertools
import shutil
import tempfile
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
import pytest

import connectors
from connectors import discover
from hub import migrations
from hub.postgres import Server
from hub.roles import addresses, ensure_roles
from policy.catalogue import Catalogue, load
from registry.database import Addresses, Database
from registry.roles import Roles
from registry.tables import declared

TEMPLATE = "aidhub_template"
FOLDERS = Path(next(iter(connectors.__path__)))
# The departments that the document names: what tests tell of its programmes by number is told of theirs.
OF_THE_DOCUMENT = (
    "civil_affairs",
    "disabled_federation",
    "education_aid",
    "emergency_management",
    "finance",
    "health",
    "housing",
    "human_resources",
    "medical_insurance",
    "rural_revitalization",
)


@dataclass(frozen=True)
class Copy:
    """A fresh copy of the migrated database: its owner's URL and those of its roles."""

    owner: str
    addresses: Addresses


def of_the_document() -> Catalogue:
    """The catalogue without departments that have been added since."""
    return load(FOLDERS / code for code in OF_THE_DOCUMENT)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="aidhub tests "))
    folder.chmod(0o755)  # as root, the server runs under another account
    server = Server(folder / "var", options={"fsync": "off", "max_connections": "200"})
    server.start()
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def new_database(postgres: Server) -> Callable[[str], str]:
    """Makes a database from a template, with a name of its own."""
    numbers = itertools.count(1)

    def new(template: str = "template1") -> str:
        name = f"test_{next(numbers)}"
        with psycopg.connect(postgres.owner_url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    return new


@pytest.fixture(scope="session")
def template(postgres: Server) -> Roles:
    """The database that every `database` is a copy of: all tables, with their guards."""
    postgres.create(TEMPLATE)
    roles = Roles.of(TEMPLATE)
    ensure_roles(postgres.owner_url(TEMPLATE), postgres.secrets)
    catalogue = load(discover())
    migrations.upgrade(postgres.owner_url(TEMPLATE), FOLDERS, declared(catalogue), roles)
    return roles


@pytest.fixture
def empty_database(postgres: Server, new_database: Callable[..., str]) -> str:
    """The owner's URL of a database without any table."""
    return postgres.owner_url(new_database())


@pytest.fixture
def copy(postgres: Server, template: Roles, new_database: Callable[..., str]) -> Copy:
    owner = postgres.owner_url(new_database(TEMPLATE))
    return Copy(owner, addresses(owner, template, postgres.secrets))


@pytest.fixture
async def database(copy: Copy) -> AsyncIterator[Database]:
    """A database with all tables and no rows, as the application uses it."""
    async with Database(copy.addresses) as database:
        yield database


@pytest.fixture
async def owner(copy: Copy) -> AsyncIterator[psycopg.AsyncConnection]:
    """The owner of that database, whom no guard binds: for what the application may not do itself."""
    async with await psycopg.AsyncConnection.connect(copy.owner, autocommit=True) as connection:
        yield connection
