"""A throw-away PostgreSQL for each process of the run, and a fresh database for each test that asks for one."""

import itertools
import shutil
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from xdist.scheduler import LoadScopeScheduling

import connectors
from connectors import discover
from hub.database import migrations
from hub.database.postgres import Server
from hub.database.roles import addresses, ensure_roles
from policy.catalogue import Catalogue, load
from registry.store.database import Database
from registry.store.roles import Roles
from registry.tables import declared
from tests.connectors.mariadb import mariadb
from tests.hub_running import Copy, Running, populate, served

TEMPLATE, POPULATED = "aidhub_template", "aidhub_populated"
Started = Callable[..., AbstractContextManager[Running]]
FOLDERS = Path(next(iter(connectors.__path__)))
NPM = Path(__file__).parent / "npm"
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


def of_the_document() -> Catalogue:
    """The catalogue without departments that have been added since."""
    return load(FOLDERS / code for code in OF_THE_DOCUMENT)


class FolderScheduling(LoadScopeScheduling):  # type: ignore[misc] # it has no types
    """The tests of a folder run in one process, in their order: its stories share a hub."""

    def _split_scope(self, nodeid: str) -> str:
        return nodeid.partition("::")[0].rpartition("/")[0]


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> FolderScheduling:
    return FolderScheduling(config, log)


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="session")
def node() -> str:
    program = shutil.which("node")
    if program is None:
        pytest.skip("node is not on PATH, so no program in JavaScript can be run")
    if not (NPM / "node_modules").exists():
        pytest.skip("the programs of others are not installed: npm ci --ignore-scripts --prefix tests/npm")
    return program


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
def mysql() -> Iterator[str]:
    """The address of a front-end database of MySQL's kind."""
    with mariadb() as address:
        yield address


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


@pytest.fixture(scope="session")
def populated(postgres: Server, template: Roles, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the keys of a populated database, which the database of each hub is a copy of."""
    folder, owner = tmp_path_factory.mktemp("populated"), postgres.owner_url(POPULATED)
    with psycopg.connect(postgres.owner_url("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {POPULATED} TEMPLATE {TEMPLATE}")
    populate(Copy(owner, addresses(owner, template, postgres.secrets)), folder)
    return folder


@pytest.fixture(scope="session")
def started(
    postgres: Server,
    template: Roles,
    populated: Path,
    new_database: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Started:
    """Starts a hub on a database of its own; its clients may ask for as much as stories need, unless one says less."""

    def start(**limits: Any) -> AbstractContextManager[Running]:
        owner = postgres.owner_url(new_database(POPULATED))
        folder = shutil.copytree(populated, tmp_path_factory.mktemp("hub") / "var")
        return served(Copy(owner, addresses(owner, template, postgres.secrets)), folder, **limits)

    return start


@pytest.fixture(scope="session")
def hub_of(started: Started) -> Iterator[Callable[[Path], Running]]:
    """A hub for the stories of a folder: one for all of its files, whatever else has run before them."""
    with ExitStack() as running:
        hubs: dict[Path, Running] = {}

        def of(folder: Path) -> Running:
            if folder not in hubs:
                hubs.clear()
                running.close()
                hubs[folder] = running.enter_context(started())
            return hubs[folder]

        yield of


@pytest.fixture(scope="module")
def hub(request: pytest.FixtureRequest, hub_of: Callable[[Path], Running]) -> Running:
    return hub_of(request.path.parent)


@pytest.fixture(scope="module")
def untouched(started: Started) -> Iterator[Running]:
    """A hub in which no story has happened yet, and the first cross-check has."""
    with started() as hub:
        while hub.rows("SELECT count(*) FROM unchecked") != [(0,)]:
            time.sleep(0.1)
        yield hub
