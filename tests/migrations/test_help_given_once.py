"""spine_0059 on a register with help given once, by an owner whom row level security binds: the sweep looks again."""

from uuid import UUID

import psycopg
import pytest

from connectors import discover
from hub.database import migrations
from policy.catalogue import load
from registry.store.roles import Roles
from registry.tables import declared
from tests.conftest import FOLDERS

GIVEN, SETTLED, MOVED, MONTHLY, REFUSED = (UUID(int=n) for n in range(1, 6))
LOOKED_AT = "SELECT id FROM households WHERE recompute_on = '2000-01-01' ORDER BY id"


def tell(administrator: psycopg.Connection) -> None:
    administrator.execute("SET session_replication_role = replica")  # nobody asks for the household's other rows
    for period in ("one_off", "per_settlement", "monthly"):
        administrator.execute(
            "INSERT INTO programmes (code, number, department, en, zh, categories, residence, unit, kind, form, period,"
            " department_decides, alternatives, entitlement, absence, basis, cites, quote, note)"
            " VALUES (%(period)s, 'X', 'housing', '', '', '{}', '', '', '', '', %(period)s, '{}', '{}', '', '', '', '',"
            " '', '')",
            {"period": period},
        )
    for id in (GIVEN, SETTLED, MOVED, MONTHLY, REFUSED):
        administrator.execute(
            "INSERT INTO households (id, number, division, position, as_of, channel)"
            " VALUES (%s, %s, '620102000000', 1, '2024-01-01', 'APPLICATION')",
            [id, str(id.int)],
        )
    for id, programme, status in [
        (GIVEN, "one_off", "GRANTED"),
        (SETTLED, "per_settlement", "GRANTED"),
        (MONTHLY, "monthly", "GRANTED"),
        (REFUSED, "one_off", "REFUSED"),
    ]:
        administrator.execute(
            "INSERT INTO assistance_records (id, department, programme, identity_id, household_id, subject_id,"
            " position, division, paying_position, status, happened_on, starts, county, external_id, batch_id)"
            " VALUES (%(id)s, 'housing', %(programme)s, %(id)s, %(id)s, %(id)s, 1, '620102000000', 1, %(status)s,"
            " '2024-01-01', '2024-01-01', '620102', %(name)s, %(id)s)",
            {"id": id, "programme": programme, "status": status, "name": str(id.int)},
        )
    administrator.execute(
        "INSERT INTO lineage (household_id, ancestor_id, person_id, position, until, kind)"
        " VALUES (%s, %s, %s, 1, '2024-02-01', 'MOVE')",
        [MOVED, GIVEN, MOVED],
    )


@pytest.mark.parametrize("way", ["up", "down"])
def test_each_household_with_help_given_once_is_looked_at_again_either_way(
    bound: str, empty_database: str, template: Roles, way: str
) -> None:
    metadata = declared(load(discover()))
    migrations.upgrade(bound, FOLDERS, metadata, template)
    if way == "up":
        migrations.downgrade(bound, FOLDERS, "spine_0058")
    with psycopg.connect(empty_database) as administrator:
        tell(administrator)
    if way == "up":
        migrations.upgrade(bound, FOLDERS, metadata, template)
    else:
        migrations.downgrade(bound, FOLDERS, "spine_0058")
    with psycopg.connect(empty_database) as administrator:
        assert administrator.execute(LOOKED_AT).fetchall() == [(GIVEN,), (SETTLED,), (MOVED,)]
