import psycopg

from connectors import discover
from hub.database import migrations
from policy.catalogue import load
from registry.store import row_security
from registry.store.roles import Roles
from registry.tables import declared
from tests.conftest import FOLDERS, Copy
from tests.migrations.comparison import differences


def test_the_migrations_lead_to_the_declared_tables(copy: Copy) -> None:
    assert differences(copy.owner, declared(load(discover()))) == []


def test_every_table_is_guarded(copy: Copy, template: Roles) -> None:
    migrations.check_level(copy.owner, FOLDERS)
    with psycopg.connect(copy.owner) as connection:
        row_security.check(connection, declared(load(discover())), template)


def test_everything_can_be_taken_back_and_made_again(empty_database: str, template: Roles) -> None:
    metadata = declared(load(discover()))
    migrations.upgrade(empty_database, FOLDERS, metadata, template)
    migrations.downgrade(empty_database, FOLDERS, "base")
    with psycopg.connect(empty_database) as connection:
        left = connection.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace")
        assert {name for (name,) in left} == {"alembic_version", "alembic_version_pkc"}
    migrations.upgrade(empty_database, FOLDERS, metadata, template)
    assert differences(empty_database, metadata) == []
