"""spine_0048 on a register with open endings, by an owner whom row level security binds: each has its line."""

from uuid import UUID

import psycopg

from connectors import discover
from hub.database import migrations
from policy.catalogue import load
from registry.store.roles import Roles
from registry.tables import declared
from tests.conftest import FOLDERS

HOME, PERSON, RECORD, DETERMINATION = (UUID(int=n) for n in range(1, 5))
OF_A_RECORD, OF_A_CATEGORY, CLOSED = (UUID(int=n) for n in range(11, 14))
LINES = """SELECT matter_id, n, person_id, record_id, determination_id, programme, department, answer
FROM matter_lines WHERE action = 'END' ORDER BY matter_id"""


def tell(administrator: psycopg.Connection) -> None:
    administrator.execute("SET session_replication_role = replica")  # nobody asks for the household's other rows
    for key in ("household_id", "person_id"):
        administrator.execute(f"ALTER TABLE matter_lines DROP CONSTRAINT matter_lines_{key}_fkey")
    administrator.execute(
        "INSERT INTO assistance_records (id, department, programme, identity_id, household_id, person_id, subject_id,"
        " position, division, paying_position, status, happened_on, starts, county, external_id, batch_id)"
        " VALUES (%(id)s, 'housing', 'public_rental', %(id)s, %(home)s, %(person)s, %(person)s, 1, '620102000000', 1,"
        " 'GRANTED', '2024-01-01', '2024-01-01', '620102', '1', %(id)s)",
        {"id": RECORD, "home": HOME, "person": PERSON},
    )
    administrator.execute(
        "INSERT INTO determinations (id, person_id, household_id, position, category, basis, cites, agency, valid_from)"
        " VALUES (%s, %s, %s, 1, 'subsistence_allowance', 'SINGLE_PERSON', '一', 'civil_affairs', '2024-01-01')",
        [DETERMINATION, PERSON, HOME],
    )
    for id, department, record, determination, content, closed in [
        (OF_A_RECORD, "housing", RECORD, None, '{"decision": "END"}', None),
        (OF_A_CATEGORY, "civil_affairs", None, DETERMINATION, "{}", None),
        (CLOSED, "housing", RECORD, None, '{"decision": "KEEP"}', "2024-03-01"),
    ]:
        administrator.execute(
            "INSERT INTO matters (id, procedure, state, household_id, position, from_department, to_department,"
            " content, record_id, determination_id, opened_on, closed_on)"
            " VALUES (%s, 'ending', 'HEARD', %s, 1, %s, %s, %s, %s, %s, '2024-02-01', %s)",
            [id, HOME, department, department, content, record, determination, closed],
        )


def test_each_open_ending_has_a_line_for_what_it_is_about(bound: str, empty_database: str, template: Roles) -> None:
    metadata = declared(load(discover()))
    migrations.upgrade(bound, FOLDERS, metadata, template)
    migrations.downgrade(bound, FOLDERS, "spine_0047")
    with psycopg.connect(empty_database) as administrator:
        tell(administrator)
    migrations.upgrade(bound, FOLDERS, metadata, template)
    with psycopg.connect(empty_database) as administrator:
        assert administrator.execute(LINES).fetchall() == [
            (OF_A_RECORD, 0, PERSON, RECORD, None, "public_rental", "housing", "END"),
            (OF_A_CATEGORY, 0, PERSON, None, DETERMINATION, None, "civil_affairs", None),
        ]
    migrations.downgrade(bound, FOLDERS, "spine_0047")
    with psycopg.connect(empty_database) as administrator:
        assert administrator.execute("SELECT count(*) FROM matter_lines").fetchone() == (0,)
