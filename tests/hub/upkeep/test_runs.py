"""Runs of the upkeep: what a day has changed is brought up to date, once."""

import psycopg

from registry.store.database import new_id
from tests.hub.commands.typed import Operator


def test_the_sweep_says_whom_the_day_has_changed_and_then_nobody(operator: Operator) -> None:
    with psycopg.connect(operator.url) as connection:
        connection.execute(
            """INSERT INTO households (id, number, division, position, residence, as_of, channel, recompute_on)
            VALUES (%s, 'S-1', '620102000000', 620102000000, 'rural', '2024-03-01', 'HOME_VISIT', '2024-03-02')""",
            [new_id()],
        )
    assert operator("sweep") == "1 households brought up to date\n"
    assert operator("sweep") == "0 households brought up to date\n"
