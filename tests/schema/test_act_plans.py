"""What acts read in a province of some thousand households, on the machine's PostgreSQL and on the wheel's.

Under row level security PostgreSQL finds rows by an index only where the condition is leakproof, and what it holds for
leakproof changes with a minor release: an act that had read a household then reads them all.
"""

import asyncio
import datetime
import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg
import pytest
from graphql import FieldNode, OperationDefinitionNode, parse

from hub import app
from hub.database import migrations
from hub.database.postgres import Server
from hub.database.roles import addresses, ensure_roles
from hub.jobs.queue import Queue
from hub.settings import Postgres
from hub.upkeep.province import province
from registry.errors import Refusal
from registry.matters import moved_deadlines, reminders
from registry.monitoring.cross_check import CrossCheck
from registry.monitoring.cross_check_passes import drain
from registry.store.connection import Question
from registry.store.roles import Roles
from registry.tables import declared
from registry.targets.maintenance import Maintenance
from registry.targets.sweep import sweep
from schema.compose import compose
from tests.conftest import FOLDERS
from tests.connectors import test_every_department as departments
from tests.hub_running import TODAY, Copy, Running, running
from tests.lies import LIES
from tests.schema.asking_again import asked_again
from tests.schema.filling import BOUNDED, fill
from tests.schema.performed_acts import STORIES
from tests.schema.reads import Asked, Read, watched

PERSONS = 5000
ONE_DAY = datetime.timedelta(days=1)
MOST = 1500
"""Rows that a statement may read for a household or a small batch of a table that grows: half of the smallest.

The cross-check reads some ten records of each of a hundred households."""


@dataclass
class Performed:
    """The stories, performed: which mutations they sent, and what their statements read."""

    hub: Running
    copy: Copy
    sent: list[Read]
    asked: Asked = field(default_factory=Asked)
    mutations: set[str] = field(default_factory=set)
    reads: dict[str, list[Read]] = field(default_factory=dict)
    written: dict[str, tuple[int, int]] = field(default_factory=dict)
    """How many rows the acts added to each table that says who wrote them, and to how many nobody stands."""

    @contextmanager
    def noting(self, name: str) -> Iterator[None]:
        self.sent.clear()
        yield
        self.reads[name] = [*self.sent]

    def note_mutations(self, request: httpx.Request) -> None:
        if request.url.path == "/graphql":
            for definition in parse(json.loads(request.content)["query"]).definitions:
                if isinstance(definition, OperationDefinitionNode) and definition.operation.value == "mutation":
                    fields = definition.selection_set.selections
                    self.mutations |= {node.name.value for node in fields if isinstance(node, FieldNode)}


