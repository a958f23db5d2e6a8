"""spine_0040 on a register that knows facts of somebody nobody has registered: they are listed for the province."""

from uuid import UUID

import psycopg

from connectors import discover
from hub.database import migrations
from policy.catalogue import load
from registry.store.roles import Roles
from registry.tables import declared
from tests.conftest import FOLDERS

NUMBER, NAMED = UUID(int=1), UUID(int=2)
TABLES = ("identities", "divisions", "departments", "education_aid_person_facts", "health_person_facts")


def tell(connection: psycopg.Connection) -> None:
    for table in TABLES:
        connection.execute(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY")
    connection.execute("INSERT INTO identities (id, index) VALUES (%s, 'number')", [NUMBER])
    named = (
        "INSERT INTO identities (id, kind, index, number_id, name) VALUES (%s, 'NUMBER_AND_NAME', 'both', %s, '周未登')"
    )
    connection.execute(named, [NAMED, NUMBER])
    connection.execute(
        "INSERT INTO divisions (code, name, level, lo, hi, valid_from)"
        " VALUES ('620000000000', '甘肃省', 'PROVINCE', 62, 63, '2023-01-01')"
    )
    for n, department in enumerate(("education_aid", "health")):
        connection.execute("INSERT INTO departments (code, en, zh) VALUES (%s, '', '')", [department])
        connection.execute(
            f"INSERT INTO {department}_person_facts (id, identity_id, source_record_id, as_of)"
            " VALUES (%s, %s, '1', '2024-03-01')",
            [UUID(int=100 + n), NAMED],
        )
    for table in TABLES:
        connection.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")


def test_who_was_named_before_is_listed_with_all_who_named_them(empty_database: str, template: Roles) -> None:
    metadata = declared(load(discover()))
    migrations.upgrade(empty_database, FOLDERS, metadata, template)
    migrations.downgrade(empty_database, FOLDERS, "spine_0039")
    with psycopg.connect(empty_database) as connection:
        tell(connection)
    migrations.upgrade(empty_database, FOLDERS, metadata, template)
    with psycopg.connect(empty_database) as connection:
        connection.execute("ALTER TABLE unregistered_persons NO FORCE ROW LEVEL SECURITY")
        listed = connection.execute("SELECT identity_id, position, departments, state FROM unregistered_persons")
        assert listed.fetchall() == [(NAMED, 62, ["education_aid", "health"], "OPEN")]
