"""What a caller is told when something goes wrong inside: here, while the database is away."""

import asyncio
import json
from collections.abc import Callable, Iterator

import pytest

from hub.answering.error_masking import Stopped, held_back
from hub.database.postgres import Server
from hub.database.roles import addresses
from registry.store.roles import Roles
from tests.conftest import TEMPLATE, Copy
from tests.hub.closed_database import closed
from tests.hub.exports.test_stream import ENDLESS, reader
from tests.hub_running import Running, running

END = """mutation { endDetermination(determination: "01890000-0000-7000-8000-000000000000", on: "2024-01-01",
  reason: "x") { __typename } }"""


@pytest.fixture(scope="module")
def hub(
    postgres: Server, template: Roles, new_database: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """A hub of its own: its database is taken away from it."""
    owner = postgres.owner_url(new_database(TEMPLATE))
    copy = Copy(owner, addresses(owner, template, postgres.secrets))
    with running(copy, tmp_path_factory.mktemp("hub"), persons=1) as hub:
        yield hub


def test_an_export_whose_database_goes_says_so_in_its_last_line(hub: Running, postgres: Server) -> None:
    with reader(hub, "housing", ENDLESS) as answer, closed(postgres, hub.owner):
        *nodes, last = answer.iter_lines()
    error = json.loads(last)["error"]
    assert (error["code"], error["count"]) == ("UNAVAILABLE", len(nodes))
    answered = (hub["housing"].post("{ me { client } }").status_code for _ in range(60))
    assert any(status == 200 for status in answered)


def test_while_the_database_is_away_nobody_is_called_a_stranger_and_all_goes_on_after_it(
    hub: Running, postgres: Server
) -> None:
    asker, query = hub["civil_affairs"], '{ household(number: "CASE-01") { id } }'
    asker.ask("{ me { client } }")  # with a token from before
    with closed(postgres, hub.owner):
        answer = asker.post(query)
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert asker.refused(END) == ["UNAVAILABLE"]
        assert (hub.http.get("/healthz").status_code, hub.http.get("/readyz").status_code) == (200, 503)
    answered = (asker.post("{ me { client } }").status_code for _ in range(60))
    assert any(status == 200 for status in answered)


@pytest.mark.anyio
async def test_who_has_asked_for_too_much_is_told_so_a_moment_later_than_others_what_is_wrong() -> None:
    told = list[int]()

    async def tell(status: int) -> None:
        told.append((await held_back(Stopped(status))).status)

    await asyncio.gather(tell(429), tell(400), tell(503))
    assert told == [400, 503, 429]
