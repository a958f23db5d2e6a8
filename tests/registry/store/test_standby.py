"""A standby answers exports and long questions while it follows closely, and is left out by itself when it does not."""

import datetime
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from psycopg.conninfo import make_conninfo

from connectors import discover
from hub.database import migrations
from hub.database.postgres import Server
from hub.database.roles import addresses, ensure_roles, standby_address
from policy.catalogue import load
from registry.store.roles import Roles
from registry.tables import declared
from tests.conftest import FOLDERS
from tests.hub.exports.test_exports import export, refused
from tests.hub_running import Copy, Running, running
from tests.registry.journal.test_access_log import unwritable_log
from tests.schema.acts import household, member, register
from tests.standby_running import Following, following

DATABASE, LAG = "aidhub", 2
SUPERVISION = "{ supervision(by: COUNTY) { division { code } } }"
IDS = "{ households { nodes { id } } }"
NUMBERS = "{ households { nodes { id members { person { idNumber } } } } }"
LOGGED = "kind, client, department, purpose, purpose_note, operation, document, variables, attributes, refusal, count"


@dataclass
class Pair:
    """A hub on a database with a standby."""

    hub: Running
    database: Server
    standby: Following

    def ready(self) -> str:
        return self.hub.http.get("/readyz").text

    def until(self, holds: Callable[[], bool]) -> None:
        deadline = time.monotonic() + 60
        while not holds():
            assert time.monotonic() < deadline, self.ready()
            time.sleep(0.1)

    def used(self) -> bool:
        return self.ready() == "ready\n"

    def asked(self) -> datetime.datetime | None:
        """When the standby was last asked something, besides how far it is."""
        ((moment,),) = self.standby.rows(ASKED)
        return moment  # type: ignore[no-any-return] # what the statement says

    @contextmanager
    def paused(self) -> Iterator[None]:
        """The standby goes on answering and replays nothing."""
        self.standby.rows("SELECT pg_wal_replay_pause()")
        try:
            yield
        finally:
            self.standby.rows("SELECT pg_wal_replay_resume()")


ASKED = f"""SELECT max(query_start) FROM pg_stat_activity
WHERE usename = '{DATABASE}_app' AND query NOT LIKE '%pg_control_system%'"""


@pytest.fixture(scope="module")
def running_pair() -> Iterator[Pair]:
    with tempfile.TemporaryDirectory(prefix="aidhub standby ") as place:
        Path(place).chmod(0o755)
        server = Server(Path(place, "var"), options={"fsync": "off"})
        server.start()
        try:
            server.create(DATABASE)
            owner, roles = server.owner_url(DATABASE), Roles.of(DATABASE)
            ensure_roles(owner, server.secrets)
            # Of several hosts the commands, too, find the one that can be written.
            twice = make_conninfo(owner, host="127.0.0.1,127.0.0.1", port=f"1,{server._port}")
            migrations.upgrade(twice, FOLDERS, declared(load(discover())), roles)
            with following(server, Path(place, "standby")) as standby:
                hosts = {"host": "127.0.0.1,127.0.0.1", "port": f"{server._port},{standby.port}"}
                anywhere = make_conninfo(owner, **hosts, target_session_attrs="read-write")
                reads = standby_address(standby.url(DATABASE), roles, server.secrets)
                found = replace(addresses(anywhere, roles, server.secrets), standby=reads)
                with running(Copy(anywhere, found), Path(place, "hub"), replica_lag=LAG) as hub:
                    yield Pair(hub, server, standby)
        finally:
            server.stop()


@pytest.fixture
def pair(running_pair: Pair) -> Pair:
    running_pair.until(running_pair.used)
    return running_pair


def logged(hub: Running, number: int) -> list[tuple[Any, ...]]:
    """The last rows of the access log, without what differs from one request to the next."""
    rows = hub.rows(f"SELECT {LOGGED}, subjects FROM access_log ORDER BY id DESC LIMIT {number}")
    return [(*row[:-1], sorted(row[-1])) for row in rows]


def test_an_export_is_read_at_the_standby_and_logged_as_one_that_is_not(pair: Pair) -> None:
    asker, before = pair.hub["civil_affairs"], pair.asked()
    there, _ = export(asker, NUMBERS, X_Purpose="review")
    rows = logged(pair.hub, 3)
    assert pair.asked() != before
    pair.standby.stop()
    pair.until(lambda: not pair.used())
    here, _ = export(asker, NUMBERS, X_Purpose="review")
    assert there == here
    assert rows == logged(pair.hub, 3)
    assert [row[0] for row in rows] == ["EXPORT", "ANSWER", "ANSWER"]
    pair.standby.start()


def test_supervision_is_read_at_the_standby_and_short_questions_are_not(pair: Pair) -> None:
    before = pair.asked()
    pair.hub["civil_affairs"].ask(IDS)
    assert pair.asked() == before
    pair.hub["civil_affairs"].ask(SUPERVISION)
    assert pair.asked() != before


def test_what_the_standby_has_read_is_not_told_where_it_cannot_be_logged(pair: Pair) -> None:
    before = pair.asked()
    with unwritable_log(pair.hub):
        assert refused(pair.hub["civil_affairs"], IDS) == (500, ["INTERNAL"])
    assert pair.asked() != before


def test_a_standby_that_falls_behind_is_left_out_until_it_has_caught_up(pair: Pair) -> None:
    with pair.paused():
        (registered,) = register(pair.hub, household(pair.hub, member(pair.hub.number())))
        pair.until(lambda: "more than 2 s behind" in pair.ready())
        before = pair.asked()
        nodes, _ = export(pair.hub["civil_affairs"], IDS)
        assert {"id": registered["household"]} in nodes
        assert pair.asked() == before
    pair.until(pair.used)
    nodes, _ = export(pair.hub["civil_affairs"], IDS)
    assert {"id": registered["household"]} in nodes
    assert pair.asked() != before


def test_whose_page_hangs_at_the_standby_is_answered_by_the_database(pair: Pair) -> None:
    with pair.standby.hanging():
        nodes, _ = export(pair.hub["civil_affairs"], IDS)
        assert len(nodes) > 100
        assert "does not answer" in pair.ready()


def test_a_promoted_standby_is_found_and_everything_acknowledged_is_there(pair: Pair) -> None:
    hub = pair.hub
    (registered,) = register(hub, household(hub, member(hub.number())))
    asked = "query ($id: ID!) { household(id: $id) { id } }"
    ((written,),) = hub.rows("SELECT pg_current_wal_flush_lsn()::text")
    pair.until(lambda: pair.standby.rows(f"SELECT pg_last_wal_replay_lsn() >= '{written}'") == [(True,)])
    pair.database._settled.pg_ctl("stop", "-m", "immediate")
    assert hub.http.get("/readyz").status_code == 503
    pair.standby.promote()
    pair.until(lambda: hub.http.get("/readyz").status_code == 200)
    pair.until(lambda: "it is no standby" in pair.ready())
    assert hub["civil_affairs"].ask(asked, {"id": registered["household"]}) == {
        "household": {"id": registered["household"]}
    }
    assert len(register(hub, household(hub, member(hub.number())))) == 1
    assert len(export(hub["civil_affairs"], IDS)[0]) > 100
