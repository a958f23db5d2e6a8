"""Questions explained: a province of some thousand households, and how PostgreSQL reads a question in it.

The plan is the one that it keeps for any values, under the application's role.
"""

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest

from auth.grants import Grant
from auth.sharing import everything
from connectors import discover
from hub.database.first_fill import fill
from hub.database.keys import master_key, vault_of
from hub.database.postgres import Server
from hub.database.roles import addresses
from hub.population.ledger import Order
from hub.population.loading import load as load_population
from hub.settings import Settings
from planner.document import coerced, read
from policy.catalogue import load
from registry.store.connection import Connection
from registry.store.database import WALKED
from registry.store.roles import Roles
from schema.compose import compose
from schema.fields.references import References
from schema.requests.caller import Caller
from tests.conftest import TEMPLATE, Copy
from tests.explained import rows_read, steps
from tests.hub_running import TODAY

CATALOGUE = load(discover())
GRAPH = compose(CATALOGUE)
PROVINCE, CITY, COUNTY = (620000000000, 630000000000), (621100000000, 621200000000), (621102000000, 621103000000)


@pytest.fixture(scope="module")
def settled(
    postgres: Server, template: Roles, new_database: Callable[..., str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[psycopg.Connection]:
    """A connection as the application's role to a province of some thousand households."""
    owner = postgres.owner_url(new_database(TEMPLATE))
    copy = Copy(owner, addresses(owner, template, postgres.secrets))
    settings = Settings(owner, "any", 1, 6000, tmp_path_factory.mktemp("plans"), "http://127.0.0.1:1", 2)
    fill(settings, copy.addresses, CATALOGUE)
    asyncio.run(populate(settings, copy))
    with psycopg.connect(copy.addresses.app, cursor_factory=psycopg.ClientCursor) as connection:
        yield connection


async def populate(settings: Settings, copy: Copy) -> None:
    with psycopg.connect(copy.addresses.vault) as connection:
        vault = vault_of(connection, master_key(settings))
    owner = await Connection.connect(copy.owner, autocommit=True, cursor_factory=psycopg.AsyncRawCursor)
    async with owner:
        await load_population(owner, Order(settings.demo_persons, 1), vault, CATALOGUE, TODAY)
        await owner.execute("VACUUM ANALYZE")


def explained(
    connection: psycopg.Connection,
    department: str,
    range_: tuple[int, int],
    text: str,
    mode: str = "force_generic_plan",
    **variables: object,
) -> list[Any]:
    """Every step of the plan, as it was run."""
    document = read(text)
    values = coerced(GRAPH.core, document.operation(None), variables)
    plan = GRAPH.planner().plan(document, None, values)
    scopes = frozenset(
        {
            "hub:read",
            f"{department}/targets:read",
            f"{department}/feedback:read",
            "household/chain:read",
            "civil/population:read",
            "civil/supervise:read",
        }
    )
    grant = Grant("a test", department, (), (range_,), scopes, (), "", 0, everything((range_,)))
    caller = Caller(grant, None, TODAY, "a request")
    references = References(CATALOGUE, department, lambda _: True, lambda _: b"", TODAY)
    known = {"kind": "ANSWER", "variables": None, "references": references}
    bound = plan.bind(values, {**caller.values(CATALOGUE), **known})
    with connection.transaction(force_rollback=True):
        connection.execute(f"SET LOCAL plan_cache_mode = {mode}".encode())
        for name, value in {**caller.settings, **(WALKED if plan.walks else {})}.items():
            connection.execute("SELECT set_config(%s, %s, true)", [name, value])
        connection.execute(f"PREPARE asked AS {plan.statement}".encode())
        places = ", ".join(["%s"] * len(bound))
        row = connection.execute(
            f"EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE asked ({places})".encode(), bound
        ).fetchone()
        connection.execute("DEALLOCATE asked")
    assert row is not None
    return list(steps(row[0][0]["Plan"]))


def register_reads(plan: list[Any]) -> Iterator[tuple[str, str, float]]:
    """The tables that grow with the province: how each is read, and how many rows of it."""
    for step in plan:
        table = step.get("Relation Name")
        if table not in (
            None,
            "access_log",
            "categories",
            "departments",
            "divisions",
            "programmes",
            "programme_clauses",
        ):
            yield table, step.get("Index Name", step["Node Type"]), rows_read(step)
