"""spine_0054 on a register with closed warnings, by an owner whom row level security binds: each says how."""

from uuid import UUID

import psycopg

from connectors import discover
from hub.database import migrations
from policy.catalogue import load
from registry.store.roles import Roles
from registry.tables import declared
from tests.conftest import FOLDERS

BY_ANSWERS, BY_HAND, BY_ITSELF = (UUID(int=n) for n in range(1, 4))


def tell(administrator: psycopg.Connection) -> None:
    administrator.execute("SET session_replication_role = replica")  # nobody asks for the household's other rows
    for id, outcome, department in [
        (BY_ANSWERS, "DECIDED_OTHERWISE", "housing"),
        (BY_HAND, "FALSE_POSITIVE", "civil_affairs"),
        (BY_ITSELF, "GONE", None),
    ]:
        administrator.execute(
            "INSERT INTO early_warnings (id, household_id, position, kind, rule, key, programmes, records, departments,"
            " evidence, fingerprint, rank, raised_on, state, outcome, reason, closed_on, closed_by)"
            " VALUES (%s, %s, 1, 'UNCOVERED', 'uncovered', 'k', '{}', '{}', '{}', '[]', '', 1, '2024-01-01', 'CLOSED',"
            " %s, 'told', '2024-02-01', %s)",
            [id, id, outcome, department],
        )
        administrator.execute(
            "INSERT INTO matter_lines (id, matter_id, n, position, action, department, needs, warning_id, answer)"
            " VALUES (%s, %s, 0, 1, 'ASSESS', 'housing', '{}', %s, 'REFUSED')",
            [id, id, id],
        )
    administrator.execute(
        "INSERT INTO chain_links (id, kind, identity_id, household_id, position, department, note, happened_on, salt,"
        " hash) VALUES (%(id)s, 'WARNING_CLOSED', %(id)s, %(id)s, 1, 'civil_affairs', 'told', '2024-02-01', '', '')",
        {"id": BY_HAND},
    )


def test_each_closed_warning_says_with_what_a_person_closed_it(
    bound: str, empty_database: str, template: Roles
) -> None:
    metadata = declared(load(discover()))
    migrations.upgrade(bound, FOLDERS, metadata, template)
    migrations.downgrade(bound, FOLDERS, "spine_0053")
    with psycopg.connect(empty_database) as administrator:
        tell(administrator)
    migrations.upgrade(bound, FOLDERS, metadata, template)
    with psycopg.connect(empty_database) as administrator:
        found = administrator.execute("SELECT id, closed_through FROM early_warnings ORDER BY id").fetchall()
    assert found == [(BY_ANSWERS, "ANSWERS"), (BY_HAND, "HAND"), (BY_ITSELF, None)]
