"""spine_0067 on a register with pairs told apart, by an owner whom row level security binds: what was decided stays."""

from uuid import UUID

import psycopg

from connectors import discover
from hub.database import migrations
from policy.catalogue import load
from registry.store.roles import Roles
from registry.tables import declared
from tests.conftest import FOLDERS

PERSON, APART, WAITING = (UUID(int=n) for n in range(1, 4))


def tell(administrator: psycopg.Connection) -> None:
    administrator.execute("INSERT INTO identities (id, index) VALUES (%s, 'number')", [PERSON])
    administrator.execute(
        "INSERT INTO persons (id, identity_id, position, name, name_masked, id_number_masked, sex, birth_date)"
        " VALUES (%(id)s, %(id)s, 1, '', '', '', '1', '2000-01-01')",
        {"id": PERSON},
    )
    for other, state in ((APART, "NOT_THE_SAME"), (WAITING, "OPEN")):
        decided = ["civil_affairs", "an office", "2024-03-01", "twins"] if other == APART else [None] * 4
        administrator.execute(
            "INSERT INTO identity_candidates (id, kind, person_id, other_id, position, probability, evidence, findings,"
            " found_at, state, department, client, decided_at, reason)"
            " VALUES (%s, 'PERSON', %s, %s, 1, 97, '[]', 'SAME_NAME', '2024-02-01', %s, %s, %s, %s, %s)",
            [other, PERSON, other, state, *decided],
        )


def test_what_was_decided_before_is_kept_with_what_was_found(bound: str, empty_database: str, template: Roles) -> None:
    metadata = declared(load(discover()))
    migrations.upgrade(bound, FOLDERS, metadata, template)
    migrations.downgrade(bound, FOLDERS, "spine_0066")
    with psycopg.connect(empty_database) as administrator:
        tell(administrator)
    migrations.upgrade(bound, FOLDERS, metadata, template)
    with psycopg.connect(empty_database) as administrator:
        kept = administrator.execute("SELECT other_id, findings, decision, reason FROM identity_decisions").fetchall()
    assert kept == [(APART, "SAME_NAME", "NOT_THE_SAME", "twins")]