@pytest.fixture(scope="module", params=["system", "embedded"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    prefer: Postgres = request.param
    folder = Path(tempfile.mkdtemp(prefix="aidhub plans "))
    folder.chmod(0o755)  # as root, the server runs under another account
    server = Server(folder / "var", prefer, {"fsync": "off"})
    try:
        server.start()
    except Refusal as missing:
        pytest.skip(f"a PostgreSQL of this kind is not here: {missing}")
    yield server
    server.stop()
    shutil.rmtree(folder)


@pytest.fixture(scope="module")
def performed(server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Performed]:
    """A large province, and every kind of act performed in it."""
    roles, asked = Roles.of("plans"), Asked()
    owner = server.owner_url("plans")
    server.create("plans")
    ensure_roles(owner, server.secrets)
    migrations.upgrade(owner, FOLDERS, declared(departments.CATALOGUE), roles)
    copy = Copy(owner, addresses(owner, roles, server.secrets))
    with watched(asked) as sent, pytest.MonkeyPatch.context() as patch:
        # Upkeep is done by hand, or what it reads would be taken for an act's.
        patch.setattr(app, "keep", lambda *_: asyncio.Event().wait())
        patch.setattr(Queue, "keep", lambda _: asyncio.Event().wait())
        with running(copy, tmp_path_factory.mktemp("hub"), PERSONS) as hub:
            with psycopg.connect(owner, autocommit=True) as connection:
                fill(connection, declared(hub.catalogue))
                connection.execute("DELETE FROM unchecked")  # to check everybody takes longer than all acts
                connection.execute("VACUUM ANALYZE")
            performed = Performed(hub, copy, sent)
            asked.values.clear()
            before = rows_and_nobodys(hub)
            hub.http.event_hooks["request"].append(performed.note_mutations)
            for story in STORIES:
                with performed.noting(story.__name__):
                    story(hub)
            for table, now in rows_and_nobodys(hub).items():
                performed.written[table] = (now[0] - before[table][0], now[1] - before[table][1])
            performed.asked.values.update(asked.values)
            with performed.noting("upkeep"):
                asyncio.run(_upkeep(copy, hub))
            yield performed


def rows_and_nobodys(hub: Running) -> dict[str, tuple[int, int]]:
    """Of each table whose rows say who wrote them, how many it has, and how many of these nobody wrote."""
    count = "SELECT count(*), count(*) FILTER (WHERE actor_id IS NULL) FROM {}"
    tables = [table.name for table in declared(hub.catalogue).sorted_tables if "actor_id" in table.columns]
    return {name: hub.rows(count.format(name))[0] for name in tables}


async def _upkeep(copy: Copy, hub: Running) -> None:
    async with province(copy.addresses) as whole:
        await sweep(whole.connect, Maintenance.of(hub.catalogue), TODAY + ONE_DAY, lambda _: None, chunk=20)
        await drain(whole.connect, CrossCheck.of(hub.catalogue), TODAY, chunk=20)
        async with whole.connect() as connection:
            await moved_deadlines.move(connection, TODAY)
            await reminders.watch(connection, hub.catalogue, TODAY)


def test_every_mutation_of_the_graph_is_performed(performed: Performed) -> None:
    mutations = compose(performed.hub.catalogue).core.mutation_type
    assert mutations is not None
    assert sorted(set(mutations.fields) - performed.mutations) == []


def test_whatever_an_act_writes_says_who_did_it(performed: Performed) -> None:
    """While no upkeep is done the hub itself writes nothing: what stands there then is somebody's."""
    assert {table: nobodys for table, (_, nobodys) in performed.written.items() if nobodys > 0} == {}
    grown = [table for table, (rows, _) in performed.written.items() if rows > 0]
    assert len(grown) > len(performed.written) * 3 / 4  # the others are written by files and links, or emptied again


def test_no_statement_of_an_act_reads_a_whole_table(performed: Performed) -> None:
    whole: dict[tuple[str, str], str] = {}
    for story, reads in performed.reads.items():
        for statement, table, rows in reads:
            if rows > MOST and table not in BOUNDED:
                whole.setdefault((statement, table), f"{story} reads {rows} rows of {table}: {compact(statement)}")
    assert not whole, "\n".join(whole.values())


@pytest.mark.parametrize("mode", ["force_generic_plan", "force_custom_plan"])
@pytest.mark.parametrize("lie", LIES)
def test_no_statement_of_an_act_reads_a_whole_table_whatever_the_statistics_say(
    performed: Performed, server: Server, lie: str, mode: str
) -> None:
    owner, role = server.owner_url("plans"), Roles.of("plans").app
    again = dict(asked_again(owner, role, LIES[lie], mode, performed.asked.values))
    whole = [
        f"{read.rows} rows of {read.table}: {compact(read.statement)}"
        for reads in again.values()
        for read in reads
        if read.rows > MOST and read.table not in BOUNDED
    ]
    assert not whole, "\n".join(whole)
    assert len(again) > 200  # what inserts its ids a second time is not asked again


def test_what_is_read_is_seen_whether_by_index_or_one_after_the_other(performed: Performed) -> None:
    performed.sent.clear()
    asyncio.run(_read_everybody(performed.copy))
    assert [read.rows >= PERSONS for read in performed.sent if read.table == "persons"] == [True, True]


async def _read_everybody(copy: Copy) -> None:
    async with province(copy.addresses) as whole, whole.connect() as connection:
        await connection.execute("SELECT count(name) FROM persons")
        await connection.together([Question("SELECT count(*) FROM persons WHERE position > $1::bigint", [0])])


def compact(statement: str) -> str:
    return " ".join(statement.split())
