"""A hub with a few people in it, for what departments report over HTTP."""

from collections.abc import Callable, Iterator

import pytest

from hub.database.postgres import Server
from hub.database.roles import addresses
from registry.store.roles import Roles
from tests.conftest import TEMPLATE, Copy
from tests.hub_running import Running, running


@pytest.fixture(scope="package")
def hub(
    postgres: Server,
    template: Roles,
    new_database: Callable[[str], str],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Running]:
    owner = postgres.owner_url(new_database(TEMPLATE))
    copy = Copy(owner, addresses(owner, template, postgres.secrets))
    with running(copy, tmp_path_factory.mktemp("hub"), persons=40) as hub:
        yield hub
