"""spine_0030 on a register that holds overlapping determinations: of those that share a day the last told of stands."""

import datetime
from uuid import UUID

import psycopg

from connectors import discover
from hub.database import migrations
from policy.catalogue import load
from registry.store.roles import Roles
from registry.tables import declared
from tests.conftest import FOLDERS

PEOPLE = {name: UUID(int=n) for n, name in enumerate(("chain", "alone", "corrected", "zero"), 1)}
# Whose, which category, from, to, and whether it was corrected already; in the order in which they were told.
TOLD = [
    ("chain", "subsistence_allowance", "2023-01-01", "2023-07-01", False),
    ("chain", "subsistence_allowance", "2023-06-01", "2024-02-01", False),
    ("chain", "subsistence_allowance", "2024-01-01", None, False),
    ("alone", "subsistence_allowance", "2023-01-01", "2023-06-01", False),
    ("alone", "subsistence_allowance", "2023-06-01", None, False),
    ("alone", "near_subsistence", "2023-03-01", None, False),
    ("corrected", "subsistence_allowance", "2023-01-01", None, True),
    ("corrected", "subsistence_allowance", "2023-01-01", "2023-12-01", False),
    ("zero", "subsistence_allowance", "2023-05-01", None, False),
    ("zero", "subsistence_allowance", "2023-06-01", "2023-06-01", False),
]
STANDING = """SELECT person_id, category, valid_from::text FROM determinations
WHERE superseded_at IS NULL ORDER BY person_id, recorded_at"""


def tell(connection: psycopg.Connection) -> None:
    for key in ("person_id", "household_id"):
        connection.execute(f"ALTER TABLE determinations DROP CONSTRAINT determinations_{key}_fkey")
    connection.execute("ALTER TABLE determinations NO FORCE ROW LEVEL SECURITY")
    for n, (who, category, since, until, superseded) in enumerate(TOLD):
        at = datetime.datetime(2024, 1, 1, n, tzinfo=datetime.UTC)
        connection.execute(
            "INSERT INTO determinations (id, person_id, household_id, position, category, basis, cites, agency,"
            " valid_from, valid_to, recorded_at, superseded_at)"
            " VALUES (%s, %s, %s, 1, %s, 'SINGLE_PERSON', '一', 'civil_affairs', %s, %s, %s, %s)",
            [UUID(int=100 + n), PEOPLE[who], UUID(int=9), category, since, until, at, at if superseded else None],
        )


def test_of_determinations_that_share_a_day_the_last_told_of_stands(empty_database: str, template: Roles) -> None:
    metadata = declared(load(discover()))
    migrations.upgrade(empty_database, FOLDERS, metadata, template)
    migrations.downgrade(empty_database, FOLDERS, "spine_0029")
    with psycopg.connect(empty_database) as connection:
        tell(connection)
    migrations.upgrade(empty_database, FOLDERS, metadata, template)
    with psycopg.connect(empty_database) as connection:
        connection.execute("ALTER TABLE determinations NO FORCE ROW LEVEL SECURITY")
        standing = connection.execute(STANDING).fetchall()
        ((all_kept,),) = connection.execute("SELECT count(*) FROM determinations")
    kept = [n for n, (who, category, since, *_) in enumerate(TOLD) if (PEOPLE[who], category, since) in standing]
    # What overlapped only one that falls away itself stands: nobody loses the days of it.
    assert [n for n in kept if n != 6] == [0, 2, 3, 4, 5, 7, 8, 9]
    assert (len(standing), all_kept) == (8, len(TOLD))
