"""spine_0088 beside a trial that is under way, by an owner whom row level security binds: it begins anew."""

import json
from uuid import UUID

import psycopg

from connectors import discover
from hub.database import migrations
from policy.catalogue import load
from registry.store.roles import Roles
from registry.tables import declared
from tests.conftest import FOLDERS

TRIAL, TOTALS = (UUID(int=n) for n in range(1, 3))


def put(administrator: psycopg.Connection, id: UUID, kind: str) -> None:
    administrator.execute(
        "INSERT INTO jobs (id, department, client, key, kind, arguments, ranges, scopes, state, done, taken, tries, stand)"
        " VALUES (%s, 'civil_affairs', 'c', %s, %s, '{}', '{}', '{}', 'RUNNING', 2, 1, 0, %s)",
        [id, str(id), kind, json.dumps([2, [1, str(id)], {"621102000000": 1}])],
    )


def test_a_trial_of_before_begins_anew_and_nothing_else_does(bound: str, empty_database: str, template: Roles) -> None:
    metadata = declared(load(discover()))
    migrations.upgrade(bound, FOLDERS, metadata, template)
    migrations.downgrade(bound, FOLDERS, "spine_0087")
    with psycopg.connect(empty_database) as administrator:
        put(administrator, TRIAL, "SIMULATION")
        put(administrator, TOTALS, "TOTALS")
    migrations.upgrade(bound, FOLDERS, metadata, template)
    with psycopg.connect(empty_database) as administrator:
        found = administrator.execute("SELECT id, done, stand IS NULL FROM jobs ORDER BY id").fetchall()
    assert found == [(TRIAL, 0, True), (TOTALS, 2, False)]
