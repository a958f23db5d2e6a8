"""One hub for all stories of the graph; each story invents its own people."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from hub.postgres import Server
from hub.roles import addresses
from registry.roles import Roles
from tests.conftest import TEMPLATE, Copy
from tests.hub_running import Running, running

Started = Callable[[], AbstractContextManager[Running]]


@pytest.fixture(scope="session")
def started(
    postgres: Server,
    template: Roles,
    new_database: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Started:
    """Starts a hub on a database of its own."""

    def start() -> AbstractContextManager[Running]:
        owner = postgres.owner_url(new_database(TEMPLATE))
        copy = Copy(owner, addresses(owner, template, postgres.secrets))
        return running(copy, tmp_path_factory.mktemp("hub"))

    return start


@pytest.fixture(scope="session")
def hub(started: Started) -> Iterator[Running]:
    with started() as hub:
        yield hub


@pytest.fixture(scope="module")
def untouched(started: Started) -> Iterator[Running]:
    """A hub in which no story has happened yet, and the first cross-check has."""
    with started() as hub:
        while hub.rows("SELECT count(*) FROM unchecked") != [(0,)]:
            time.sleep(0.1)
        yield hub
