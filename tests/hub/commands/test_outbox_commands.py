"""The outbox as an operator trims it."""

import datetime
import uuid

import psycopg

from registry.store.database import new_id
from tests.hub.commands.typed import Operator

NOW = datetime.datetime.now(datetime.UTC)


def test_what_is_younger_stays(operator: Operator) -> None:
    old = uuid.UUID(int=int((NOW - datetime.timedelta(days=91)).timestamp() * 1000) << 80)
    row = """INSERT INTO outbox (id, topic, subject_id, department, position)
    VALUES (%s, 'referral', gen_random_uuid(), 'housing', 1)"""
    with psycopg.connect(operator.url, autocommit=True) as owner:
        for id in (old, new_id()):
            owner.execute(row, [id])
        assert operator("outbox trim").startswith("1 rows are older than 90 days")
        assert operator("outbox trim --keep 92").startswith("0 rows")
        assert owner.execute("SELECT count(*) FROM outbox").fetchone() == (2,)
        assert operator("outbox trim --yes") == "rows taken out (已清理): 1\n"
        assert operator("outbox trim --yes") == "rows taken out (已清理): 0\n"
        assert owner.execute("SELECT count(*) FROM outbox WHERE id = %s", [old]).fetchone() == (0,)
        assert owner.execute("SELECT topic, department, id FROM outbox_trims").fetchall() == [
            ("referral", "housing", old)
        ]
