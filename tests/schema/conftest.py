"""One hub for all stories of the graph; each story invents its own people."""

from collections.abc import Callable, Iterator

import pytest

from hub.postgres import Server
from hub.roles import addresses
from registry.roles import Roles
from tests.conftest import TEMPLATE, Copy
from tests.hub_running import Running, running


@pytest.fixture(scope="session")
def hub(
    postgres: Server,
    template: Roles,
    new_database: Callable[..., str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Running]:
    owner = postgres.owner_url(new_database(TEMPLATE))
    copy = Copy(owner, addresses(owner, template, postgres.secrets))
    with running(copy, tmp_path_factory.mktemp("hub")) as hub:
        yield hub
