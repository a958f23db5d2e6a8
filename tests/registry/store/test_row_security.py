import psycopg
import pytest
from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text, create_engine

from registry.store import row_security
from registry.store.database import Database
from registry.store.roles import Roles
from registry.store.row_security import Unguarded
from tests.conftest import Copy

LANZHOU = "{[620100000000,620200000000)}"


def a_table(name: str, rls: str, **grants: str) -> Table:
    columns = [Column("id", Integer), Column("position", BigInteger), Column("department", Text)]
    info = {"rls": rls, "grants": {"app": "SELECT, INSERT, UPDATE (position)", **grants}, "actor": "nobody"}
    return Table(name, MetaData(), *columns, Column("paying_position", BigInteger), info=info)


def made(copy: Copy, template: Roles, table: Table) -> None:
    engine = create_engine(copy.owner.replace("postgresql:", "postgresql+psycopg:"))
    table.metadata.create_all(engine)
    engine.dispose()
    with psycopg.connect(copy.owner, autocommit=True) as connection:
        row_security.apply(connection, table.metadata, template)
        rows = "(1, 620102000000, 'housing', 620200000000), (2, 620200000000, 'health', 620102000000), (3)"
        connection.execute(f"INSERT INTO {table.name} VALUES {rows.replace('(3)', '(3, NULL, NULL, NULL)')}")


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("rls", "seen"),
    [
        ("position", [1]),
        ("position or unregistered", [1, 3]),
        ("record", [1, 2]),
        ("own", [1]),
        ("open", [1, 2, 3]),
    ],
)
async def test_a_department_sees_the_rows_that_the_guard_lets_through(
    copy: Copy, template: Roles, database: Database, rls: str, seen: list[int]
) -> None:
    made(copy, template, a_table("things", rls))
    query = "SELECT id FROM things ORDER BY id"
    async with database.transaction(ranges=LANZHOU, department="housing") as connection:
        assert [row[0] for row in await (await connection.execute(query)).fetchall()] == seen
    # The same connection again, with its settings forgotten: they are '' now, and no longer NULL.
    async with database.transaction() as connection:
        rows = await (await connection.execute(query)).fetchall()
        assert [row[0] for row in rows] == {"open": [1, 2, 3], "position or unregistered": [3]}.get(rls, [])


@pytest.mark.anyio
async def test_no_row_can_be_written_outside_ones_divisions(copy: Copy, template: Roles, database: Database) -> None:
    made(copy, template, a_table("things", "position"))

    async def write(statement: str) -> None:
        async with database.transaction(ranges=LANZHOU) as connection:
            await connection.execute(statement)

    await write("INSERT INTO things VALUES (4, 620102000000)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await write("INSERT INTO things VALUES (5, 620300000000)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await write("UPDATE things SET position = 620300000000 WHERE id = 1")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        await write("DELETE FROM things")


@pytest.mark.anyio
async def test_what_is_guarded_by_none_is_for_the_vault_alone(copy: Copy, template: Roles, database: Database) -> None:
    made(copy, template, a_table("things", "none", vault="SELECT, INSERT"))
    async with database.vault.connection() as connection:
        assert (await connection.execute("SELECT id FROM things")).rowcount == 3
    for address in (copy.addresses.app, copy.addresses.auth):
        async with await psycopg.AsyncConnection.connect(address) as connection:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                await connection.execute("SELECT id FROM things")


@pytest.mark.anyio
async def test_a_partition_is_guarded_like_its_table(copy: Copy, template: Roles, database: Database) -> None:
    table = a_table("things", "position")
    with psycopg.connect(copy.owner, autocommit=True) as connection:
        columns = "id int, position bigint, department text, paying_position bigint"
        connection.execute(f"CREATE TABLE things ({columns}) PARTITION BY LIST (id)")
        connection.execute("CREATE TABLE things_rest PARTITION OF things DEFAULT")
    made(copy, template, table)
    with psycopg.connect(copy.owner) as connection:
        row_security.check(connection, table.metadata, template)
    async with database.transaction(ranges=LANZHOU) as connection:
        assert (await connection.execute("SELECT id FROM things")).rowcount == 1
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            await connection.execute("SELECT id FROM things_rest")
        await connection.rollback()


def test_applying_the_guards_twice_changes_nothing(copy: Copy, template: Roles) -> None:
    table = a_table("things", "position")
    made(copy, template, table)
    with psycopg.connect(copy.owner, autocommit=True) as connection:
        state = "SELECT polname, polroles, pg_get_expr(polqual, polrelid) FROM pg_policy ORDER BY polrelid, 1"
        before = connection.execute(state).fetchall()
        row_security.apply(connection, table.metadata, template)
        assert connection.execute(state).fetchall() == before
        row_security.check(connection, table.metadata, template)


@pytest.mark.parametrize(
    ("damage", "complaint"),
    [
        ("CREATE TABLE forgotten (id int)", "table forgotten has no forced row level security"),
        ("ALTER TABLE things NO FORCE ROW LEVEL SECURITY", "table things has no forced row level security"),
        ("DROP POLICY app ON things", "table things lacks a policy"),
        ("ALTER ROLE {app} BYPASSRLS", "is above row level security"),
        ("ALTER ROLE {app} SUPERUSER", "is above row level security"),
        ("ALTER TABLE things OWNER TO {app}", "owns tables"),
        ("GRANT aidhub TO {app}", "owns tables"),
    ],
)
def test_a_database_with_a_gap_is_refused(copy: Copy, template: Roles, damage: str, complaint: str) -> None:
    table = a_table("things", "position")
    made(copy, template, table)
    with psycopg.connect(copy.owner) as connection:
        connection.execute(damage.format(app=template.app))
        with pytest.raises(Unguarded, match=complaint):
            row_security.check(connection, table.metadata, template)
        connection.rollback()


def test_a_table_that_does_not_say_how_it_is_guarded_is_refused(copy: Copy, template: Roles) -> None:
    table = Table("things", MetaData())
    with (
        psycopg.connect(copy.owner) as connection,
        pytest.raises(Unguarded, match="table things does not say"),
    ):
        row_security.check(connection, table.metadata, template)


def test_a_table_that_acts_write_and_that_does_not_say_who_did_is_refused(copy: Copy, template: Roles) -> None:
    table = a_table("things", "position")
    del table.info["actor"]
    with (
        psycopg.connect(copy.owner) as connection,
        pytest.raises(Unguarded, match="table things has no actor_id"),
    ):
        row_security.check(connection, table.metadata, template)
