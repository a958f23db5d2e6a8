"""Who looked at somebody is found by index, however long the log is."""

import json
from uuid import UUID

import psycopg

from registry.journal.subject_looks import LOOKS, Trace, looks
from registry.store.arrays import array
from registry.store.database import new_id
from tests.hub_running import Copy

FILL = """INSERT INTO access_log (kind, client, department, document, subjects, request)
SELECT 'ANSWER', 'c', 'housing', '', ARRAY[gen_random_uuid()], n::text FROM generate_series(1, 50000) n"""
LOOK = """INSERT INTO access_log (kind, client, department, document, subjects, request)
VALUES ('ANSWER', 'c', 'health', '', %s::uuid[], 'r')"""


def blocks(connection: psycopg.Connection, person: UUID) -> int:
    """How many blocks are read to find who looked at one person."""
    nothing = dict.fromkeys(("department", "at", "id"))
    subjects = array([person])
    values = {"own": subjects, "all": subjects, "homes": array([]), "since": [], "until": [], "zone": "UTC", **nothing}
    explained = "EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) " + LOOKS
    ((plan,),) = connection.execute(explained, {**values, "most": 51}).fetchall()
    assert "access_log" in json.dumps(plan)
    top = plan[0]["Plan"]
    return int(top["Shared Hit Blocks"] + top["Shared Read Blocks"])


def test_it_reads_what_showed_the_person_and_not_the_log(copy: Copy) -> None:
    person = new_id()
    with psycopg.connect(copy.owner, autocommit=True) as owner:
        owner.execute(FILL)
        for _ in range(3):
            owner.execute(LOOK, [[person]])
        owner.execute("VACUUM ANALYZE access_log")
        ((whole,),) = owner.execute("SELECT sum(pg_relation_size(relid)) / 8192 FROM pg_partition_tree('access_log')")
    with psycopg.connect(copy.addresses.auth) as reader:
        assert len(looks(reader, [Trace(person, True, None, None)], None, None, 51)) == 3
        assert blocks(reader, person) < 60 < whole
